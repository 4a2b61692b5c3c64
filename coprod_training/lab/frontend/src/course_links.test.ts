// @vitest-environment jsdom
import { expect, test } from 'vitest';

import { routeOfLink, useCourseAddresses } from './course_links';
import { settled } from '../testing/sample';

const modules = [{ id: 'make-it-stick', path: 'modules/09-make-it-stick.ipynb' }];
const FILE = '/files/modules/09-make-it-stick.ipynb?_xsrf=2%7C1a#If-you-commission';

function lesson(): { place: HTMLElement; link: HTMLAnchorElement } {
  const place = document.createElement('div');
  const link = document.createElement('a');
  place.append(link);
  document.body.append(place);
  return { place, link };
}

test('a link to another lesson has the address of the course, and no token of the session', async () => {
  const { place, link } = lesson();
  useCourseAddresses(place, modules);

  link.dataset.commandlinkerCommand = 'rendermime:handle-local-link';
  link.href = FILE; // as JupyterLab does, once it has asked for the address
  await settled();

  expect(link.getAttribute('href')).toBe('#/module/make-it-stick/If-you-commission');
  expect(link.dataset.commandlinkerCommand).toBeUndefined();
});

test('a link that was drawn before has it at once, with or without a heading', () => {
  const { place, link } = lesson();
  link.href = FILE.split('#')[0];

  useCourseAddresses(place, modules);

  expect(link.getAttribute('href')).toBe('#/module/make-it-stick');
});

test.each(['https://example.org/modules/09-make-it-stick.ipynb', '/files/other.ipynb', '#Here'])(
  'a link that leads elsewhere stays as it is: %s',
  href => {
    const { place, link } = lesson();
    link.setAttribute('href', href);

    useCourseAddresses(place, modules);

    expect(link.getAttribute('href')).toBe(href);
  },
);

const here = { page: 'module', id: 'one' } as const;
const holding = (name: string) => (name === 'A heading' ? 'part' : undefined);

test.each([
  ['#A%20heading', { page: 'module', id: 'one', section: 'part' }],
  ['#Elsewhere', null],
  ['#/module/make-it-stick/If-you', { page: 'module', id: 'make-it-stick', section: 'If-you' }],
])('a link in the words of a lesson leads to a place of the course: %s', (href, route) => {
  const { place, link } = lesson();
  place.className = 'jp-RenderedMarkdown';
  link.setAttribute('href', href);

  const found = routeOfLink(link, here, holding);

  expect(found && { ...found, activity: undefined }).toEqual(route && { ...route });
});

test('a link that the course draws itself is left to the course', () => {
  const { link } = lesson();
  link.setAttribute('href', '#/module/make-it-stick');

  expect(routeOfLink(link, here, holding)).toBeNull();
});
