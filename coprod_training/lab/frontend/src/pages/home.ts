// Course home: what is next, how far it is, and everything there is.

import { el } from '../el';
import { icon } from '../icons';
import type { Exercise, ModuleRow } from '../replies';
import type { Context } from './context';
import { consent, setting, settingName } from './home_choices';
import { exerciseRoute, link, nextRoute, wrongHere } from './link';
import { notFoundYet } from './not_found_yet';
import { page, read, section } from './page';
import { bar, farWords } from './panel';
import { dueLine, exerciseLine, exerciseMark, isDue, moduleMark } from './state_mark';
import { swap } from './swap';
import { welcome } from './welcome';

/** The first page of every visit; the very first visit is welcomed instead. */
export function home(ctx: Context): HTMLElement {
  const { course } = ctx;
  if (!course.started && ctx.route.page !== 'certificate') return welcome(ctx);
  const part = parts(ctx);
  return page(
    ctx,
    { title: course.title, lead: course.lead },
    part.next,
    part.soon,
    section('far', 'How far you are', part.far, setting(ctx, part.setting)),
    section(
      'modules',
      'Modules',
      el('p', { class: 'cp-soft' }, 'You can stop at any point and come back.'),
      part.modules,
    ),
    section('exercises', 'Exercises to hand in', part.exercises),
    consent(),
    section('forum', 'The national forum', read(forum(ctx))),
    section(
      'made',
      'Who made this course',
      read(link(ctx, { page: 'history' }, 'See who has taken part so far, and what changed')),
    ),
    certificate(part.certificate),
    foot(ctx),
  );
}

/**
 * Bring counts, states and dates on a course home up to date, and leave all else as it stands: a
 * learner may be in the middle of a choice.
 */
export function updateHome(ctx: Context, sheet: Element): void {
  for (const [name, fresh] of Object.entries(parts(ctx))) {
    const old = sheet.querySelector(`[data-part="${name}"]`);
    if (old) swap(old, fresh);
  }
}

/** What changes while a learner works. */
function parts(
  ctx: Context,
): Record<
  'next' | 'soon' | 'far' | 'setting' | 'modules' | 'exercises' | 'certificate',
  HTMLElement
> {
  const { progress, modules } = ctx.course;
  const all = {
    next: nextForYou(ctx),
    soon: soon(ctx),
    far: el('div', {}, el('p', {}, farWords(ctx)), bar(progress)),
    setting: settingName(ctx),
    modules: el(
      'ol',
      { class: 'cp-list' },
      modules.map(one => moduleRow(ctx, one)),
    ),
    exercises: exercises(ctx),
    certificate: read(ctx.course.certificate.words),
  };
  for (const [name, part] of Object.entries(all)) part.dataset.part = name;
  return all;
}

function nextForYou(ctx: Context): HTMLElement {
  const { next } = ctx.course;
  const route = nextRoute(ctx.course);
  const back = ctx.exercises?.find(one => one.state === 'returned');
  const due = ctx.exercises?.find(isDue);
  if (next && route) {
    return card('Next for you', next.title, next.words, go(ctx, route, 'Continue'));
  }
  if (due) {
    const ready = due.away
      ? 'It cannot be handed in at the moment. Your answers are kept.'
      : 'You can hand it in when you are ready.';
    const words = dueLine(due) || ready;
    return card(
      'Next for you',
      due.title,
      words,
      go(ctx, exerciseRoute(due), 'Go to the exercise'),
    );
  }
  const all = 'You have done every activity. You can look at all of it again.';
  const read = back && go(ctx, exerciseRoute(back), 'Read your feedback');
  return card('Where you are', 'All activities are done', all, read);
}

/** What is due soon and not handed in, unless the card above is about it. */
function soon(ctx: Context): HTMLElement {
  const first = ctx.course.next ? undefined : ctx.exercises?.find(isDue);
  const all = (ctx.exercises ?? []).filter(one => one.reminder && one !== first);
  if (all.length === 0) return el('div', { hidden: true });
  const lines = all.map(one =>
    el('p', {}, link(ctx, exerciseRoute(one), one.title), el('br', {}), one.reminder),
  );
  return el(
    'div',
    { class: 'cp-banner cp-banner--info', role: 'note', 'aria-label': 'Due soon' },
    icon('info'),
    el('div', {}, lines),
  );
}

function card(cap: string, title: string, words: string, way?: HTMLElement): HTMLElement {
  return el(
    'section',
    { class: 'cp-card cp-card--lead', 'aria-labelledby': 'cp-next' },
    el('p', { class: 'cp-soft' }, cap),
    el('h2', { id: 'cp-next' }, title),
    el('p', {}, words),
    way && el('p', { class: 'cp-actions' }, way),
  );
}

function go(ctx: Context, route: Parameters<typeof link>[1], words: string): HTMLElement {
  return link(ctx, route, [words, icon('arrow')], { class: 'cp-btn' });
}

function moduleRow(ctx: Context, one: ModuleRow): HTMLElement {
  return el(
    'li',
    {},
    el('span', { class: 'cp-num', 'aria-hidden': 'true' }, one.number ? String(one.number) : ''),
    link(ctx, { page: 'module', id: one.id }, one.title),
    el('span', { class: 'cp-minutes' }, one.minutes),
    moduleMark(one.state, one.short),
  );
}

function exercises(ctx: Context): HTMLElement {
  if (!ctx.exercises)
    return notFoundYet(ctx, 'Looking for your exercises…', { class: 'cp-soft', role: 'status' });
  if (ctx.exercises.length === 0) {
    return el(
      'div',
      { class: 'cp-empty' },
      el('h3', {}, 'No exercises yet'),
      el('p', {}, 'Your trainer has not opened any. You can carry on with the modules.'),
    );
  }
  const rows = ctx.exercises.map(one => exerciseRow(ctx, one));
  return el('ul', { class: 'cp-list cp-list--ex' }, rows);
}

function exerciseRow(ctx: Context, one: Exercise): HTMLElement {
  const line = exerciseLine(one);
  return el(
    'li',
    {},
    el(
      'div',
      {},
      link(ctx, exerciseRoute(one), one.title),
      line && el('p', { class: 'cp-soft' }, line),
    ),
    exerciseMark(one),
  );
}

/** The panel leads here, so the heading takes the focus. */
function certificate(words: HTMLElement): HTMLElement {
  const all = section('certificate', 'Certificate', words);
  all.querySelector('h2')?.setAttribute('tabindex', '-1');
  return all;
}

function forum(ctx: Context): HTMLElement {
  return link(
    ctx,
    { page: 'forum' },
    'See what is planned, and say if you would like to hear about it',
  );
}

function foot(ctx: Context): HTMLElement {
  return el(
    'p',
    { class: 'cp-foot' },
    el('span', {}, 'Your answers are kept for ', el('b', {}, ctx.course.learner), '.'),
    link(ctx, { page: 'my-data' }, 'See, download or delete what we hold about you'),
    wrongHere(ctx, 'home'),
  );
}
