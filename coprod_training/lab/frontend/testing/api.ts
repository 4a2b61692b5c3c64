// Stands in for src/api.ts in tests: nothing is asked of a server.

import { vi } from 'vitest';

export class Refused extends Error {
  constructor(
    readonly status: number,
    words: string,
  ) {
    super(words);
  }
}

export class Away extends Error {}

export const NO_SERVER = 424;

export const settings = { baseUrl: `${location.origin}/person/one/` };
export const address = (path: string) => `${settings.baseUrl}coprod/${path}`;

export const api = {
  activity: vi.fn(),
  variant: vi.fn(),
  keep: vi.fn(),
  exercises: vi.fn(),
  start: vi.fn(),
  handIn: vi.fn(),
  myData: vi.fn(),
  deleteMyData: vi.fn(),
  reports: vi.fn(),
  report: vi.fn(),
  words: vi.fn(),
  forum: vi.fn(),
  joinForum: vi.fn(),
  leaveForum: vi.fn(),
  history: vi.fn(),
};
