// What draws the activities of a lesson that somebody changed: its process. It may be stopped, killed or restarted at
// any time; answers lie on the disk or wait in the browser, so all it takes is to draw them again.

import { CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { KernelAPI, KernelMessage, type Kernel } from '@jupyterlab/services';

import { FocusKeeper } from './focus';
import { pause, startsIn, untilNext, within } from './waiting';

// After a restart the page hears no more than "starting" (seen; design/lab.md).
const NEW = new Set<Kernel.Status>(['starting', 'restarting', 'autorestarting']);
const WORKING = new Set<Kernel.Status>(['busy', 'idle']);
const GONE = new Set<Kernel.Status>(['dead', 'unknown', 'terminating']);
const QUIET = 10_000; // ms without a word from it after which nothing more is expected
const ANSWERS = 2000; // ms until we take a process that says nothing for gone
const SILENT = 2; // turns in a row in which it says nothing, after which the line to it is opened anew
const SERVER_SAYS = 10_000; // ms for the server to say whether it has a process

/** The process behind one lesson. */
export class Running {
  private cells: CodeCell[] = [];
  private drawn = false;
  private asleep = false;
  private mending = false;
  private lostAgain = false;
  private stopWaiting = () => {};
  private process = '';
  private heard = 0;
  private readonly focus: FocusKeeper;

  constructor(private readonly panel: NotebookPanel) {
    this.focus = new FocusKeeper(panel.node);
    const session = panel.sessionContext;
    session.statusChanged.connect((_, status) => {
      if (GONE.has(status)) this.sleep();
      else if (NEW.has(status)) this.lost();
    });
    session.iopubMessage.connect((_, message) => this.hear(message));
    session.sessionChanged.connect((_, { newValue }) => {
      if (!newValue) this.sleep();
    });
    for (const type of ['pointerdown', 'keydown', 'focusin']) {
      panel.node.addEventListener(type, this.wake, true);
    }
    window.addEventListener('online', this.wake);
    // An answer got no reply: the process may have been changed for another in silence.
    document.addEventListener('coprod:late', this.late);
    panel.disposed.connect(() => {
      document.removeEventListener('coprod:late', this.late);
      window.removeEventListener('online', this.wake);
    });
  }

  /**
   * Draw these for the first time, in this order; once, also when a part of it goes wrong. begun: the process's first start.
   */
  async start(cells: CodeCell[], begun: Promise<void>): Promise<void> {
    this.cells = cells;
    this.panel.content.node.setAttribute('aria-busy', 'true');
    await begun;
    await this.mend();
  }

  /** Stopped after a quiet time, or gone. It starts again when somebody does something. */
  private sleep(): void {
    if (this.mending) this.loseAgain();
    else if (this.drawn) this.asleep = true;
  }

  private readonly wake = (): void => {
    if (this.asleep) void this.mend();
  };

  private readonly late = (): void => {
    if (this.drawn) void this.mend();
  };

  /**
   * A process that was asked to end draws nothing more. Each signs what it says: another name is
   * another process, which has drawn nothing yet.
   */
  private hear(message: KernelMessage.IMessage): void {
    this.heard = performance.now();
    if (!KernelMessage.isStatusMsg(message)) return;
    if (!WORKING.has(message.content.execution_state)) return; // the server may have said that
    const asked = message.parent_header as Partial<KernelMessage.IHeader>;
    if (asked.msg_type === 'shutdown_request' && this.mending) this.loseAgain();
    const { session } = message.header;
    const other = this.process !== '' && this.process !== session;
    this.process = session;
    if (other) this.lost();
  }

  private lost(): void {
    if (this.mending) this.loseAgain();
    else if (this.drawn) void this.mend();
  }

  /** Lost in the middle of mending. What it was asked for by then would never get a reply. */
  private loseAgain(): void {
    this.lostAgain = true;
    this.stopWaiting();
  }

  /** Make a process where there is none, and draw everything again. Tries until it works. */
  private async mend(): Promise<void> {
    if (this.mending || this.cells.length === 0) return;
    this.mending = true;
    this.asleep = false;
    this.panel.content.node.setAttribute('aria-busy', 'true');
    for (let turn = 0; !this.panel.isDisposed; turn += 1) {
      this.lostAgain = false;
      if ((await this.draw(turn)) && !this.lostAgain) break;
      await untilNext(turn);
    }
    this.drawn = true;
    this.mending = false;
    this.panel.content.node.removeAttribute('aria-busy');
  }

  /** Whether everything was drawn. What stands on the page stays until there is something new. */
  private async draw(turn: number): Promise<boolean> {
    try {
      const session = this.panel.sessionContext;
      this.process = '';
      const there = await within(SERVER_SAYS, isThere(session.session?.kernel));
      if (!there) await within(startsIn(turn), session.startKernel());
      const kernel = session.session?.kernel;
      if (!kernel) return false;
      if (!(await answers(kernel))) {
        // After a few failures JupyterLab waits up to a minute before it opens the line anew, and then never again. A line
        // that was opened while its process died may be open and say nothing.
        if (kernel.connectionStatus !== 'connected' || turn >= SILENT) {
          await within(SERVER_SAYS, kernel.reconnect());
        }
        return false;
      }
      const replies = await this.unlessLost(this.cells.map(c => CodeCell.execute(c, session)));
      if (!replies) return false;
      void this.focus.giveBack();
      return true;
    } catch {
      return false; // it went away in the middle, or the server is away
    }
  }

  /** Every reply; null: the process was lost meanwhile, or said nothing for too long. */
  private async unlessLost<Reply>(asked: Promise<Reply>[]): Promise<Reply[] | null> {
    this.heard = performance.now();
    const lost = new Promise<null>(done => (this.stopWaiting = () => done(null)));
    const watch = setInterval(() => {
      if (performance.now() - this.heard > QUIET) this.stopWaiting();
    }, 1000);
    try {
      return await Promise.race([Promise.all(asked), lost]);
    } finally {
      clearInterval(watch);
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
