// What draws the activities: the process behind a lesson. It may be stopped, killed or restarted at
// any time; answers lie on the disk or wait in the browser, so all it takes is to draw them again.

import { CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { KernelAPI, type Kernel } from '@jupyterlab/services';

import { FocusKeeper } from './focus';

// After a restart the page hears no more than "starting" (seen; design/lab.md).
const NEW = new Set<Kernel.Status>(['starting', 'restarting', 'autorestarting']);
const GONE = new Set<Kernel.Status>(['dead', 'unknown', 'terminating']);
const ANSWERS = 2000; // ms until we take a process that says nothing for gone
const PAUSES = [200, 400, 1000, 2000, 3000]; // ms between tries; the last one again and again

/** The process behind one lesson. */
export class Running {
  private cells: CodeCell[] = [];
  private once = false;
  private drawn = false;
  private asleep = false;
  private mending = false;
  private lostAgain = false;
  private readonly focus: FocusKeeper;

  constructor(private readonly panel: NotebookPanel) {
    this.focus = new FocusKeeper(panel.node);
    const session = panel.sessionContext;
    session.statusChanged.connect((_, status) => {
      if (GONE.has(status)) this.sleep();
      else if (NEW.has(status)) this.lost();
    });
    session.sessionChanged.connect((_, { newValue }) => {
      if (!newValue) this.sleep();
    });
    for (const type of ['pointerdown', 'keydown', 'focusin']) {
      panel.node.addEventListener(type, () => this.wake(), true);
    }
    window.addEventListener('online', () => this.wake());
    // An answer got no reply: the process may have been changed for another in silence.
    document.addEventListener('coprod:late', this.late);
    panel.disposed.connect(() => document.removeEventListener('coprod:late', this.late));
  }

  /** Draw these for the first time, in this order. once: also when a part of it goes wrong. */
  async start(cells: CodeCell[], once = false): Promise<void> {
    this.cells = cells;
    this.once = once;
    await this.panel.sessionContext.ready;
    await this.mend();
  }

  /** Stopped after a quiet time, or gone. It starts again when somebody does something. */
  private sleep(): void {
    if (this.mending) this.lostAgain = true;
    else if (this.drawn) this.asleep = true;
  }

  private wake(): void {
    if (this.asleep) void this.mend();
  }

  private readonly late = (): void => {
    if (this.drawn) void this.mend();
  };

  private lost(): void {
    if (this.mending) this.lostAgain = true;
    else if (this.drawn) void this.mend();
  }

  /** Make a process where there is none, and draw everything again. Tries until it works. */
  private async mend(): Promise<void> {
    if (this.mending || this.cells.length === 0) return;
    this.mending = true;
    this.asleep = false;
    this.panel.content.node.setAttribute('aria-busy', 'true');
    for (let turn = 0; !this.panel.isDisposed; turn += 1) {
      this.lostAgain = false;
      if ((await this.draw()) && !this.lostAgain) break;
      await pause(PAUSES[Math.min(turn, PAUSES.length - 1)]);
    }
    this.drawn = true;
    this.mending = false;
    this.panel.content.node.removeAttribute('aria-busy');
  }

  /** Whether everything was drawn. What stands on the page stays until there is something new. */
  private async draw(): Promise<boolean> {
    try {
      const session = this.panel.sessionContext;
      if (!(await isThere(session.session?.kernel))) await session.startKernel();
      const kernel = session.session?.kernel;
      if (!kernel || !(await answers(kernel))) return false;
      const replies = await Promise.all(this.cells.map(cell => CodeCell.execute(cell, session)));
      void this.focus.giveBack();
      return this.once || replies.every(reply => reply?.content.status === 'ok');
    } catch {
      return false; // it went away in the middle, or the server is away
    }
  }
}

/** Whether the server still has this process. Our side of it may say idle long after it is gone. */
async function isThere(kernel: Kernel.IKernelConnection | null | undefined): Promise<boolean> {
  if (!kernel || kernel.status === 'dead' || kernel.status === 'terminating') return false;
  return (await KernelAPI.getKernelModel(kernel.id, kernel.serverSettings)) !== undefined;
}

async function answers(kernel: Kernel.IKernelConnection): Promise<boolean> {
  const info = kernel.requestKernelInfo().then(reply => reply !== undefined);
  return Promise.race([info, pause(ANSWERS).then(() => false)]);
}

function pause(wait: number): Promise<void> {
  return new Promise(done => setTimeout(done, wait));
}
