// Starts the process behind a lesson before anybody asks for it. JupyterLab finds it by the
// lesson's path, so the wait for it is over when the page is there (design/lab.md, Speed).

import { SessionAPI, type ServerConnection } from '@jupyterlab/services';

/** Start the process of one notebook; the server gives the one there is, if any. */
export function warmUp(path: string, settings: ServerConnection.ISettings): void {
  if (!path) return;
  // Asked of the server alone: a connection from here would only be closed again.
  const asked = { path, name: path, type: 'notebook', kernel: { name: 'python3' } };
  SessionAPI.startSession(asked, settings).catch(() => undefined); // nothing depends on it
}
