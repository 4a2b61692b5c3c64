// What a learner must know on every page: that the course is unfinished, or what has changed in it.

import { el } from '../el';
import { icon } from '../icons';
import type { Context } from './context';

/** The banner above a page; null where a released course has nothing to say. */
export function banner(ctx: Context): HTMLElement | null {
  const { draft } = ctx.course;
  if (!draft) return null;
  return el(
    'div',
    { class: 'cp-banner cp-banner--draft', role: 'note', 'aria-label': 'About this course' },
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
