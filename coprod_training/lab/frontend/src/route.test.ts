import { expect, test } from 'vitest';

import { OURS } from './pages/place_names';
import { hashOf, LOOKING, looksOn, moduleAt, routeOf, type Route } from './route';

const routes: Record<Route['page'], Route[]> = {
  home: [{ page: 'home' }],
  certificate: [{ page: 'certificate' }],
  module: [
    { page: 'module', id: 'what-co-production-is', section: undefined, activity: undefined },
    { page: 'module', id: 'what-co-production-is', section: 'six-steps', activity: undefined },
    { page: 'module', id: 'a', section: undefined, activity: 'ladder-sort' },
  ],
  exercise: [
    { page: 'exercise', id: 'where-is-it-really', section: 'change', activity: undefined },
  ],
  feedback: [{ page: 'feedback', id: 'where-is-it-really' }],
  'my-data': [{ page: 'my-data' }],
  help: [{ page: 'help' }],
  forum: [{ page: 'forum' }],
  history: [
    { page: 'history', module: undefined },
    { page: 'history', module: 'what-co-production-is' },
  ],
  report: [{ page: 'report', about: 'what-co-production-is', section: 'six-steps' }],
};

test('each page with a name is tried here', () => {
  expect(Object.keys(routes)).toEqual(expect.arrayContaining(Object.keys(OURS)));
});

test.each(Object.values(routes).flat())(
  'an address leads back to the place it was made from: %o',
  route => {
    expect(routeOf(hashOf(route))).toEqual(route);
  },
);

test.each(['', '#Some-heading', '#/nowhere', '#/module', '#/%E0%A4%A', '#/module/?at='])(
  'an address that is none of ours leads home: %s',
  hash => {
    expect(routeOf(hash)).toEqual({ page: 'home' });
  },
);

test.each([
  ['http://x/files/modules/09-b.ipynb?_xsrf=1#If-you', 'b'],
  ['http://x/user/ann/files/course%20x/modules/01-a.ipynb#A', 'a'],
  ['http://x/lab#If-you', undefined],
  ['https://example.org/09-b.ipynb#If-you', undefined],
])('a link to the notebook of a module leads to the module: %s', (href, id) => {
  const modules = [
    { id: 'a', path: 'course x/modules/01-a.ipynb' },
    { id: 'b', path: 'modules/09-b.ipynb' },
  ];

  expect(moduleAt(href, modules)).toBe(id);
});

test.each([
  ['?learner-view&reset', true],
  [`?token=a&${LOOKING}`, true],
  ['?at=learner-view', false],
  ['', false],
])('whether somebody looks on is in the address: %s', (search, looking) => {
  expect(looksOn(search)).toBe(looking);
});
