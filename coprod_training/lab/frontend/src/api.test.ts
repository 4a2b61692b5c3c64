// @vitest-environment jsdom
import { ServerConnection } from '@jupyterlab/services';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { api, Away, NO_SERVER, Refused, UNKNOWN } from './api';

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

const ENDED: [string, Partial<Response>][] = [
  ['leads to another address', { type: 'opaqueredirect', status: 0 }],
  ['says it', { status: 424, json: async () => ({ message: 'Server no longer running' }) }],
];

test.each(ENDED)('where a hub %s, our words tell that a server ended', async (_, reply) => {
  const told = hears();
  answers(reply);

  const problem = await api.there().catch((thrown: unknown) => thrown);

  expect(problem).toBeInstanceOf(Refused);
  expect((problem as Refused).status).toBe(NO_SERVER);
  expect((problem as Refused).message).toContain('Your course is closed at the moment.');
  expect(told).toHaveBeenCalledOnce();
  const [, init] = vi.mocked(ServerConnection.makeRequest).mock.calls[0];
  expect(init.redirect).toBe('manual');
});

test('an answer that a hub refuses on a page of its own makes us look what is wrong', async () => {
  const told = hears();
  answers({ status: 403 });

  const problem = await api.keep('letter', {}).catch((thrown: unknown) => thrown);

  expect(problem).toEqual(new Refused(403, 'The course cannot be reached at the moment.'));
  expect(told).toHaveBeenCalledOnce();
});

/** Every request is refused like this, without words of ours. */
function answers(reply: Partial<Response>): void {
  const page = () => Promise.reject(new SyntaxError('<!DOCTYPE html>'));
  vi.mocked(ServerConnection.makeRequest).mockResolvedValue({
    ok: false,
    type: 'basic',
    json: page,
    ...reply,
  } as Response);
}

/** Hears that nobody was known, or there. */
function hears() {
  const told = vi.fn();
  document.addEventListener(UNKNOWN, told, { once: true });
  return told;
}
