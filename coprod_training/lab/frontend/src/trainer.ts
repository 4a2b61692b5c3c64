// What a trainer's JupyterLab has of ours: the page of exercises, which the server draws, as the
// first tab; and the course as learners see it.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, IFrame, MainAreaWidget } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';

import { address } from './api';
import { LOOKING, looksOn } from './route';

const EXERCISES = 'coprod:exercises';
const VIEW = 'coprod:learner-view';

export const trainer: JupyterFrontEndPlugin<void> = {
  id: 'coprod-training-lab:trainer',
  description: 'Shows trainers their exercises, and the course as learners see it.',
  autoStart: true,
  optional: [ICommandPalette],
  activate: (app: JupyterFrontEnd, palette: ICommandPalette | null) => {
    if (PageConfig.getOption('coprodRole') !== 'trainer' || looksOn()) return;
    app.commands.addCommand(EXERCISES, {
      label: 'Exercises and marking',
      execute: () => showExercises(app),
    });
    app.commands.addCommand(VIEW, {
      label: 'Look at the course as a learner',
      execute: () => window.open(`${PageConfig.getBaseUrl()}lab?${LOOKING}&reset`, '_blank'),
    });
    for (const command of [EXERCISES, VIEW]) palette?.addItem({ command, category: 'Course' });
    void app.restored.then(() => app.commands.execute(EXERCISES));
  },
};

/** One tab of it: where it is open already, it is only brought to the front. */
function showExercises(app: JupyterFrontEnd): void {
  const open = [...app.shell.widgets('main')].find(widget => widget.id === 'coprod-exercises');
  if (!open) {
    const content = new IFrame({
      sandbox: [
        'allow-same-origin',
        'allow-scripts',
        'allow-forms',
        'allow-downloads',
        'allow-modals',
        'allow-popups',
      ],
    });
    content.url = address('trainer');
    content.node.querySelector('iframe')?.setAttribute('title', 'Exercises and marking');
    const widget = new MainAreaWidget({ content });
    widget.id = 'coprod-exercises';
    widget.title.label = 'Exercises and marking';
    widget.toolbar.hide();
    app.shell.add(widget, 'main');
  }
  app.shell.activateById('coprod-exercises');
}
