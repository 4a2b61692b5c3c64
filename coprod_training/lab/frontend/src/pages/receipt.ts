// The receipt: the work has arrived, with a code that the trainer can look up.

import { el } from '../el';
import type { Exercise } from '../replies';
import type { Context } from './context';
import { howSoon } from './exercise_words';
import { goHome, handInAgain, link, wrongHereFoot } from './link';
import { page, read, section } from './page';

/** The page after handing in. */
export function receipt(ctx: Context, one: Exercise): HTMLElement {
  const code = el(
    'p',
    { class: 'cp-receipt__code cp-receipt__code--big' },
    one.receipt?.code ?? '',
  );
  const said = el('p', { class: 'cp-soft cp-small', role: 'status' });
  const copying = {
    type: 'button',
    class: 'cp-btn cp-btn--q',
    onclick: () => void copy(code, said),
  };
  const printing = { type: 'button', class: 'cp-btn cp-btn--q', onclick: () => window.print() };
  return page(
    ctx,
    { title: 'Handed in', cap: `Exercise: ${one.title}` },
    one.receipt
      ? el(
          'section',
          { class: 'cp-receipt cp-receipt--page', 'aria-labelledby': 'cp-receipt' },
          el('h2', { id: 'cp-receipt' }, 'Your receipt'),
          code,
          el('p', {}, `${one.receipt.words}. Your trainer can find your work with this code.`),
        )
      : read('Your work has arrived. The receipt cannot be shown at the moment.'),
    section('next-steps', 'What happens next', steps(ctx, one)),
    el(
      'div',
      { class: 'cp-actions cp-actions--page' },
      goHome(ctx),
      one.feedback.length > 0 && earlierFeedback(ctx, one),
      one.can_hand_in && handInAgain(ctx, one),
      one.receipt && el('button', copying, 'Copy the code'),
      el('button', printing, 'Print this page'),
    ),
    said,
    wrongHereFoot(ctx, one.id),
  );
}

/** While the newest waits, an earlier one may be back, and its mark be the one that counts. */
function earlierFeedback(ctx: Context, { id }: Exercise): HTMLElement {
  const words = 'Read the feedback on what you handed in before';
  return link(ctx, { page: 'feedback', id }, words, { class: 'cp-btn cp-btn--2' });
}

function steps(ctx: Context, one: Exercise): HTMLElement {
  const reads =
    one.state === 'marked'
      ? 'Your trainer has marked it. The feedback has not been returned yet.'
      : 'Your trainer reads it without seeing your name.';
  const until = one.due ? `, until ${one.due.replace(/^Due /, '')}` : '';
  return el(
    'ol',
    { class: 'cp-read' },
    el('li', {}, reads),
    el('li', {}, `Feedback comes here and to your course home ${howSoon(ctx)}.`),
    one.can_hand_in && el('li', {}, `You can change it and hand in again${one.late ? '' : until}.`),
  );
}

/** Where the browser keeps its clipboard closed, the code is selected, ready to be copied. */
async function copy(code: HTMLElement, said: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(code.textContent ?? '');
    said.textContent = 'The code is copied.';
  } catch {
    getSelection()?.selectAllChildren(code);
    said.textContent = 'The code is selected. Copy it with Ctrl and C, or with your device’s menu.';
  }
}
