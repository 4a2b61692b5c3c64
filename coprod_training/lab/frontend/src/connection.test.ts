// @vitest-environment jsdom

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { NO_SERVER, Refused, UNKNOWN } from './api';
import { Connection } from './connection';

const notice = () => document.querySelector<HTMLElement>('.cp-connection');
const stays = () => notice()?.classList.contains('cp-connection--stays');
const quiet = () => notice()?.classList.contains('cp-connection--quiet');
let away: boolean;
let refused: number; // the status; 0: none
let asked: number;

beforeEach(() => {
  vi.useFakeTimers();
  [away, refused, asked] = [false, 0, 0];
});

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

function connection(): Connection {
  return new Connection(async () => {
    asked += 1;
    if (away) throw new Error('no answer');
    if (refused) throw new Refused(refused, 'Not now.');
  });
}

test('a false alarm says nothing', async () => {
  await connection().look();

  expect(quiet()).toBe(true);
});

test('the place where it is said is there before anything is said', () => {
  connection();

  expect(document.querySelector('.cp-connection [role="status"]')).not.toBeNull();
  expect(document.querySelector('.cp-connection [hidden] [role="status"]')).toBeNull();
  expect(quiet()).toBe(true);
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
  expect(notice()?.textContent).toContain('You are connected again.');

  await vi.advanceTimersByTimeAsync(9000);
  expect(quiet()).toBe(true);
});

test('it looks when the browser says that it is offline', async () => {
  connection();
  away = true;
  window.dispatchEvent(new Event('offline'));
  await vi.advanceTimersByTimeAsync(10);

  expect(quiet()).toBe(false);
});

test('who is signed out is led to sign in and back to the page where they are by then', async () => {
  connection();
  refused = 403;
  location.hash = '#/help';
  document.dispatchEvent(new Event(UNKNOWN));
  await vi.advanceTimersByTimeAsync(10);
  const link = notice()?.querySelector('a');
  expect(notice()?.textContent).toContain('You are signed out.');
  expect(link?.href).toContain(`coprod/sign-in?at=${encodeURIComponent('#/help')}`);

  location.hash = '#/module/one?at=two';
  window.dispatchEvent(new Event('hashchange'));
  expect(link?.href).toContain(`sign-in?at=${encodeURIComponent('#/module/one?at=two')}`);

  refused = 0;
  await vi.advanceTimersByTimeAsync(3000);
  expect(link?.hidden).toBe(true);
  expect(notice()?.textContent).toContain('You are connected again.');
});

test('who is signed out at a form signs in beside it, so that what is in it stays', async () => {
  connection();
  refused = 403;
  location.hash = '#/report/help/top';
  document.dispatchEvent(new Event(UNKNOWN));
  await vi.advanceTimersByTimeAsync(10);
  const link = notice()?.querySelector('a');

  expect(notice()?.textContent).toContain('What you wrote is only on this page');
  expect(notice()?.textContent).not.toContain('wait in this browser');
  expect(link?.target).toBe('_blank');
  expect(link?.textContent).toContain('(opens in a new tab)');
  expect(link?.href).toContain(`sign-in?at=${encodeURIComponent('#/')}`);

  location.hash = '#/help';
  window.dispatchEvent(new Event('hashchange'));
  expect(link?.target).toBe('');
  expect(link?.textContent).not.toContain('new tab');
  expect(notice()?.textContent).toContain('Your answers wait in this browser');
});

test('while connected, that a page cannot be opened is said for a while', async () => {
  connection().notOpened();
  await vi.advanceTimersByTimeAsync(7000);
  expect(notice()?.textContent).toContain('this one stays open');

  await vi.advanceTimersByTimeAsync(2000);
  expect(quiet()).toBe(true);
});

test('without a connection it is said first, and then what goes on', async () => {
  away = true;
  connection().notOpened();
  await vi.advanceTimersByTimeAsync(7000);
  expect(notice()?.textContent).toContain('this one stays open');
  expect(stays()).toBe(true);

  await vi.advanceTimersByTimeAsync(4000);
  expect(notice()?.textContent).toContain('You are not connected.');
  expect(stays()).toBe(false);
});

test('a course that was closed is opened again by the link, at the page where one is', async () => {
  connection();
  away = true;
  window.dispatchEvent(new Event('offline'));
  await vi.advanceTimersByTimeAsync(10);
  expect(notice()?.textContent).toContain('You are not connected.');

  [away, refused] = [false, NO_SERVER];
  location.hash = '#/module/one?at=two';
  await vi.advanceTimersByTimeAsync(3000);

  const link = notice()?.querySelector('a');
  expect(notice()?.textContent).toContain('Your course is closed at the moment.');
  expect(notice()?.textContent).not.toContain('connected');
  expect(link?.hidden).toBe(false);
  expect(link?.textContent).toContain('Open the course again');
  expect(link?.href).toContain(`sign-in?at=${encodeURIComponent('#/module/one?at=two')}`);
  expect(notice()?.classList.contains('cp-connection--out')).toBe(true);

  refused = 0;
  await vi.advanceTimersByTimeAsync(3000);
  expect(link?.hidden).toBe(true);
  expect(notice()?.textContent).toContain('You are connected again.');
});

test('a course that was closed at a form is opened beside it, so that what is in it stays', async () => {
  connection();
  refused = NO_SERVER;
  location.hash = '#/forum';
  document.dispatchEvent(new Event(UNKNOWN));
  await vi.advanceTimersByTimeAsync(10);

  const link = notice()?.querySelector('a');
  expect(notice()?.textContent).toContain('Your course is closed at the moment.');
  expect(notice()?.textContent).toContain('What you wrote is only on this page');
  expect(link?.target).toBe('_blank');
  expect(link?.textContent).toContain('(opens in a new tab)');
  location.hash = '';
});

test('what stands before a server, and is in trouble, is no connection', async () => {
  const one = connection();
  refused = 503; // as a hub's proxy says until the hub has seen that a server ended
  void one.look();
  await vi.advanceTimersByTimeAsync(10);

  expect(notice()?.textContent).toContain('You are not connected.');
  expect(notice()?.querySelector('a')?.hidden).toBe(true);
});
