// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('../api', () => import('../../testing/api'));

import { api, Away, Refused } from '../../testing/api';
import { context, control, exercise, receipt, settled, shown } from '../../testing/sample';
import { waitsIn } from '../part_host';
import { handInBlock } from './hand_in';
import { fill } from './swap';

const UNSURE = 'It is not known whether it arrived.';
const never = () => '' as const;
const button = (words = 'Hand in') => control(document, words);

beforeEach(() => {
  api.handIn.mockReset().mockResolvedValue(exercise({ state: 'handed-in', receipt }));
});

afterEach(() => {
  vi.useRealTimers();
});

test('pressing twice hands in once', async () => {
  shown(handInBlock(context(), exercise(), never));

  button().click();
  button().click();
  await settled();

  expect(api.handIn).toHaveBeenCalledTimes(1);
});

test('success goes to the receipt', async () => {
  const ctx = context();
  shown(handInBlock(ctx, exercise(), never));

  button().click();
  await settled();

  expect(ctx.refresh).toHaveBeenCalled();
  expect(ctx.go).toHaveBeenCalledWith({ page: 'exercise', id: 'where' });
  expect(document.body.textContent).toContain('Handed in. Your receipt is K7M-4QX.');
});

test('while an answer is being saved nothing is handed in, and the reason stands there', () => {
  shown(handInBlock(context(), exercise(), () => 'answer'));

  button().click();

  expect(api.handIn).not.toHaveBeenCalled();
  expect(button().getAttribute('aria-disabled')).toBe('true');
  const reason = document.getElementById(button().getAttribute('aria-describedby') ?? '');
  const words = 'Your last answer is still being saved. Hand in when it says Saved.';
  expect(reason?.textContent).toBe(words);
  const spoken = [...document.querySelectorAll('[role="status"]')].map(one => one.textContent);
  expect(spoken).toContain(words); // nobody presses into silence
});

test('an answer that was refused is not said to be on its way, and its question is named', () => {
  vi.useFakeTimers();
  const page = shown(document.createElement('div'));
  page.innerHTML =
    '<section class="cp-activity" aria-labelledby="title"><h3 id="title">In your words</h3>' +
    '<p class="cp-save" data-state="refused"></p></section>';
  page.append(handInBlock(context(), exercise(), () => waitsIn(page)));

  button().click();

  expect(api.handIn).not.toHaveBeenCalled();
  const reason = document.getElementById(button().getAttribute('aria-describedby') ?? '');
  expect(reason?.textContent).toBe(
    'One of your answers could not be saved, because it does not fit. ' +
      'Go back to the question that says Not saved: In your words.',
  );
});

test('an answer to a question that has left the course holds nothing up', async () => {
  const page = shown(document.createElement('div'));
  page.innerHTML = '<p class="cp-save" data-state="gone">Not saved.</p>';
  page.append(handInBlock(context(), exercise(), () => waitsIn(page)));

  button().click();
  await settled();

  expect(api.handIn).toHaveBeenCalledTimes(1);
});

test('before every question is drawn it says so, and a press hands in nothing', () => {
  shown(handInBlock(context(), exercise(), () => 'question'));

  button().click();

  expect(api.handIn).not.toHaveBeenCalled();
  expect(document.body.textContent).toContain('The questions are still being prepared.');
});

test('what was said stays until the words around it change', async () => {
  api.handIn.mockRejectedValueOnce(new Away('The course cannot be reached at the moment.'));
  const block = (done: number) =>
    handInBlock(context(), exercise({ answered: { done, of: 3 } }), never);
  fill(document.body, block(2));
  button().click();
  await settled();

  fill(document.body, block(2));
  expect(document.querySelector('[role="alert"]')?.textContent).toContain(UNSURE);

  fill(document.body, block(3));
  expect(document.body.textContent).toContain('3 of 3 answered');
});

test('a redraw while it is handed in does not take away what came of it', async () => {
  let fail = () => {};
  api.handIn.mockReturnValueOnce(
    new Promise((_, no) => (fail = () => no(new Away('The course cannot be reached.')))),
  );
  const block = (done: number) =>
    handInBlock(context(), exercise({ answered: { done, of: 3 } }), never);
  fill(document.body, block(2));
  button().click();

  fill(document.body, block(3));
  fail();
  await settled();

  expect(document.querySelector('[role="alert"]')?.textContent).toContain(UNSURE);
  fill(document.body, block(3));
  expect(document.body.textContent).toContain('3 of 3 answered');
});

test('where nothing can be passed on, that is said instead of a date that passed', () => {
  const ctx = context();
  shown(handInBlock(ctx, exercise({ can_hand_in: false, away: true }), never));
  expect(document.body.textContent).toContain('This cannot be passed on at the moment.');

  button().click();

  expect(api.handIn).not.toHaveBeenCalled();
  expect(ctx.lookAgain).toHaveBeenCalledTimes(1);
});

test('nobody goes on looking for what was drawn anew and left out', () => {
  vi.useFakeTimers();
  const block = (waiting = never) => handInBlock(context(), exercise(), waiting);
  const place = document.createElement('div');
  const looks = vi.fn(never);
  fill(place, block());

  fill(place, block(looks)); // says the same
  document.body.append(place);
  looks.mockClear();
  vi.advanceTimersByTime(5000);

  expect(looks).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(1); // that of what stands there
});

test.each([
  [new Refused(409, 'It is closed.'), 'Not handed in yet. It is closed. Nothing is lost.', 0],
  [new Refused(504, 'This takes long.'), `${UNSURE} Press Hand in again: the same answers`, 1],
  [new Refused(502, 'Perhaps.'), `${UNSURE} Press Hand in again: the same answers`, 1],
  [new Away('It cannot be reached.'), `${UNSURE} Press Hand in again: the same answers`, 1],
])(
  'without a receipt no more is said than is known, and then it is looked again',
  async (thrown, words, looks) => {
    api.handIn.mockRejectedValueOnce(thrown);
    const ctx = context();
    shown(handInBlock(ctx, exercise(), never));

    button().click();
    await settled();

    const alert = document.querySelector('[role="alert"]')?.textContent;
    expect(alert).toContain(words);
    expect(ctx.lookAgain).toHaveBeenCalledTimes(looks);
    expect(ctx.go).not.toHaveBeenCalled();
    expect(button().hasAttribute('aria-disabled')).toBe(false);
  },
);

test('a late exercise says so before it is handed in', () => {
  shown(handInBlock(context(), exercise({ late: true }), never));

  expect(document.body.textContent).toContain('Your trainer sees that it is late.');
});

test('handing in again is called so', () => {
  shown(handInBlock(context(), exercise({ receipt }), never));

  expect(button('Hand in again')).toBeTruthy();
});
