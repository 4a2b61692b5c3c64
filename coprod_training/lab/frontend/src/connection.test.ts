// @vitest-environment jsdom

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Connection } from './connection';

const notice = () => document.querySelector<HTMLElement>('.cp-connection');
let away: boolean;
let asked: number;

beforeEach(() => {
  vi.useFakeTimers();
  [away, asked] = [false, 0];
});

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

function connection(): Connection {
  return new Connection(async () => {
    asked += 1;
    if (away) throw new Error('no answer');
  });
}

test('a false alarm says nothing', async () => {
  await connection().look();

  expect(notice()?.hidden).toBe(true);
});

test('it is said once that the server is away, and that it is back', async () => {
  const one = connection();
  away = true;
  void one.look();
  void one.look();
  await vi.advanceTimersByTimeAsync(7000);
  expect(notice()?.textContent).toContain('You are not connected.');
  expect(asked).toBe(3);

  away = false;
  await vi.advanceTimersByTimeAsync(3000);
  expect(notice()?.textContent).toBe('You are connected again.');

  await vi.advanceTimersByTimeAsync(9000);
  expect(notice()?.hidden).toBe(true);
});

test('it looks when the browser says that it is offline', async () => {
  connection();
  away = true;
  window.dispatchEvent(new Event('offline'));
  await vi.advanceTimersByTimeAsync(10);

  expect(notice()?.hidden).toBe(false);
});
