// How a lesson is opened: as light as can be where the course shipped it, else as JupyterLab does.

import type { IDocumentManager } from '@jupyterlab/docmanager';
import { NotebookPanel, NotebookWidgetFactory } from '@jupyterlab/notebook';

import { holdStart } from './first_start';
import { UnseenEditor } from './unseen_editor';

const LIGHT = 'Lesson';
const STOCK = 'Notebook';

/** The lesson at a path, once its words are there; null where JupyterLab opens no notebooks. */
export async function openLesson(
  documents: IDocumentManager,
  path: string,
  isShipped: (panel: NotebookPanel) => Promise<boolean>,
): Promise<NotebookPanel | null> {
  addLightFactory(documents);
  const light = documents.openOrReveal(path, LIGHT);
  if (!(light instanceof NotebookPanel)) return null;
  holdStart(light);
  await light.context.ready;
  if (await isShipped(light)) {
    await light.revealed;
    return light;
  }
  // What somebody changed may need a process, and the widgets that JupyterLab adds to its notebooks.
  light.dispose();
  const changed = documents.openOrReveal(path, STOCK) as NotebookPanel;
  holdStart(changed);
  await changed.context.ready;
  await changed.revealed;
  return changed;
}

/** Notebooks that are only read: no editors, no process, and nothing that follows an open one. */
function addLightFactory({ registry }: IDocumentManager): void {
  const stock = registry.getWidgetFactory(STOCK);
  if (registry.getWidgetFactory(LIGHT) || !(stock instanceof NotebookWidgetFactory)) return;
  const contentFactory = new NotebookPanel.ContentFactory({
    editorFactory: options => new UnseenEditor(options),
  });
  const { rendermime, mimeTypeService, notebookConfig } = stock;
  registry.addWidgetFactory(
    new NotebookWidgetFactory({
      name: LIGHT,
      fileTypes: [],
      modelName: 'notebook',
      canStartKernel: false,
      contentFactory,
      rendermime,
      mimeTypeService,
      notebookConfig,
    }),
  );
}
