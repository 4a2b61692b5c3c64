// Says once, in one sentence, when the server cannot be reached, and when it can be again. Somebody
// who only reads would otherwise hear of it with the next answer, or never.

import type { ServiceManager } from '@jupyterlab/services';

import { address, Refused, UNKNOWN } from './api';
import { el } from './el';
import { routeOf } from './route';

const AGAIN = 3000; // ms between looks while it is away
const READ = 8000; // ms for which it is said that it is back, or that a page was not opened
const AWAY =
  'You are not connected. You can carry on reading and answering on the page that is open. ' +
  'Your answers wait in this browser until you are back.';
const NOT_OPENED =
  'That page cannot be reached yet, so this one stays open. ' +
  'You can carry on here: your answers wait in this browser until they are saved.';
const SIGNED_OUT =
  'You are signed out. Your answers wait in this browser, and are saved once you sign in.';
const SIGNED_OUT_BESIDE =
  'You are signed out. What you wrote is only on this page: ' +
  'sign in in a new tab, come back, and send it.';
const SIGN_IN = 'Sign in, and come back to this page';
const SIGN_IN_BESIDE = 'Sign in (opens in a new tab), then come back to this page';
/** Pages with a form that is nowhere but on them: leaving one would empty it. */
const FORMS = ['report', 'forum'];
const BACK = 'You are connected again.';
const QUIET = 'cp-connection--quiet';

/** Watches the way to the server. */
export class Connection {
  private looking = false;
  private readonly words = el('p', { role: 'status' });
  private readonly signIn = el('a', { hidden: true });
  private readonly notice = el(
    'div',
    { class: `cp cp-connection ${QUIET}` },
    el('div', { class: 'cp-banner' }, el('div', {}, this.words, this.signIn)),
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
      await new Promise(done => setTimeout(done, AGAIN));
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
        if (!(problem instanceof Refused)) return AWAY;
        return problem.status === 403 ? signedOut() : '';
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
    const out = [SIGNED_OUT, SIGNED_OUT_BESIDE].includes(words);
    this.notice.classList.toggle(QUIET, !words);
    this.notice.classList.toggle('cp-connection--out', out); // before the words of answers that wait
    // Nothing else says this: it is seen above the words of answers that wait.
    this.notice.classList.toggle('cp-connection--stays', words === NOT_OPENED);
    this.words.textContent = words;
    this.signIn.hidden = !out;
    this.leadBack();
  }

  /** The way to sign in leads back to where somebody is by now, or leaves a form open. */
  private leadBack(): void {
    const { hash } = window.location;
    const beside = isForm(hash);
    this.signIn.href = address(`sign-in?at=${encodeURIComponent(beside ? '#/' : hash)}`);
    this.signIn.target = beside ? '_blank' : '';
    const words = beside ? SIGN_IN_BESIDE : SIGN_IN;
    if (this.signIn.textContent !== words) this.signIn.textContent = words;
    const said = signedOut();
    if (!this.signIn.hidden && this.words.textContent !== said) this.words.textContent = said;
  }
}

function isForm(hash: string): boolean {
  return FORMS.includes(routeOf(hash).page);
}

/** That somebody is signed out, and what becomes of what they wrote where they are. */
function signedOut(): string {
  return isForm(window.location.hash) ? SIGNED_OUT_BESIDE : SIGNED_OUT;
}
