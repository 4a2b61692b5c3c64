// The first visit: what this is, where the learner works, what to know before starting.

import { el } from '../el';
import { icon } from '../icons';
import { SETTING, showActivity } from '../part_host';
import type { Context } from './context';
import { link, nextRoute, wrongHereFoot } from './link';
import { facts, page, read, section } from './page';

const LEAD =
  'This course is about working with people as equals: in how an IPS service is designed, ' +
  'promoted, delivered and checked.';

/** The page before anything was answered. */
export function welcome(ctx: Context): HTMLElement {
  const { course } = ctx;
  return page(
    ctx,
    { title: 'Welcome', cap: course.title, lead: LEAD },
    el(
      'ul',
      { class: 'cp-read' },
      el('li', {}, course.lead),
      el('li', {}, 'No time limits. Stop when you like.'),
      el('li', {}, 'Not everything has to be co-produced. The skill is choosing honestly.'),
    ),
    section('where', 'Where do you work?', showActivity(SETTING, { level: 3 }).element),
    section(
      'before',
      'Before you start',
      read(
        'Some sections talk about people being hurt by services. Each one starts with a note, ',
        'and you can skip it. Skipping changes nothing: not your result, and not any report.',
      ),
      read('Please do not type the name or details of any client, anywhere in the course.'),
      read(
        el('b', {}, 'Leave this page'),
        ', at the top of every page, takes you away at once. Your work is kept.',
      ),
    ),
    section(
      'who',
      'Who is working here',
      facts(['Your answers are kept for', course.learner]),
      read('If this is not you, stop here and ask the person who looks after this computer.'),
    ),
    // Below all that has to be read first.
    el('p', { class: 'cp-actions cp-actions--page' }, start(ctx)),
    wrongHereFoot(ctx, 'home', 'welcome'),
  );
}

function start(ctx: Context): HTMLElement {
  const next = nextRoute(ctx.course);
  // Its first page, where it says for whom it is, and not its first question.
  const route = next?.page === 'module' ? ({ page: 'module', id: next.id } as const) : next;
  return link(ctx, route ?? { page: 'home' }, ['Start the course', icon('arrow')], {
    class: 'cp-btn',
  });
}
