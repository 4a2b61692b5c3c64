// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';

vi.mock('../api', () => import('../../testing/api'));

import { context, control, course, exercise, receipt } from '../../testing/sample';
import { panel } from './panel';

const current = (nav: HTMLElement) => nav.querySelector('[aria-current="page"]')?.textContent;

test('Continue goes to the exact unfinished activity', () => {
  const ctx = context({ route: { page: 'help' } });

  control(panel(ctx), 'Continue').click();

  expect(ctx.go).toHaveBeenCalledWith({ page: 'module', id: 'first-steps', activity: 'letter' });
});

test('course home has no second Continue in the panel', () => {
  expect(() => control(panel(context()), 'Continue')).toThrow();
});

test('there is no Continue when everything is done', () => {
  const ctx = context({ route: { page: 'help' }, course: { ...course, next: null } });

  expect(() => control(panel(ctx), 'Continue')).toThrow();
});

test('the open module is marked as the current page', () => {
  const nav = panel(context({ route: { page: 'module', id: 'fair-terms', section: 'two' } }));

  expect(current(nav)).toContain('2. Fair terms');
});

test('a module that is optional has no number', () => {
  const [first, ...rest] = course.modules;
  const modules = [{ ...first, id: 'before', number: 0, title: 'Before you begin' }, ...rest];
  const rows = panel(context({ course: { ...course, modules } }));

  const names = [...rows.querySelectorAll('a[href^="#/module/"]')].map(one => one.textContent);
  expect(names[0]).toMatch(/^Before you begin/);
  expect(names[1]).toMatch(/^2\. Fair terms/);
});

test('the feedback on an exercise is the same place as the exercise', () => {
  const exercises = [exercise({ state: 'handed-in', words: 'Handed in', receipt })];
  const nav = panel(context({ exercises, route: { page: 'feedback', id: 'where' } }));

  expect(current(nav)).toContain('Where is it really?');
});

test('an exercise shows its date before it passes and after', () => {
  const exercises = [exercise(), exercise({ late: true, due: 'Due Monday 2 November 2026, 5pm' })];
  const words = panel(context({ exercises })).textContent;

  expect(words).toContain('Due Monday 11 January 2027, 5pm');
  expect(words).toContain('The date has passed. Due Monday 2 November 2026, 5pm');
});

test('the panel has the way to what course home says of a certificate', () => {
  const nav = panel(context({ route: { page: 'certificate' } }));
  const row = nav.querySelector<HTMLAnchorElement>('a[href="#/certificate"]');

  expect(row?.textContent).toBe('CertificateNone while the course is a draft');
  expect(row?.getAttribute('aria-current')).toBe('page');
});

test('with every activity done it is said how many exercises are still to hand in', () => {
  const progress = { done: 16, of: 16, words: '16 of 16 done, no activities left' };
  const all = { ...course, next: null, progress };
  const exercises = [exercise({ state: 'not-open' }), exercise({ state: 'handed-in', receipt })];
  const far = (more: object) =>
    panel(context({ course: all, ...more })).querySelector('.cp-panel__far')?.textContent;

  expect(far({ exercises: null })).toBe(progress.words);
  expect(far({ exercises })).toBe(`${progress.words}, 1 exercise to hand in`);
  expect(far({ exercises: [...exercises, exercise()] })).toContain(', 2 exercises to hand in');
  expect(far({ exercises: [exercise({ state: 'returned' })] })).toBe(progress.words);
  expect(far({ course, exercises })).toBe(course.progress.words);
});

test('exercises that are not open yet are not in the panel', () => {
  const away = exercise({
    state: 'not-open',
    words: 'Cannot be reached at the moment',
    away: true,
  });
  expect(panel(context({ exercises: [away] })).textContent).toContain('Cannot be reached');
  const words = panel(context({ exercises: [exercise({ state: 'not-open' })] })).textContent;

  expect(words).toContain('None open yet');
});

test('exercises that cannot be had say why in the panel too', () => {
  const ctx = context({ exercises: null, refused: 'This is taking longer than usual.' });
  const nav = panel(ctx);

  expect(nav.textContent).toContain('This is taking longer than usual.');
  expect(nav.textContent).not.toContain('Looking for');
  control(nav, 'Try again').click();
  expect(ctx.lookAgain).toHaveBeenCalled();
});

test('what is due soon says how soon', () => {
  const reminder = 'Due tomorrow, Monday 11 January 2027 at 5pm';

  expect(panel(context({ exercises: [exercise({ reminder })] })).textContent).toContain(reminder);
});
