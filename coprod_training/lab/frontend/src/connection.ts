// Says once, in one sentence, when the server cannot be reached, and when it can be again. Somebody
// who only reads would otherwise hear of it with the next answer, or never.

import type { ServiceManager } from '@jupyterlab/services';

import { address, NO_SERVER, Refused, UNKNOWN } from './api';
import { el } from './el';
import { routeOf } from './route';
import { pause } from './waiting';

const AGAIN = 3000; // ms between looks while it is away
const READ = 8000; // ms for which it is said that it is back, or that a page was not opened
const AWAY =
  'You are not connected. You can carry on reading and answering on the page that is open. ' +
  'Your answers wait in this browser until you are back.';
const NOT_OPENED =
  'That page cannot be reached yet, so this one stays open. ' +
  'You can carry on here: your answers wait in this browser until they are saved.';

interface Said {
  words: string;
  link: string;
}

/** What does not mend itself: somebody follows a link. beside: where this page has to stay open. */
interface WayBack {
  here: Said;
  beside: Said;
}

const SIGNED_OUT: WayBack = {
  here: {
    words: 'You are signed out. Your answers wait in this browser, and are saved once you sign in.',
    link: 'Sign in, and come back to this page',
  },
  beside: {
    words:
      'You are signed out. What you wrote is only on this page: ' +
      'sign in in a new tab, come back, and send it.',
    link: 'Sign in (opens in a new tab), then come back to this page',
  },
};
/** A hub starts a server that has ended only for a page: the link that signs in asks for one. */
const CLOSED: WayBack = {
  here: {
    words:
      'Your course is closed at the moment. ' +
      'Your answers wait in this browser, and are saved once it is open again.',
    link: 'Open the course again, at this page',
  },
  beside: {
    words:
      'Your course is closed at the moment. What you wrote is only on this page: ' +
      'open the course again in a new tab, come back, and send it.',
    link: 'Open the course again (opens in a new tab), then come back to this page',
  },
};
const WAYS_BACK = new Map<number, WayBack>([
  [403, SIGNED_OUT],
  [NO_SERVER, CLOSED],
]);
/** Pages with a form that is nowhere but on them: leaving one would empty it. */
const FORMS = ['report', 'forum'];
const BACK = 'You are connected again.';
const QUIET = 'cp-connection--quiet';

/** Watches the way to the server. */
export class Connection {
  private looking = false;
  private way?: WayBack;
  private readonly words = el('p', { role: 'status' });
  private readonly link = el('a', { hidden: true });
  private readonly notice = el(
    'div',
    { class: `cp cp-connection ${QUIET}` },
    el('div', { class: 'cp-banner' }, el('div', {}, this.words, this.link)),
  );

  /** ask: something that the server answers at once, and that fails when it is away. */
  constructor(private readonly ask: () => Promise<unknown>) {
    document.body.append(this.notice);
    window.addEventListener('offline', () => void this.look());
    window.addEventListener('hashchange', () => this.leadBack());
    document.addEventListener(UNKNOWN, () => void this.look());
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
      // Somebody may still be reading that a page was not opened, which is the same trouble.
      const known = words === AWAY && this.words.textContent === NOT_OPENED;
      if (!known && this.words.textContent !== words) this.say(words);
      away = true;
      await pause(AGAIN);
    }
    this.looking = false;
    if (away) this.sayForAWhile(BACK);
  }

  /** A page that was asked for cannot be had, and the one before it stays. */
  notOpened(): void {
    this.sayForAWhile(NOT_OPENED);
    void this.look();
  }

  /** What is to be said of the way to the server; "" when there is nothing. */
  private async trouble(): Promise<string> {
    return this.ask().then(
      () => '',
      problem => {
        // What is asked is no work for a server: in trouble is only what stands before it.
        if (!(problem instanceof Refused) || problem.status >= 500) return AWAY;
        const way = WAYS_BACK.get(problem.status);
        return way ? said(way).words : '';
      },
    );
  }

  private sayForAWhile(words: string): void {
    this.say(words);
    setTimeout(() => {
      if (this.words.textContent === words) this.say('');
    }, READ);
  }

  /** The place is there before its words are, only unseen, so that a screen reader says them. */
  private say(words: string): void {
    this.way = [...WAYS_BACK.values()].find(({ here, beside }) =>
      [here.words, beside.words].includes(words),
    );
    const needed = this.way !== undefined;
    this.notice.classList.toggle(QUIET, !words);
    // Before the words of answers that wait: those say that the course tries again.
    this.notice.classList.toggle('cp-connection--out', needed);
    // Nothing else says this: it is seen above the words of answers that wait.
    this.notice.classList.toggle('cp-connection--stays', words === NOT_OPENED);
    this.words.textContent = words;
    this.link.hidden = !needed;
    this.leadBack();
  }

  /** The way back leads to where somebody is by now, or leaves a form open. */
  private leadBack(): void {
    if (!this.way) return;
    const { hash } = window.location;
    const beside = isForm(hash);
    const { words, link } = said(this.way);
    this.link.href = address(`sign-in?at=${encodeURIComponent(beside ? '#/' : hash)}`);
    this.link.target = beside ? '_blank' : '';
    if (this.link.textContent !== link) this.link.textContent = link;
    if (this.words.textContent !== words) this.words.textContent = words;
  }
}

function isForm(hash: string): boolean {
  return FORMS.includes(routeOf(hash).page);
}

/** What is said of it where somebody is: what becomes of what they wrote differs. */
function said(way: WayBack): Said {
  return isForm(window.location.hash) ? way.beside : way.here;
}
