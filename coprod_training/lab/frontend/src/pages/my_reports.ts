// The reports that this learner has sent, each with its status and the answer.

import { api } from '../api';
import { el } from '../el';
import type { Report } from '../replies';
import type { Context } from './context';
import { fetched } from './fetched';
import { read } from './page';
import { placeNames } from './place_names';

/** Filled when the list has come. */
export function myReports(ctx: Context): HTMLElement {
  return fetched('Looking for your reports…', api.reports, reports => [listed(ctx, reports)]);
}

function listed(ctx: Context, reports: Report[]): HTMLElement {
  if (reports.length === 0) {
    return read(
      'You have not sent anything. Each section has a link for telling us what is wrong.',
    );
  }
  return el(
    'ul',
    { class: 'cp-reports' },
    reports.map(each => one(ctx, each)),
  );
}

function one(ctx: Context, { page, section, words, at, status, reply }: Report): HTMLElement {
  const place = placeNames(ctx, page, section);
  return el(
    'li',
    {},
    el(
      'p',
      { class: 'cp-row cp-row--apart' },
      el('b', {}, [place.page, place.section].filter(Boolean).join(': ')),
      el('span', { class: 'cp-tag' }, status),
    ),
    el('p', { class: 'cp-soft cp-small' }, `Sent on ${at}`),
    el('p', { class: 'cp-typed' }, words),
    reply && el('div', { class: 'cp-fb' }, el('p', {}, el('b', {}, 'Answer')), el('p', {}, reply)),
  );
}
