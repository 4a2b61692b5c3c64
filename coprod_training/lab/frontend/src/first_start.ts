// The first start of a lesson's process, which JupyterLab makes at once, tries once, and never again.

import type { ISessionContext } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { SessionAPI } from '@jupyterlab/services';

import { startsIn, untilNext, within } from './waiting';

const held = new WeakMap<ISessionContext, () => Promise<boolean>>();

/**
 * JupyterLab begins a process as soon as a notebook's words are there. A lesson needs none
 * (docs/decisions/0019), so it waits until somebody asks.
 */
export function holdStart({ sessionContext }: NotebookPanel): void {
  if (held.has(sessionContext)) return;
  held.set(sessionContext, sessionContext.initialize.bind(sessionContext));
  sessionContext.initialize = () => Promise.resolve(false);
}

/**
 * Make the process, however often it takes, and then let JupyterLab find it. Where JupyterLab's own start fails, it says
 * that all is ready while nothing runs, and its widgets are then never drawn on this page.
 */
export async function firstStart(panel: NotebookPanel): Promise<void> {
  const { sessionContext } = panel;
  for (let turn = 0; !panel.isDisposed; turn += 1) {
    if (await within(startsIn(turn), made(sessionContext)).catch(() => false)) break;
    await untilNext(turn);
  }
  if (!panel.isDisposed) await held.get(sessionContext)?.();
}

/** Whether the server has one for this lesson and JupyterLab knows of it. The server makes no second one for the same path. */
async function made(context: ISessionContext): Promise<boolean> {
  const { path, type, name, sessionManager, kernelPreference } = context;
  const kernel = { name: kernelPreference.name ?? '' };
  await SessionAPI.startSession({ path, type, name, kernel }, sessionManager.serverSettings);
  await sessionManager.refreshRunning();
  return [...sessionManager.running()].some(one => one.path === path);
}
