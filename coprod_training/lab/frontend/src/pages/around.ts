// What stands above and below each section of a lesson: where one is, and the way on.

import { el } from '../el';
import { icon } from '../icons';
import { waitsIn } from '../part_host';
import type { Route } from '../route';
import type { Section } from '../sections';
import { banner } from './banner';
import type { Context } from './context';
import { handInBlock } from './hand_in';
import { link, wrongHereFoot } from './link';

/** Above a section: the banner, and how far one is. Each page has one h1: the first section
 * brings its own, and above the others it is this line. start: what a page that the course did not
 * ship waits for. */
export function head(context: Context, first: boolean, start?: () => void): HTMLElement {
  const { course, route } = context;
  const module = route.page === 'module' ? course.modules.find(one => one.id === route.id) : null;
  const exercise = exerciseOf(context);
  const title = module?.title ?? exercise?.title ?? '';
  const before = module?.place ?? 'Exercise';
  const after = module
    ? [first && module.minutes, module.short]
    : [exercise?.reminder || exercise?.due];
  const words = (parts: (string | false | undefined)[]) => parts.filter(Boolean).join('  ·  ');
  return el(
    'div',
    {},
    banner(context),
    start ? changed(start) : null,
    el(
      'div',
      { class: 'cp-head__cap' },
      el('span', {}, before, first ? '' : '  ·  '),
      first ? null : el('h1', {}, title),
      el('span', {}, words(after) && `  ·  ${words(after)}`),
    ),
  );
}

function changed(start: () => void): HTMLElement {
  const words = 'This page has been changed, so its activities do not start by themselves.';
  const button = { type: 'button', class: 'cp-btn cp-btn--2 cp-btn--s', onclick: start };
  return el(
    'div',
    { class: 'cp-banner cp-banner--info', role: 'note', 'aria-label': 'About this page' },
    icon('info'),
    el('div', {}, el('p', {}, words), el('button', button, 'Start them')),
  );
}

/** Below a section: a way to say what is wrong, hand-in where it is due, Back and Next. */
export function foot(
  context: Context,
  section: Section,
  sections: readonly Section[],
): HTMLElement {
  const { route } = context;
  const at = sections.indexOf(section);
  const exercise = exerciseOf(context);
  const last = at === sections.length - 1;
  return el(
    'div',
    {},
    wrongHereFoot(context, 'id' in route ? route.id : '', section.id),
    last && route.page === 'module' ? past(context, route.id) : null,
    exercise && last ? handInBlock(context, exercise, () => waitsIn(document)) : null,
    pager(context, sections[at - 1], sections[at + 1]),
  );
}

/** At the end of a module: what people with lived experience changed in it. */
function past(context: Context, module: string): HTMLElement {
  const words = 'What people said about this module, and what was done';
  return el('p', { class: 'cp-soft' }, link(context, { page: 'history', module }, words));
}

function exerciseOf(context: Context) {
  const { route, exercises } = context;
  return route.page === 'exercise' ? exercises?.find(one => one.id === route.id) : undefined;
}

function pager(context: Context, back?: Section, next?: Section): HTMLElement | null {
  const { route, course } = context;
  if (route.page !== 'module' && route.page !== 'exercise') return null;
  const to = (section: Section): Route => ({ page: route.page, id: route.id, section: section.id });
  const number = course.modules.findIndex(one => one.id === route.id);
  const following = route.page === 'module' ? course.modules[number + 1] : undefined;
  const before = route.page === 'module' ? course.modules[number - 1] : undefined;
  const backward: [Route, string] | null = back
    ? [to(back), `Back: ${back.title}`]
    : before
      ? [{ page: 'module', id: before.id }, `Back: ${before.title}`]
      : null;
  const onward: [Route, string] | null = next
    ? [to(next), `Next: ${next.title}`]
    : following
      ? [{ page: 'module', id: following.id }, `Next module: ${following.title}`]
      : route.page === 'module'
        ? [{ page: 'home' }, 'Go to course home']
        : null;
  return el(
    'nav',
    { class: 'cp-pager', 'aria-label': 'Pages of this part' },
    backward ? link(context, ...backward) : el('span'),
    onward ? link(context, ...onward, { class: 'cp-btn' }) : null,
  );
}
