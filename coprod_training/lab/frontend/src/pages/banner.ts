// What a learner must know on every page while the course is a draft.

import { el } from '../el';
import { icon } from '../icons';
import type { Context } from './context';

/** The draft banner; null once the course is released. */
export function banner(ctx: Context): HTMLElement | null {
  const { draft } = ctx.course;
  if (!draft) return null;
  return el(
    'div',
    { class: 'cp-banner cp-banner--draft', role: 'note', 'aria-label': 'About this draft' },
    icon('warn'),
    el(
      'details',
      { class: 'cp-draft', open: ctx.route.page === 'home' },
      el('summary', {}, el('b', {}, heading(draft.heading)), ' ', el('u', {}, 'What this means')),
      el('p', {}, draft.words),
      el('p', {}, draft.certificate),
    ),
  );
}

function heading(words: string): string {
  return /[.:?]$/.test(words) ? words : `${words}.`;
}
