// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';

vi.mock('../api', () => import('../../testing/api'));

import { context, control, shown } from '../../testing/sample';
import { leave, topbar } from './topbar';

const closed = { menuOpen: false, onMenu: () => undefined };

test('leaving puts a blank page in the place of this one', () => {
  const replace = vi.fn();

  leave({ replace });

  expect(replace).toHaveBeenCalledWith('about:blank');
});

test('the menu button says whether the menu is open', () => {
  const bar = topbar(context(), { ...closed, menuOpen: true });

  expect(control(bar, 'Course menu').getAttribute('aria-expanded')).toBe('true');
});

test('skipping goes to the heading of the page and leaves the address alone', () => {
  const heading = document.createElement('h1');
  const main = document.createElement('main');
  main.className = 'cp-main';
  main.append(heading);
  const bar = shown(topbar(context(), closed));
  document.body.append(main);

  control(bar, 'Skip to the page').click();

  expect(document.activeElement).toBe(heading);
  expect(location.hash).toBe('');
});

test('the course name goes home', () => {
  const ctx = context({ route: { page: 'help' } });

  control(topbar(ctx, closed), 'Working together').click();

  expect(ctx.go).toHaveBeenCalledWith({ page: 'home' });
});
