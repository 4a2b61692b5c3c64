// @vitest-environment jsdom
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';

vi.mock('../api', () => import('../../testing/api'));

import { api, Refused } from '../../testing/api';
import { context, control, exercise as one, receipt, settled, shown } from '../../testing/sample';
import { exercise } from './exercise';
import { feedback } from './feedback';
import { updatePage } from '.';
import { fill } from './swap';

const heading = () => document.querySelector('h1')?.textContent;

beforeAll(() => void vi.stubGlobal('CSS', { escape: String })); // jsdom has none
beforeEach(() => {
  api.start.mockReset().mockResolvedValue(one({ state: 'started' }));
});

test('an exercise that is not open has no button to start it', () => {
  shown(exercise(context(), one({ state: 'not-open', words: 'Not open yet' })));

  expect(() => control(document, 'Start')).toThrow();
  expect(document.body.textContent).toContain('Not open yet');
});

test('starting asks the server once and then opens the exercise', async () => {
  const ctx = context();
  shown(exercise(ctx, one()));

  control(document, 'Start').click();
  control(document, 'Start').click();
  await settled();

  expect(api.start).toHaveBeenCalledTimes(1);
  expect(ctx.go).toHaveBeenCalledWith({ page: 'exercise', id: 'where' });
});

test('a start that did not work says so in the words of the server', async () => {
  api.start.mockRejectedValueOnce(new Refused(409, 'Your trainer has closed it.'));
  shown(exercise(context(), one()));

  control(document, 'Start').click();
  await settled();

  const alert = document.querySelector('[role="alert"]')?.textContent;
  expect(alert).toContain('Not started yet. Your trainer has closed it.');
});

test('the receipt shows the code, the time, and what happens next', () => {
  shown(exercise(context(), one({ state: 'handed-in', receipt })));

  expect(heading()).toBe('Handed in');
  expect(document.querySelector('.cp-receipt')?.textContent).toContain('K7M-4QX');
  expect(document.body.textContent).toContain('Monday 23 November 2026 at 14:05');
  expect(document.body.textContent).toContain('within 10 working days');
});

test.each(['handed-in', 'marked'] as const)(
  'feedback on an earlier hand-in is one press away while the newest is %s',
  state => {
    const words = 'Read the feedback on what you handed in before';
    const earlier = [{ address: 'coprod/feedback/where/1', words: 'Returned' }];
    const page = exercise(context(), one({ state, receipt, feedback: earlier }));

    expect(control(page, words).getAttribute('href')).toBe('#/feedback/where');
    expect(() => control(exercise(context(), one({ state, receipt })), words)).toThrow();
  },
);

test('where the clipboard is closed the code is selected instead', async () => {
  shown(exercise(context(), one({ state: 'handed-in', receipt })));

  control(document, 'Copy the code').click();
  await settled();

  expect(document.querySelector('[role="status"]')?.textContent).toContain('The code is selected.');
});

test('an exercise can be handed in again only where the server allows it', () => {
  shown(exercise(context(), one({ state: 'handed-in', receipt, can_hand_in: false })));

  expect(() => control(document, 'Change it and hand in again')).toThrow();
});

test('feedback is shown where nothing in it can act', () => {
  const both = ['2', '1'].map(time => ({ address: `coprod/feedback/where/${time}`, words: time }));
  const page = shown(feedback(context(), one({ state: 'returned', feedback: both })));

  const frames = page.querySelectorAll('iframe');
  expect(frames).toHaveLength(1);
  expect(frames[0].getAttribute('sandbox')).toBe('');
  expect(frames[0].src).toBe(`${location.origin}/person/one/coprod/feedback/where/2`);
  expect(page.querySelector('.cp-more summary')?.textContent).toBe('1');
});

test('work that is marked says so, and that its feedback is still to come', () => {
  const page = exercise(context(), one({ state: 'marked', receipt }));

  expect(page.textContent).toContain('The feedback has not been returned yet.');
  expect(page.textContent).toContain(receipt.code);
});

test('an exercise that is due soon says how soon', () => {
  const reminder = 'Due in 3 days, on Monday 11 January 2027 at 5pm';
  const page = exercise(context(), one({ reminder }));

  expect(page.querySelector('.cp-head__cap')?.textContent).toContain('due in 3 days, on Monday');
  expect(page.querySelector('.cp-dl')?.textContent).toContain('In 3 days, on Monday 11 January');
});

const at = (page: 'exercise' | 'feedback', ...exercises: ReturnType<typeof one>[]) =>
  context({ route: { page, id: 'where' }, exercises });
const drawn = (draw: typeof exercise, ctx: ReturnType<typeof at>) => {
  const place = shown(document.createElement('main')).appendChild(document.createElement('div'));
  place.className = 'cp-page';
  fill(place, draw(ctx, ctx.exercises![0]));
  return place;
};

test('news of another exercise leaves the feedback that is being read as it stands', () => {
  const read = one({
    state: 'returned',
    feedback: ['now', 'before'].map(words => ({ address: words, words })),
  });
  const place = drawn(feedback, at('feedback', read));
  const [page, frame] = [place.firstElementChild, place.querySelector('iframe')];
  const earlier = place.querySelector<HTMLDetailsElement>('.cp-section details')!;
  earlier.open = true;
  control(place, 'before').focus();

  updatePage(at('feedback', read, one({ id: 'plan', state: 'handed-in' })), document.body);

  expect(place.firstElementChild).toBe(page);
  expect(place.querySelector('iframe')).toBe(frame);
  expect(earlier.open).toBe(true);
  expect(document.activeElement).toBe(control(place, 'before'));
});

test('whoever is in what changes is at its heading, or in the same control', () => {
  const place = drawn(exercise, at('exercise', one({ state: 'handed-in', receipt })));
  control(place, 'Print this page').focus();

  updatePage(at('exercise', one({ state: 'marked', receipt })), document.body);
  expect(document.activeElement).toBe(control(place, 'Print this page'));

  place.querySelector('h1')?.focus();
  updatePage(at('exercise', one({ state: 'returned', receipt })), document.body);
  expect(document.activeElement).toBe(place.querySelector('h1'));
  expect(place.textContent).toContain('Your feedback is ready.');
});

test('whoever is elsewhere stays there when a page is drawn again', () => {
  const place = drawn(exercise, at('exercise', one({ state: 'not-open' })));
  const menu = document.body.appendChild(document.createElement('button'));
  menu.focus();

  updatePage(at('exercise', one()), document.body);

  expect(document.activeElement).toBe(menu);
  expect(control(place, 'Start')).toBeTruthy();
});
