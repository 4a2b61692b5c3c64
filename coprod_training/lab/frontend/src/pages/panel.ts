// The course at the side of every page: how far the learner is, and the way to everything.

import { el } from '../el';
import { icon, type IconName } from '../icons';
import type { Exercise, ModuleRow, Progress } from '../replies';
import type { Route } from '../route';
import type { Context } from './context';
import { exerciseRoute, link, nextRoute } from './link';
import { numbered } from './module_name';
import { notFoundYet } from './not_found_yet';
import { dueLine, exerciseIcon, isDue, MODULE_ICONS } from './state_mark';

const HOME = ['home', 'certificate'];

/** "Your course", for beside the page, or above it when the window is narrow. */
export function panel(ctx: Context): HTMLElement {
  const { course, route } = ctx;
  const next = nextRoute(course);
  return el(
    'nav',
    { class: 'cp cp-panel', id: 'cp-panel', 'aria-labelledby': 'cp-panel-title' },
    el('h2', { id: 'cp-panel-title' }, 'Your course'),
    el('p', { class: 'cp-panel__far' }, farWords(ctx)),
    bar(course.progress),
    // On course home the page itself holds the one Continue.
    next &&
      !HOME.includes(route.page) &&
      link(ctx, next, 'Continue', { class: 'cp-btn cp-btn--2' }),
    el(
      'ul',
      { class: 'cp-panel__list' },
      row(ctx, { page: 'home' }, 'home', 'Course home'),
      course.modules.map(module => moduleRow(ctx, module)),
    ),
    el('h2', { class: 'cp-panel__next' }, 'Exercises'),
    exercises(ctx),
    el(
      'ul',
      { class: 'cp-panel__list cp-panel__certificate' },
      row(ctx, { page: 'certificate' }, 'info', 'Certificate', course.certificate.short),
    ),
    el(
      'ul',
      { class: 'cp-panel__list cp-panel__help' },
      row(ctx, { page: 'help' }, 'info', 'Help'),
      row(ctx, { page: 'my-data' }, 'info', 'My data'),
      row(ctx, { page: 'forum' }, 'info', 'The national forum'),
      row(ctx, { page: 'history' }, 'info', 'Who made this course'),
    ),
  );
}

/** How far, in words; with no activity left, also how many exercises are not handed in yet. */
export function farWords({ course, exercises }: Context): string {
  const { done, of, words } = course.progress;
  const left = exercises?.filter(one => one.state === 'not-open' || isDue(one)).length ?? 0;
  if (done < of || left === 0) return words;
  return `${words}, ${left} ${left === 1 ? 'exercise' : 'exercises'} to hand in`;
}

/** How far, as a picture; the words always stand beside it. */
export function bar({ done, of }: Progress): HTMLElement {
  const fill = el('span', {});
  fill.style.width = `${of > 0 ? Math.min(100, (100 * done) / of) : 0}%`;
  return el('span', { class: 'cp-progress', 'aria-hidden': 'true' }, fill);
}

function moduleRow(ctx: Context, one: ModuleRow): HTMLElement {
  const { id, state, words } = one;
  return row(ctx, { page: 'module', id }, MODULE_ICONS[state], numbered(one), words);
}

function exercises(ctx: Context): HTMLElement {
  const open = ctx.exercises?.filter(one => one.state !== 'not-open');
  if (!open) return notFoundYet(ctx, 'Looking for your exercises…', { class: 'cp-panel__none' });
  if (open.length === 0) {
    const away = ctx.exercises?.find(one => one.away);
    return el('p', { class: 'cp-panel__none' }, away ? away.words : 'None open yet');
  }
  return el(
    'ul',
    { class: 'cp-panel__list' },
    open.map(one => row(ctx, exerciseRoute(one), exerciseIcon(one), one.title, brief(one))),
  );
}

function brief(one: Exercise): string {
  return (isDue(one) && dueLine(one)) || one.words;
}

function row(ctx: Context, route: Route, picture: IconName, title: string, words = '') {
  const said = words && el('span', { class: 'cp-panel__words' }, words);
  const inside = [icon(picture), el('span', {}, title), said];
  return el('li', {}, link(ctx, route, inside, { current: isHere(ctx.route, route) }));
}

function isHere(here: Route, there: Route): boolean {
  if ('id' in here && 'id' in there) return kind(here) === kind(there) && here.id === there.id;
  return here.page === there.page;
}

/** An exercise and its feedback are one place in the panel. */
function kind({ page }: Route): string {
  return page === 'feedback' ? 'exercise' : page;
}
