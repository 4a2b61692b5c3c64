// "Something's not right here": one box, and the place that it is about.

import { api } from '../api';
import { el } from '../el';
import type { Context } from './context';
import { contacts } from './contacts';
import { link } from './link';
import { facts, page, read, sayWrong } from './page';
import { placeNames, type Place } from './place_names';
import { press } from './press';

const MOST = 2000; // characters, as Python counts them

/** The form for one section of one page. about: a module, an exercise or a page of ours. */
export function report(ctx: Context, about: string, section: string): HTMLElement {
  const place = placeNames(ctx, about, section);
  const problem = el('p', { class: 'cp-error', id: 'cp-report-problem', role: 'alert' });
  const length = el('p', { class: 'cp-soft cp-small', id: 'cp-report-length' });
  const box = el('textarea', {
    class: 'cp-input',
    id: 'cp-report-words',
    rows: 6,
    'aria-describedby': `cp-report-hint ${problem.id} ${length.id}`,
    oninput: () => {
      length.textContent = lengthWords(box.value);
      if (!wrongWith(box.value)) problemIs('');
    },
  });
  let sent = { words: '', id: '' };
  const problemIs = (words: string) => sayWrong(box, problem, words);
  length.textContent = lengthWords('');
  const pressed = press({
    words: 'Send',
    busy: 'Sending…',
    failed: 'Not sent yet.',
    unsure: [
      'It is not known whether it was sent.',
      'Press Send again: the same note is kept once.',
    ],
    safe: 'Your words are still here.',
    work: async () => {
      problemIs(wrongWith(box.value));
      if (wrongWith(box.value)) return box.focus();
      const words = box.value.trim();
      // The same words keep their id, so that they are kept once; others are another note.
      if (words !== sent.words) sent = { words, id: newId() };
      await api.report(about, section, sent.words, sent.id);
      const done = thanks(ctx, place);
      sheet.replaceWith(done);
      done.querySelector<HTMLElement>('h1')?.focus();
    },
  });
  const sheet = page(
    ctx,
    {
      title: 'Something’s not right here',
      lead: 'Tell the people who look after this course. They can answer you.',
    },
    facts(['Page', place.page], ['Section', place.section]),
    el(
      'div',
      { class: 'cp-field cp-field--words' },
      el('label', { class: 'cp-label', for: box.id }, 'What is not right?'),
      el(
        'p',
        { class: 'cp-hint', id: 'cp-report-hint' },
        'Please do not name any client, or describe a person so that others could know them.',
      ),
      problem,
      box,
      length,
      contacts(ctx),
    ),
    el(
      'div',
      { class: 'cp-actions' },
      pressed.button,
      link(ctx, place.route, 'Go back without sending', { class: 'cp-btn cp-btn--q' }),
    ),
    pressed.said,
  );
  return sheet;
}

/** Twelve signs from 0 to 9 and a to f, as lab/reports.py asks for. */
function newId(): string {
  const bytes = [...crypto.getRandomValues(new Uint8Array(6))];
  return bytes.map(one => one.toString(16).padStart(2, '0')).join('');
}

function wrongWith(words: string): string {
  if (!words.trim()) return 'Write what is not right.';
  const over = [...words].length - MOST;
  return over > 0 ? `Shorten it by ${over} ${over === 1 ? 'character' : 'characters'}.` : '';
}

function lengthWords(words: string): string {
  const count = (number: number) => number.toLocaleString('en-GB');
  return `${count([...words].length)} of ${count(MOST)} characters`;
}

function thanks(ctx: Context, place: Place): HTMLElement {
  return page(
    ctx,
    { title: 'Thank you. It has been sent.' },
    read(
      'The people who look after this course will read it. Their answer, and what was done, will be on ',
      link(ctx, { page: 'help' }, 'the help page'),
      '.',
    ),
    el(
      'p',
      { class: 'cp-actions cp-actions--page' },
      link(ctx, place.route, 'Go back to where you were', { class: 'cp-btn' }),
    ),
  );
}
