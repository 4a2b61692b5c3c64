// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';

vi.mock('../api', () => import('../../testing/api'));

import { api } from '../../testing/api';
import { context, shown } from '../../testing/sample';
import { help } from './help';

/** What the page says to do when something is odd. */
const said = (what: string): string => {
  api.reports.mockResolvedValueOnce([]);
  const page = shown(help(context()));
  const name = [...page.querySelectorAll('dt')].find(one => one.textContent === what);
  return name?.nextElementSibling?.textContent ?? '';
};

test('only what comes after a note can be left out at no cost', () => {
  const words = said('A section is hard to read');

  expect(words).toContain('If the note “Before you read on” comes before it, you can leave');
  expect(words).toContain('You can stop at any other section too, and come back to it');
});

test('it says what is left out of any other section: questions that a module may need', () => {
  const words = said('A section is hard to read');

  expect(words).toContain('If you leave that out, its questions are not done');
  expect(words).toContain('the course needs every module complete.');
});
