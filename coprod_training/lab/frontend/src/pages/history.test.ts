// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('../api', () => import('../../testing/api'));

import { api, Away } from '../../testing/api';
import { context, control, course, settled, shown } from '../../testing/sample';
import type { CourseHistory } from '../replies';
import { history } from './history';

const [first] = course.modules;
const EMPTY: CourseHistory = {
  places: 3,
  waiting: 3,
  modules: [
    {
      id: first.id,
      title: first.title,
      numbers: ['Nobody has reviewed this module yet.'],
      said: [],
      impact: [],
      dissents: [],
    },
  ],
  credits: [],
  shares: [],
  asked: [],
  gripp2: [{ name: 'Aim', said: [], blank: 'What it was for.', from: 'the course' }],
};

async function open(found: Partial<CourseHistory> = {}, module?: string): Promise<HTMLElement> {
  api.history.mockResolvedValue({ ...EMPTY, ...found });
  const page = shown(history(context(), module));
  await settled();
  return page;
}

beforeEach(() => {
  api.history.mockReset();
});

test('where nobody took part yet, the page says so and leads to each module', async () => {
  const page = await open();

  expect(page.textContent).toContain('All of them are waiting for somebody.');
  expect(page.textContent).toContain('Nobody is credited here yet.');
  expect(control(page, first.title).getAttribute('href')).toBe(`#/history/${first.id}`);
});

test('credits stand as they came, and are words', async () => {
  const page = await open({ credits: ['<b>test record</b> (Validation)'], waiting: 2 });

  expect(page.textContent).toContain('<b>test record</b> (Validation)');
  expect(page.textContent).toContain('2 of them are waiting for somebody.');
});

test('what contributors say of working with us is there once it may be shown', async () => {
  expect((await open()).textContent).not.toContain('What contributors say');

  const page = await open({ asked: ['test record: a question. About 20 answers.'] });

  expect(page.textContent).toContain('What contributors say of working with us');
  expect(page.textContent).toContain('test record: a question. About 20 answers.');
});

test('a module shows what was said and what was done', async () => {
  const [nothing] = EMPTY.modules;
  const said = [{ you: 'test record: too long', we: 'Changed.' }];
  const page = await open({ modules: [{ ...nothing, said }] }, first.id);

  expect(page.querySelector('h1')?.textContent).toBe(`You said, we did: ${first.title}`);
  expect(page.textContent).toContain('You said: test record: too long');
  expect(page.textContent).toContain('Our answer: Changed.');
});

test('somebody who was asked to review a module finds the page for it', async () => {
  const page = await open({}, first.id);

  const way = control(page, 'Open the page with space for your comments, in a new tab');
  expect(way.getAttribute('href')).toContain(`coprod/contribute/${first.id}`);
});

test('the form for researchers names what is still blank', async () => {
  const page = await open();
  const box = page.querySelector('.cp-more--wide') as HTMLDetailsElement;

  box.open = true;
  box.dispatchEvent(new Event('toggle'));

  expect(box.textContent).toContain('Still blank: What it was for.');
});

test('when it cannot be had, the page says so', async () => {
  api.history.mockRejectedValue(new Away('The course cannot be reached at the moment.'));
  const page = shown(history(context()));
  await settled();

  expect(page.querySelector('[role=alert]')?.textContent).toContain('cannot be shown yet');
});
