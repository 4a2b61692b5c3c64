import { expect, test } from 'vitest';

import { course, exercise } from '../testing/sample';
import { titleOf } from './title';

test('a lesson names the tab, whatever section is open', () => {
  const title = titleOf({ page: 'module', id: 'fair-terms' }, course, null, 'A section');

  expect(title).toBe(`Fair terms – ${course.title}`);
});

test('an exercise names it too, and so does its heading while the list is on its way', () => {
  const at = { page: 'exercise', id: 'where' } as const;

  expect(titleOf(at, course, [exercise()], '')).toBe(`Where is it really? – ${course.title}`);
  expect(titleOf(at, course, null, 'One moment')).toBe(`One moment – ${course.title}`);
});

test('the home page is called what the course is called', () => {
  expect(titleOf({ page: 'home' }, course, [], course.title)).toBe(course.title);
  expect(titleOf({ page: 'my-data' }, course, [], 'My data')).toBe(`My data – ${course.title}`);
});
