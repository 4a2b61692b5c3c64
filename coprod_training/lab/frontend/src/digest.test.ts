import { expect, test } from 'vitest';

import { digestOf } from './digest';

// The same pairs and the same digest stand in tests/content/test_digest.py.
test('a page and Python work out the same digest', () => {
  const parts = [
    ['markdown', '# Café – “so”\n\n$x < y$'],
    ['code', 'activity("ladder-sort")'],
  ] as const;

  expect(digestOf(parts)).toBe('174c6d2b79dc08ee85be69fe524fd180468cb58432bdf473ed8d8766234e8166');
});

test('one changed letter changes the digest', () => {
  expect(digestOf([['code', 'a']])).not.toBe(digestOf([['code', 'b']]));
});
