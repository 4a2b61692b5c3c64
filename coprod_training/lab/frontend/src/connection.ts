// Says once, in one sentence, when the server cannot be reached, and when it can be again. Somebody
// who only reads would otherwise hear of it with the next answer, or never.

import type { ServiceManager } from '@jupyterlab/services';

import { Refused } from './api';
import { el } from './el';

const AGAIN = 3000; // ms between looks while it is away
const READ = 8000; // ms for which it is said that it is back
const AWAY =
  'You are not connected. You can go on reading and answering. ' +
  'Your answers wait in this browser until you are back.';
const SIGNED_OUT =
  'You are signed out. Your answers wait in this browser. ' +
  'Load this page again to sign in; they are saved then.';
const BACK = 'You are connected again.';

/** Watches the way to the server. */
export class Connection {
  private looking = false;
  private readonly words = el('p', { role: 'status' });
  private readonly notice = el(
    'div',
    { class: 'cp cp-connection', hidden: true },
    el('div', { class: 'cp-banner' }, this.words),
  );

  /** ask: something that the server answers at once, and that fails when it is away. */
  constructor(private readonly ask: () => Promise<unknown>) {
    document.body.append(this.notice);
    window.addEventListener('offline', () => void this.look());
  }

  /** JupyterLab asks the server for news all the time, and hears first that it is away. */
  listenTo(manager: ServiceManager.IManager): void {
    manager.connectionFailure.connect(() => void this.look());
  }

  /** Something did not come through: see what it is, and stay until it is mended. */
  async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    let away = false;
    for (let words = await this.trouble(); words; words = await this.trouble()) {
      if (this.words.textContent !== words) this.say(words);
      away = true;
      await new Promise(done => setTimeout(done, AGAIN));
    }
    this.looking = false;
    if (!away) return;
    this.say(BACK);
    setTimeout(() => {
      if (this.words.textContent === BACK) this.say('');
    }, READ);
  }

  /** What is to be said of the way to the server; "" when there is nothing. */
  private async trouble(): Promise<string> {
    return this.ask().then(
      () => '',
      problem => {
        if (!(problem instanceof Refused)) return AWAY;
        return problem.status === 403 ? SIGNED_OUT : '';
      },
    );
  }

  /** The place is there before its words are, so that a screen reader says them. */
  private say(words: string): void {
    this.notice.hidden = !words;
    this.words.textContent = words;
  }
}
