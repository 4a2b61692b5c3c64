// @vitest-environment jsdom
import { ServerConnection } from '@jupyterlab/services';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { api, Away } from './api';

let asked: RequestInit | undefined;

/** The network has lost what was sent: nothing comes back until the one who asked gives up. */
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(wait => {
    const clock = new AbortController();
    setTimeout(() => clock.abort(), wait);
    return clock.signal;
  });
  vi.spyOn(ServerConnection, 'makeRequest').mockImplementation((_, init) => {
    asked = init;
    return new Promise((_, fail) =>
      init.signal?.addEventListener('abort', () => fail(new Error())),
    );
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test.each([
  ['a look whether it is there', () => api.there(), 10],
  ['a question of a lesson', () => api.activity('letter'), 30],
  ['a note', () => api.report('home', '', 'A word is wrong.', '0a1b2c3d4e5f'), 30],
  ['the list of exercises', () => api.exercises(), 100],
  ['a start', () => api.start('where'), 100],
  ['a hand-in', () => api.handIn('where'), 100],
])('%s that a network has lost is given up', async (_, ask, seconds) => {
  const gaveUp = vi.fn();
  ask().catch(gaveUp);

  await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
  expect(gaveUp).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);

  expect(gaveUp.mock.calls).toEqual([[expect.any(Away)]]);
});

test('deleting everything is waited for to its end', () => {
  void api.deleteMyData();

  expect(asked?.signal).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
});
