// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('./api', () => import('../testing/api'));

import { api, Away, Refused } from '../testing/api';
import { exercise } from '../testing/sample';
import { ExerciseList } from './exercise_list';

const BROKEN = 'Exercises cannot be reached at the moment.';
const changed = vi.fn(async () => undefined);
const failed = vi.fn();
let list: ExerciseList;

beforeEach(() => {
  vi.useFakeTimers();
  [changed, failed, api.exercises].forEach(one => one.mockReset());
  list = new ExerciseList(changed, failed);
});

afterEach(() => void vi.useRealTimers());

test('a refusal is shown in the words of the server, and it is asked again by itself', async () => {
  api.exercises
    .mockRejectedValueOnce(new Refused(409, BROKEN))
    .mockRejectedValueOnce(new Refused(409, BROKEN))
    .mockResolvedValueOnce([exercise()]);

  await list.ask();
  expect([list.all, list.refused]).toEqual([null, BROKEN]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(changed).toHaveBeenCalledTimes(1); // the same again is nothing to draw
  await vi.advanceTimersByTimeAsync(10_000);

  expect(list.all).toHaveLength(1);
  expect(list.refused).toBe('');
  expect([changed, failed].map(one => one.mock.calls.length)).toEqual([2, 2]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(api.exercises).toHaveBeenCalledTimes(3);
});

test('where no answer came nothing else is shown, and it is asked again', async () => {
  api.exercises.mockRejectedValueOnce(new Away('No.')).mockResolvedValueOnce([]);

  await list.ask();
  expect([list.refused, changed.mock.calls.length, failed.mock.calls.length]).toEqual(['', 0, 1]);
  await vi.advanceTimersByTimeAsync(10_000);

  expect(list.all).toEqual([]);
});

test('a list that has come stays when the next one is refused', async () => {
  api.exercises
    .mockResolvedValueOnce([exercise()])
    .mockRejectedValueOnce(new Refused(504, 'This is taking longer than usual.'));

  await list.ask();
  await list.ask();

  expect(list.all).toHaveLength(1);
  expect(changed).toHaveBeenCalledTimes(1);
});

test('who asks for themselves does not make it asked twice', async () => {
  api.exercises.mockRejectedValueOnce(new Refused(409, BROKEN)).mockResolvedValue([]);

  await list.ask();
  await list.ask();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(api.exercises).toHaveBeenCalledTimes(2);
});
