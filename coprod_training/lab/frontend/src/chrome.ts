// Takes JupyterLab's own furniture away from learners, and gives our widgets its room.
// Lumino's hide() and not CSS, which would leave gaps. Lab shows some parts late, so this is done
// again a little later (design/lab.md: seen at 300 and 1500 ms).

import type { IRouter, JupyterFrontEnd, LabShell } from '@jupyterlab/application';
import { Dialog } from '@jupyterlab/apputils';
import { Widget } from '@lumino/widgets';

const FURNITURE = new Set([
  'jp-top-panel',
  'jp-menu-panel',
  'jp-bottom-panel',
  'jp-top-bar',
  'jp-skiplink',
]);
const AGAIN = [0, 300, 1500, 4000]; // ms

/** Take away the words that stand in the window until a page of the course does (first_page.py). */
export function uncover(): void {
  document.querySelector('#coprod-first')?.remove();
}

/** Hide menus, toolbars, tabs and side bars. */
export function hideChrome(shell: LabShell): void {
  document.body.classList.add('coprod-learner', 'coprod-opening');
  // JupyterLab takes the line and the colour off every link below this, ours too.
  for (const node of [document.body, shell.node]) node.classList.remove('jp-ThemedContainer');
  for (const wait of AGAIN) setTimeout(() => hideFurniture(shell), wait);
}

/** The same once more: JupyterLab shows a side bar again whenever something moves in or out. */
export function hideFurniture(shell: LabShell): void {
  for (const widget of everything(shell)) {
    if (FURNITURE.has(widget.id) || widget.hasClass('jp-SideBar')) widget.hide();
  }
}

function* everything(widget: Widget): Iterable<Widget> {
  yield widget;
  for (const child of widget.children()) yield* everything(child);
}

/**
 * Keys belong to the page. JupyterLab's shortcuts would change or delete parts of a lesson, and a
 * screen reader's own keys would set them off.
 */
export function silenceShortcuts(app: JupyterFrontEnd): void {
  app.commands.processKeydownEvent = () => undefined;
}

/**
 * A menu of download formats that no learner sees asks the server for them, and the server then loads
 * nbconvert: 18 MB for each learner.
 */
export function askForNoFormats(app: JupyterFrontEnd): void {
  app.serviceManager.nbconvert.getExportFormats = () => Promise.resolve({});
}

/**
 * The address is ours: it names a page of the course (route.ts). JupyterLab would put the file that
 * is open there instead, and what an earlier visit left open would come back beside the course.
 */
export function takeOver(shell: LabShell, router: IRouter, ours: Widget): void {
  router.navigate = () => undefined;
  for (const widget of [...shell.widgets('main')]) {
    if (widget !== ours) widget.dispose();
  }
  shell.mode = 'single-document';
}

/**
 * JupyterLab's dialogs are about processes and files, and would stop a learner in the middle of a
 * sentence. The course mends what they are about by itself, and none of its own pages uses one.
 */
export function dismissDialogs(): void {
  Dialog.tracker.widgetAdded.connect((_, dialog) => {
    setTimeout(() => dialog.reject()); // only then is it open, and can be closed
  });
}
