// An exercise before it is started and after it is handed in. While it is being worked on, its own
// questions are the page, with `handInBlock` (hand_in.ts) beneath them.

import { api } from '../api';
import { el } from '../el';
import { icon } from '../icons';
import type { Exercise } from '../replies';
import type { Context } from './context';
import { caption, howSoon, questions, whenDue, WHO_READS } from './exercise_words';
import { goHome, handInAgain, link, wrongHereFoot } from './link';
import { facts, page, read } from './page';
import { press } from './press';
import { receipt } from './receipt';

/** The page of an exercise in the state it is in. */
export function exercise(ctx: Context, one: Exercise): HTMLElement {
  switch (one.state) {
    case 'not-open':
      return notOpen(ctx, one);
    case 'handed-in':
    case 'marked':
      return receipt(ctx, one);
    case 'returned':
      return returned(ctx, one);
    default:
      return ready(ctx, one);
  }
}

const AWAY =
  'The place that exercises come from cannot be reached. Load this page again later, or tell your trainer.';

function notOpen(ctx: Context, one: Exercise): HTMLElement {
  return page(
    ctx,
    { title: one.title, cap: 'Exercise', lead: one.lead },
    el(
      'div',
      { class: 'cp-empty' },
      el('h2', {}, one.words),
      el(
        'p',
        {},
        one.away
          ? AWAY
          : 'Your trainer opens this exercise. It will then be here and on your course home.',
      ),
      el('p', {}, 'You can carry on with the modules.'),
    ),
    el('p', { class: 'cp-actions cp-actions--page' }, goHome(ctx)),
    wrongHereFoot(ctx, one.id),
  );
}

function ready(ctx: Context, one: Exercise): HTMLElement {
  const start = press({
    words: one.state === 'started' ? 'Open the exercise' : 'Start',
    busy: 'Getting your exercise…',
    failed: 'Not started yet.',
    unsure: [
      'It is not known whether it has started.',
      'Press the button again: what is there already stays as it is.',
    ],
    work: async () => {
      await api.start(one.id);
      await ctx.refresh();
      ctx.go({ page: 'exercise', id: one.id });
    },
  });
  return page(
    ctx,
    { title: one.title, cap: caption(one), lead: one.lead },
    facts(
      ['Time', one.minutes],
      ['Due', whenDue(one)],
      ['What you will be asked', questions(one.answered.of)],
      ['To pass', one.to_pass],
      ['Who will read it', WHO_READS],
      ['After you hand in', `You get a receipt straight away, and feedback here ${howSoon(ctx)}`],
    ),
    el(
      'p',
      { class: 'cp-actions cp-actions--page' },
      start.button,
      el(
        'span',
        { class: 'cp-soft cp-small' },
        'Private until you hand it in. Stop and come back when you like.',
      ),
    ),
    start.said,
    wrongHereFoot(ctx, one.id),
  );
}

function returned(ctx: Context, one: Exercise): HTMLElement {
  const [newest] = one.feedback;
  return page(
    ctx,
    { title: one.title, cap: 'Exercise', lead: 'Your feedback is ready.' },
    newest && read(newest.words),
    facts(
      ['Your receipt', one.receipt && el('span', { class: 'cp-code' }, one.receipt.code)],
      ['Handed in', one.receipt?.words],
    ),
    el(
      'p',
      { class: 'cp-actions cp-actions--page' },
      link(ctx, { page: 'feedback', id: one.id }, ['Read the feedback', icon('arrow')], {
        class: 'cp-btn',
      }),
      one.can_hand_in && handInAgain(ctx, one),
    ),
    wrongHereFoot(ctx, one.id),
  );
}
