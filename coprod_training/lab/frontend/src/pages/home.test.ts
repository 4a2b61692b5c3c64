// @vitest-environment jsdom
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';

vi.mock('../api', () => import('../../testing/api'));

import { api } from '../../testing/api';
import { context, control, course, exercise, receipt, settled, shown } from '../../testing/sample';
import { headingOf } from '.';
import { home, updateHome } from './home';

beforeAll(() => void vi.stubGlobal('CSS', { escape: String })); // jsdom has none
beforeEach(() => {
  api.activity.mockReset().mockReturnValue(new Promise(() => undefined));
});

test('there is one heading of the page and one filled button', () => {
  const page = home(context());

  expect(page.querySelectorAll('h1')).toHaveLength(1);
  expect(page.querySelectorAll('.cp-btn:not(.cp-btn--2, .cp-btn--q)')).toHaveLength(1);
});

test('the first visit is welcomed, and told who is working here', () => {
  const page = home(context({ course: { ...course, started: false } }));

  expect(page.querySelector('h1')?.textContent).toBe('Welcome');
  expect(page.textContent).toContain('learner-1');
});

test('what has to be read before the course stands above the link that starts it', () => {
  const page = home(context({ course: { ...course, started: false } }));

  const words = page.textContent ?? '';
  const places = ['Before you start', 'If this is not you', 'Start the course'].map(one =>
    words.indexOf(one),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('a module that is optional has no number beside it', () => {
  const [first, ...rest] = course.modules;
  const modules = [{ ...first, number: 0 }, ...rest];
  const page = home(context({ course: { ...course, modules } }));

  const numbers = [...page.querySelectorAll('.cp-num')].map(one => one.textContent);
  expect(numbers).toEqual(['', '2']);
});

test('a draft says so, and why there is no certificate', () => {
  const words = home(context()).textContent;

  expect(words).toContain('This course is a draft.');
  expect(words).toContain('None yet.');
});

test('what has changed in a released course is not said to be of a draft', () => {
  const draft = { heading: 'Something has changed', words: 'A part is gone.', certificate: '' };
  const page = home(context({ course: { ...course, draft } }));

  const banner = page.querySelector('[aria-label="About this course"]');
  expect(banner?.getAttribute('role')).toBe('note');
  expect(banner?.textContent).toContain('Something has changed. What this means');
  expect(page.querySelector('[aria-label*="draft"]')).toBeNull();
});

test('whoever completes the course reads at once how to get their certificate', () => {
  const page = shown(home(context()));
  const certificate = {
    short: 'Ask your trainer for it',
    words: 'You have completed this course.',
  };

  updateHome(context({ course: { ...course, certificate } }), page);

  const heading = page.querySelector('#cp-certificate');
  expect(heading?.parentElement?.textContent).toBe('CertificateYou have completed this course.');
});

test('what it says of a certificate takes the focus, on a first visit too', () => {
  const route = { page: 'certificate' } as const;
  const first = { ...course, started: false };
  const page = shown(home(context({ route, course: first })));

  headingOf(page, route)?.focus();

  expect(document.activeElement?.textContent).toBe('Certificate');
  expect(headingOf(page, { page: 'home' })).toBe(page.querySelector('h1'));
});

test('when all activities are done the next thing is an exercise that is due', () => {
  const page = home(context({ course: { ...course, next: null }, exercises: [exercise()] }));

  expect(control(page, 'Go to the exercise').getAttribute('href')).toBe('#/exercise/where');
});

test('feedback that came back is one press away', () => {
  const feedback = [{ address: 'coprod/feedback/where/1', words: 'Returned' }];
  const exercises = [exercise({ state: 'returned', words: 'Feedback ready', receipt, feedback })];
  const page = home(context({ exercises }));

  expect(control(page, 'Where is it really?').getAttribute('href')).toBe('#/feedback/where');
});

test('feedback on an earlier hand-in is announced beside the newest one', () => {
  const feedback = [{ address: 'coprod/feedback/where/1', words: 'Feedback on the first' }];
  const words = 'Handed in. Earlier feedback ready';
  const handedIn = exercise({ state: 'handed-in', words, receipt, feedback });
  const page = home(context({ exercises: [handedIn] }));

  const row = page.querySelector('[data-part="exercises"] li')?.textContent;
  expect(row).toContain(`Handed in on ${receipt.words}. Receipt K7M-4QX. Feedback on the first`);
  expect(row).toContain(words);
});

test('the survey is asked about only when somebody opens it', () => {
  home(context());

  expect(api.activity).not.toHaveBeenCalled();
});

test('new counts leave an opened choice and the focus where they were', () => {
  const page = shown(home(context()));
  const box = page.querySelector<HTMLDetailsElement>('.cp-setting details');
  if (box) box.open = true;
  control(page, 'Continue').focus();
  const progress = { done: 5, of: 16, words: '5 of 16 done, about 45 minutes left' };

  updateHome(context({ course: { ...course, progress }, exercises: [exercise()] }), page);

  expect(page.textContent).toContain('5 of 16 done');
  expect(page.textContent).toContain('Due Monday 11 January 2027, 5pm');
  expect(page.querySelector<HTMLDetailsElement>('.cp-setting details')?.open).toBe(true);
  expect(document.activeElement?.textContent).toBe('Continue');
});

test('a setting that was chosen in another tab is named, and an opened choice stays', () => {
  const page = shown(home(context()));
  const name = () => page.querySelector('.cp-setting dd')?.textContent;
  const box = page.querySelector<HTMLDetailsElement>('.cp-setting details')!;
  box.open = true;
  box.querySelector('summary')?.focus();
  expect(name()).toBe('Primary care');

  updateHome(context({ course: { ...course, setting: 'smi' } }), page);

  expect(name()).toBe('Severe mental illness');
  expect(box.isConnected && box.open).toBe(true);
  expect(document.activeElement).toBe(box.querySelector('summary'));
});

test('while exercises cannot be had it says why, and they can be looked for again', async () => {
  const missing = { exercises: null, refused: 'Exercises cannot be reached at the moment.' };
  const ctx = context(missing);
  const page = shown(home(ctx));
  const part = () => page.querySelector('[data-part="exercises"]');
  expect(part()?.textContent).toContain(missing.refused);
  expect(part()?.textContent).not.toContain('Looking for');

  control(page, 'Try again').focus();
  control(page, 'Try again').click();
  expect(part()?.textContent).toContain('Looking for your exercises…');
  await settled();
  expect(ctx.lookAgain).toHaveBeenCalledTimes(1);
  expect(part()?.textContent).toContain('Not there yet. This page tries again by itself.');

  updateHome(context({ ...missing, refused: 'This is taking longer than usual.' }), page);
  expect(document.activeElement?.textContent).toBe('Try again');
  updateHome(context({ exercises: [exercise()] }), page);
  expect(part()?.textContent).toContain('Where is it really?');
});

test('whoever looks again and finds them is not left nowhere', async () => {
  const found = async () => void updateHome(context({ exercises: [exercise()] }), page);
  const page = home(context({ exercises: null, refused: 'Not now.', lookAgain: found }));
  const main = shown(document.createElement('main'));
  main.className = 'cp-main';
  main.append(page);

  control(page, 'Try again').focus();
  control(page, 'Try again').click();
  await settled();

  expect(document.activeElement).toBe(page.querySelector('h1'));
  expect(page.querySelector('[data-part="exercises"]')?.textContent).toContain(
    'Where is it really?',
  );
});

const REMINDER = 'Due in 3 days, on Monday 30 November 2026 at 5pm';
const dueSoon = (page: Element) => page.querySelector('[aria-label="Due soon"]');

test('what is due soon is said at the top of home and beside the exercise', () => {
  const page = home(context({ exercises: [exercise({ reminder: REMINDER })] }));

  expect(dueSoon(page)?.textContent).toBe(`Where is it really?${REMINDER}`);
  expect(page.querySelector('[data-part="exercises"]')?.textContent).toContain(REMINDER);
});

test('once it is handed in the reminder is gone, and nothing is there before', () => {
  const page = shown(home(context({ exercises: [exercise({ reminder: REMINDER })] })));
  const handedIn = exercise({ state: 'handed-in', words: 'Handed in', receipt });

  updateHome(context({ exercises: [handedIn] }), page);

  expect(dueSoon(page)).toBeNull();
  expect(page.textContent).not.toContain(REMINDER);
  expect(dueSoon(home(context({ exercises: null })))).toBeNull();
});

test('an exercise that is the next thing anyway is reminded of there alone', () => {
  const two = [exercise({ reminder: REMINDER }), exercise({ id: 'plan', reminder: 'Due today' })];
  const page = home(context({ course: { ...course, next: null }, exercises: two }));

  expect(page.querySelector('[data-part="next"]')?.textContent).toContain(REMINDER);
  expect(dueSoon(page)?.textContent).toBe('Where is it really?Due today');
});
