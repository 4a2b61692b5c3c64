// Whom to turn to, for under every place to write freely.

import { el } from '../el';
import type { Context } from './context';

/** It is no way to reach somebody now, and who is. */
export function contacts(ctx: Context): HTMLElement {
  const people = ctx.course.help.contacts;
  return el(
    'div',
    { class: 'cp-help' },
    el('p', {}, 'Nobody reads notes as you write them.'),
    people.length > 0 && el('p', {}, 'If you need to talk to somebody:'),
    people.length > 0 &&
      el('ul', {}, ...people.map(({ name, how }) => el('li', {}, el('b', {}, name), ` ${how}`))),
  );
}
