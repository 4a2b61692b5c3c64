// Who made the course, what they said, and what was done about it: the whole course, or one module.

import { address, api } from '../api';
import { el } from '../el';
import type { CourseHistory, ModulePast } from '../replies';
import type { Context } from './context';
import { fetched } from './fetched';
import { link, wrongHereFoot } from './link';
import { opened, page, read, section } from './page';

/** The page of the course, or of one module; it is filled when the history has come. */
export function history(ctx: Context, module?: string): HTMLElement {
  const known = ctx.course.modules.find(one => one.id === module);
  const head = known
    ? { title: `You said, we did: ${known.title}`, cap: known.place }
    : { title: 'Who made this course', lead: LEAD };
  const draw = (found: CourseHistory) => {
    return known ? ofModule(ctx, found, known.id) : ofCourse(ctx, found);
  };
  const place = fetched('Looking up who took part…', api.history, draw);
  return page(ctx, head, place, wrongHereFoot(ctx, 'history', known?.id));
}

const LEAD =
  'A course on co-production has to be co-produced. This page shows how far that has come.';

function ofCourse(ctx: Context, found: CourseHistory): HTMLElement[] {
  const rows = found.modules.map(one =>
    el(
      'li',
      {},
      link(ctx, { page: 'history', module: one.id }, one.title),
      el('p', { class: 'cp-soft' }, one.numbers.join(' ')),
    ),
  );
  return [
    section('made-places', 'Contributors’ own words', read(places(found))),
    section('made-modules', 'You said, we did', el('ul', { class: 'cp-read' }, rows)),
    section('made-credits', 'Credits', list(found.credits) ?? read('Nobody is credited here yet.')),
    ...(found.shares.length > 0 ? [section('made-shares', SHARES, list(found.shares))] : []),
    ...(found.asked.length > 0
      ? [section('made-asked', ASKED, read(ASKED_HOW), list(found.asked))]
      : []),
    section(
      'made-gripp2',
      'For researchers',
      opened(GRIPP2, () => gripp2(found)),
    ),
  ];
}

const SHARES = 'How much of this course is in the hands of people with lived experience';
const ASKED = 'What contributors say of working with us';
const ASKED_HOW =
  'Each quarter everybody who contributed is asked the same questions, without a name. ' +
  'Numbers go to the nearest 5, and a number below 10 is not shown.';
const GRIPP2 = 'How people were involved, as the GRIPP2 short form asks';

function places({ places: all, waiting }: CourseHistory): string {
  if (waiting === 0) return `There are ${all} places for them, and all of them are filled.`;
  const many =
    waiting === all ? 'All of them are' : `${waiting} of them ${waiting > 1 ? 'are' : 'is'}`;
  return `There are ${all} places for them. ${many} waiting for somebody. Nothing is made up to fill them.`;
}

function ofModule(ctx: Context, found: CourseHistory, id: string): HTMLElement[] {
  const one = found.modules.find(module => module.id === id);
  return [
    ...(one ? past(one) : []),
    section(
      'made-comment',
      'If you were asked to review this module',
      read(
        'You can read all of it on one page, with space for a comment under each passage. ',
        'What you write stays in that page until you save it as a file.',
      ),
      read(commentPage(id)),
    ),
    el(
      'p',
      { class: 'cp-actions cp-actions--page' },
      link(ctx, { page: 'module', id }, 'Go to the module', { class: 'cp-btn cp-btn--2' }),
      link(ctx, { page: 'history' }, 'Who made this course'),
    ),
  ];
}

function past({ numbers, said, impact, dissents }: ModulePast): HTMLElement[] {
  const points = said.map(({ you, we }) =>
    el(
      'li',
      {},
      el('p', {}, el('b', {}, 'You said: '), you),
      el('p', {}, el('b', {}, 'Our answer: '), we),
    ),
  );
  return [
    section('made-numbers', 'Reviews', ...numbers.map(one => read(one))),
    ...(points.length > 0
      ? [
          section(
            'made-said',
            'Points that reviewers agreed to show',
            el('ul', { class: 'cp-read' }, points),
          ),
        ]
      : []),
    ...(impact.length > 0
      ? [section('made-impact', 'What contributors changed', list(impact))]
      : []),
    ...(dissents.length > 0 ? [section('made-dissent', 'Objections', list(dissents))] : []),
  ];
}

function commentPage(id: string): HTMLElement {
  const attributes = { href: address(`contribute/${id}`), target: '_blank', rel: 'noopener' };
  return el('a', attributes, 'Open the page with space for your comments, in a new tab');
}

function gripp2(found: CourseHistory): HTMLElement {
  return el(
    'div',
    { class: 'cp-read' },
    found.gripp2.flatMap(({ name, said, blank, from }) => [
      el('h3', {}, name),
      ...said.map(one => el('p', {}, one)),
      blank && el('p', {}, el('b', {}, 'Still blank: '), blank),
      el('p', { class: 'cp-soft' }, `From: ${from}.`),
    ]),
  );
}

function list(lines: string[]): HTMLElement | undefined {
  return lines.length > 0
    ? el(
        'ul',
        { class: 'cp-read' },
        lines.map(one => el('li', {}, one)),
      )
    : undefined;
}
