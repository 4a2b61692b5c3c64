// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';

vi.mock('../api', () => import('../../testing/api'));

import { context, control } from '../../testing/sample';
import type { Section } from '../sections';
import { foot } from './around';

const sections: Section[] = [
  { id: 'first', title: 'First', parts: [0] },
  { id: 'second', title: 'Second', parts: [1] },
];
const footOf = (id: string, at: number) =>
  foot(context({ route: { page: 'module', id } }), sections[at], sections);
const hrefs = (id: string, at: number) =>
  [...footOf(id, at).querySelectorAll('.cp-pager a')].map(one => one.getAttribute('href'));

test('the first page of a module leads back to the module before', () => {
  const back = control(footOf('fair-terms', 0), 'Back: First steps');

  expect(back.getAttribute('href')).toBe('#/module/first-steps');
});

test('before the first module there is nothing to go back to', () => {
  expect(hrefs('first-steps', 0)).toEqual(['#/module/first-steps/second']);
});

test('inside a module both ways lead to its own pages', () => {
  expect(hrefs('fair-terms', 1)).toEqual(['#/module/fair-terms/first', '#/']);
});

test('each page of a lesson has a way to say what is wrong with it', () => {
  const wrong = control(footOf('fair-terms', 1), 'Something’s not right here');

  expect(wrong.getAttribute('href')).toBe('#/report/fair-terms/second');
});
