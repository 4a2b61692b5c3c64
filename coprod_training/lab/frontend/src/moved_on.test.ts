// @vitest-environment jsdom

import { expect, test } from 'vitest';

import { watchForMovingOn } from './moved_on';

test('somebody has moved on when they pressed something and are on a control', () => {
  document.body.innerHTML = '<h1 tabindex="-1">A page</h1><button>Next</button>';
  const [heading, button] = document.querySelectorAll<HTMLElement>('h1, button');
  button.focus();
  const hasMovedOn = watchForMovingOn();

  expect(hasMovedOn()).toBe(false); // where they were when they asked for the page

  document.dispatchEvent(new Event('keydown'));
  expect(hasMovedOn()).toBe(true);

  heading.focus();
  expect(hasMovedOn()).toBe(false); // a press that led nowhere
});
