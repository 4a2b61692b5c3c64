// Feedback that a trainer has returned, shown inside the course.

import { el } from '../el';
import { icon } from '../icons';
import type { Exercise } from '../replies';
import type { Context } from './context';
import { goHome, handInAgain, link, nextRoute, onServer, wrongHereFoot } from './link';
import { opened, page, read, section } from './page';

/** The newest feedback on one exercise, and what came before it. */
export function feedback(ctx: Context, one: Exercise): HTMLElement {
  const [newest, ...earlier] = one.feedback;
  const title = `Feedback: ${one.title}`;
  if (!newest) {
    return page(
      ctx,
      { title, cap: 'Exercise' },
      read('There is no feedback on this yet.'),
      ways(ctx, one),
    );
  }
  return page(
    ctx,
    { title, cap: 'Exercise', lead: newest.words },
    frame(newest.address, `Your trainer’s feedback on ${one.title}`),
    el('p', { class: 'cp-foot' }, alone(newest.address)),
    earlier.length > 0 &&
      section(
        'earlier',
        'Earlier feedback',
        earlier.map(({ address, words }) => opened(words, () => frame(address, words))),
      ),
    ways(ctx, one),
  );
}

/** The page comes from what a learner handed in, so nothing in it may act: an empty sandbox. */
function frame(address: string, title: string): HTMLElement {
  return el('iframe', { class: 'cp-feedback', sandbox: '', title, src: onServer(address) });
}

function alone(address: string): HTMLElement {
  const attributes = { href: onServer(address), target: '_blank', rel: 'noopener' };
  return el('a', attributes, 'Open this feedback in a new tab, to print it or to make it larger');
}

function ways(ctx: Context, one: Exercise): HTMLElement {
  const next = nextRoute(ctx.course);
  return el(
    'div',
    {},
    el(
      'p',
      { class: 'cp-actions cp-actions--page' },
      next
        ? link(ctx, next, ['Continue the course', icon('arrow')], { class: 'cp-btn' })
        : goHome(ctx),
      one.can_hand_in && handInAgain(ctx, one),
    ),
    wrongHereFoot(ctx, one.id, 'feedback'),
  );
}
