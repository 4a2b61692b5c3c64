// A learner's course for the tests of pages: nobody's real answers.

import { vi } from 'vitest';

import type { Course, Exercise } from '../src/api';
import type { Context } from '../src/pages/context';

export const course: Course = {
  title: 'Working together',
  lead: '2 modules, about 70 minutes.',
  learner: 'learner-1',
  draft: { heading: 'This course is a draft', words: 'Not shaped yet.', certificate: 'None yet.' },
  certificate: { short: 'None while the course is a draft', words: 'None yet.' },
  settings: [
    { id: 'primary-care', name: 'Primary care' },
    { id: 'smi', name: 'Severe mental illness' },
  ],
  setting: 'primary-care',
  started: true,
  progress: { done: 4, of: 16, words: '4 of 16 done, about 50 minutes left' },
  next: {
    path: 'modules/01.ipynb',
    activity: 'letter',
    title: 'The welcome letter',
    words: 'Module 1, First steps. About 15 minutes left in this module.',
  },
  modules: [
    {
      id: 'first-steps',
      number: 1,
      place: 'Module 1 of 2',
      title: 'First steps',
      path: 'modules/01.ipynb',
      state: 'part',
      words: '4 of 8 done, about 15 minutes left',
      short: '4 of 8 done',
      minutes: '35 minutes',
      activities: [{ id: 'letter', title: 'The welcome letter', done: false }],
    },
    {
      id: 'fair-terms',
      number: 2,
      place: 'Module 2 of 2',
      title: 'Fair terms',
      path: 'modules/02.ipynb',
      state: 'not-started',
      words: 'Not started, 35 minutes',
      short: 'Not started',
      minutes: '35 minutes',
      activities: [],
    },
  ],
  help: { contacts: [{ name: '[Named person]', how: '[to be set]' }], working_days: '10' },
};

/** One exercise; `more` says what is different about it. */
export function exercise(more: Partial<Exercise> = {}): Exercise {
  return {
    id: 'where',
    title: 'Where is it really?',
    lead: 'Pick one thing.',
    minutes: '20 minutes',
    to_pass: '75% right, over the questions of all exercises',
    path: 'exercises/where.ipynb',
    state: 'open',
    words: 'Not handed in',
    due: 'Due Monday 11 January 2027, 5pm',
    reminder: '',
    late: false,
    answered: { done: 3, of: 4 },
    can_hand_in: true,
    away: false,
    receipt: null,
    feedback: [],
    ...more,
  };
}

export const receipt = {
  code: 'K7M-4QX',
  words: 'Monday 23 November 2026 at 14:05',
};

/** What a page is given; `more` says what is different. */
export function context(more: Partial<Context> = {}): Context {
  return {
    course,
    exercises: [],
    refused: '',
    route: { page: 'home' },
    go: vi.fn(),
    refresh: vi.fn(async () => undefined),
    lookAgain: vi.fn(async () => undefined),
    ...more,
  };
}

/** Put it on the page, as the lead of a test; gives it back. */
export function shown<T extends HTMLElement>(page: T): T {
  document.body.replaceChildren(page);
  return page;
}

/** The button or link with exactly these words. */
export function control(within: ParentNode, words: string): HTMLElement {
  const all = [...within.querySelectorAll<HTMLElement>('a, button, summary')];
  const found = all.find(one => one.textContent?.trim() === words);
  if (!found) throw new Error(`Nothing says ${words}; there is ${all.map(one => one.textContent)}`);
  return found;
}

/** Let everything that is waiting for an answer go on. */
export const settled = () => new Promise(done => setTimeout(done));
