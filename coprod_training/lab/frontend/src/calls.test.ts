import { expect, test } from 'vitest';

import CASES from '../testing/calls.json'; // tests/content/test_calls.py holds Python to the same
import { callIn } from './calls';

test.each(CASES.shown)('%s is shown', (source, what, name, level) => {
  expect(callIn(source as string)).toEqual({ what, name, level });
});

test.each(CASES.not)('%j shows nothing', source => {
  expect(callIn(source)).toBeNull();
});
