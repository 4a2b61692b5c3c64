// A button for something that takes a moment: pressed twice it still happens once, and what did not
// work is said beside it. It is never disabled: a learner keeps the focus, and can always ask why.

import { Refused } from '../api';
import { el } from '../el';
import { sentence, trouble } from './page';

interface Action {
  words: string;
  /** Said while it is being done, such as "Handing in…". */
  busy: string;
  /** How the message begins when it did not work, such as "Not handed in yet." */
  failed: string;
  /** Where nobody knows whether it was done: how the message begins then, and what to do. */
  unsure?: [string, string];
  /** What follows either: what is safe. */
  safe?: string;
  look?: string;
  /** What it brings says all, so it may be drawn away while it is at work. */
  givesWay?: boolean;
  describedBy?: string;
  /** Done at each press, before anything else: the last moment to hold the button. */
  before?(): void;
  /** May give words that say what was done. */
  work(): Promise<string | void>;
}

export interface Pressed {
  button: HTMLButtonElement;
  /** Where the button says what is going on; it stands next to the button. */
  said: HTMLElement;
  /** Keep the button from doing anything while there is a reason, which a press says aloud; '': go on. */
  hold(reason: string): void;
}

/** Whether what was asked for is known not to be done: a refusal comes before any step. */
export function notDone(thrown: unknown): boolean {
  return thrown instanceof Refused && thrown.status < 500;
}

/** A button and the place where it speaks. */
export function press(action: Action): Pressed {
  const status = el('p', { class: 'cp-soft cp-small', role: 'status' });
  const wrong = el('div', {});
  const reason = el('p', { class: 'cp-hide', role: 'status' }); // seen where the button is described
  let busy = false;
  let held = '';

  function redraw(): void {
    // Its block stays until it has said what came of it.
    button.toggleAttribute('data-busy', busy && !action.givesWay);
    if (busy || held) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
  }

  async function once(): Promise<void> {
    action.before?.();
    reason.textContent = held;
    if (busy || held) return;
    busy = true;
    redraw();
    status.textContent = action.busy;
    wrong.replaceChildren();
    try {
      status.textContent = (await action.work()) ?? '';
    } catch (thrown) {
      const known: [string, string] = [action.failed, sentence(thrown)];
      const [begins, words] = notDone(thrown) ? known : (action.unsure ?? known);
      wrong.replaceChildren(trouble(begins, [words, action.safe].filter(Boolean).join(' ')));
      status.textContent = '';
    }
    busy = false;
    redraw();
  }

  const button = el(
    'button',
    {
      type: 'button',
      class: action.look ?? 'cp-btn',
      'aria-describedby': action.describedBy,
      onclick: () => void once(),
    },
    action.words,
  );
  const hold = (now: string) => {
    held = now;
    if (!held) reason.textContent = '';
    redraw();
  };
  return { button, said: el('div', { class: 'cp-said' }, status, reason, wrong), hold };
}
