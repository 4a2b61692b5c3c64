import { expect, test } from 'vitest';

import { callIn } from './calls';

test('a part that shows something says what, which, and at which level', () => {
  expect(callIn('activity("ladder-sort")')).toEqual({
    what: 'activity',
    name: 'ladder-sort',
    level: 3,
  });
  expect(callIn('slot("m1-s1", level=2)\n')).toEqual({ what: 'slot', name: 'm1-s1', level: 2 });
  expect(callIn('variant("the-letter")')?.what).toBe('variant');
});

test('nothing else is taken for one', () => {
  for (const source of [
    'from coprod_training import activity, slot, variant',
    'activity("a"); open("x", "w")',
    '# activity("a")',
    'activity(name)',
    '',
  ]) {
    expect(callIn(source)).toBeNull();
  }
});
