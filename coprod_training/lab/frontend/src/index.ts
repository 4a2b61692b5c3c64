// The JupyterLab extension of the course. Learners get the course and nothing else; trainers keep
// the whole of JupyterLab, and can look at the course as a learner sees it.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILabShell, IRouter, type LabShell } from '@jupyterlab/application';
import { PageConfig } from '@jupyterlab/coreutils';
import { IDocumentManager } from '@jupyterlab/docmanager';

import { address } from './api';
import { Learner } from './learner';
import { looksOn } from './route';
import { trainer } from './trainer';

const learner: JupyterFrontEndPlugin<void> = {
  id: 'coprod-training-lab:learner',
  description: 'Shows the course instead of JupyterLab to learners.',
  autoStart: true,
  requires: [IRouter, IDocumentManager],
  optional: [ILabShell], // Notebook 7 has none: there a lesson is a notebook like any other
  activate: (
    app: JupyterFrontEnd,
    router: IRouter,
    documents: IDocumentManager,
    shell: ILabShell | null,
  ) => {
    const learns = PageConfig.getOption('coprodRole') === 'learner' || looksOn();
    if (!shell || !learns) return;
    addStyle();
    void new Learner(app, shell as LabShell, router, documents).open();
  },
};

/** The look of activities comes from the same file that the activities themselves use. */
function addStyle(): void {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = address('static/coprod.css');
  document.head.prepend(style); // before our own, which builds on it
}

export default [learner, trainer];
