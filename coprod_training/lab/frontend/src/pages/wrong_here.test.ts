// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('../api', () => import('../../testing/api'));

import { pageFor } from '.';
import { api } from '../../testing/api';
import { context, course, exercise, receipt } from '../../testing/sample';

const never = () => new Promise(() => undefined);
const feedback = [{ address: 'coprod/feedback/where/1', words: 'Returned' }];
const at = { page: 'exercise', id: 'where' } as const;
const PAGES = {
  welcome: { course: { ...course, started: false } },
  home: {},
  'my data': { route: { page: 'my-data' } },
  help: { route: { page: 'help' } },
  forum: { route: { page: 'forum' } },
  'not open': { route: at, exercises: [exercise({ state: 'not-open' })] },
  start: { route: at, exercises: [exercise()] },
  receipt: { route: at, exercises: [exercise({ state: 'handed-in', receipt })] },
  marked: { route: at, exercises: [exercise({ state: 'marked', receipt })] },
  returned: { route: at, exercises: [exercise({ state: 'returned', receipt, feedback })] },
  feedback: { route: { ...at, page: 'feedback' }, exercises: [exercise({ feedback })] },
} as const;

beforeEach(() => {
  for (const one of [api.activity, api.myData, api.reports, api.forum]) {
    one.mockReset().mockImplementation(never);
  }
});

test.each(Object.keys(PAGES) as (keyof typeof PAGES)[])('%s says where to tell', name => {
  const page = pageFor(context(PAGES[name] as object));
  const links = [...page.querySelectorAll('a')].filter(
    one => one.textContent === 'Something’s not right here',
  );

  expect(links).toHaveLength(1);
  expect(links[0].getAttribute('href')).toMatch(/^#\/report\/[a-z-]+\/[a-z]*$/);
});
