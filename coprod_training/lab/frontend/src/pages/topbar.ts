// The bar at the top of every page.

import { el } from '../el';
import { icon } from '../icons';
import type { Context } from './context';
import { link } from './link';

interface Menu {
  menuOpen: boolean;
  onMenu(): void;
}

/** The bar: the course, its menu when the window is narrow, help, and the way out. */
export function topbar(ctx: Context, { menuOpen, onMenu }: Menu): HTMLElement {
  const { page } = ctx.route;
  const menu = {
    type: 'button',
    class: 'cp-top__menu',
    'aria-expanded': String(menuOpen),
    'aria-controls': 'cp-panel',
    onclick: onMenu,
  };
  return el(
    'header',
    { class: 'cp cp-top' },
    el('a', { class: 'cp-skip', href: '#', onclick: skip }, 'Skip to the page'),
    link(ctx, { page: 'home' }, [icon('home'), el('span', {}, ctx.course.title)], {
      class: 'cp-top__name',
    }),
    el('button', menu, icon('menu'), 'Course menu'),
    el(
      'nav',
      { class: 'cp-top__nav', 'aria-label': 'Help and your data' },
      link(ctx, { page: 'help' }, 'Help', { current: page === 'help' }),
      link(ctx, { page: 'my-data' }, 'My data', { current: page === 'my-data' }),
    ),
    el(
      'button',
      { type: 'button', class: 'cp-leave', onclick: () => leave(window.location) },
      'Leave this page',
    ),
  );
}

/** Put a blank page in the place of this one. Nothing is sent; what waits stays in the browser. */
export function leave(place: Pick<Location, 'replace'>): void {
  place.replace('about:blank');
}

function skip(event: Event): void {
  event.preventDefault(); // the address says where in the course we are: it must not change
  const visible = [...document.querySelectorAll<HTMLElement>('.cp-main h1, .cp-main h2')];
  const heading = visible.find(one => one.checkVisibility?.() ?? true);
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}
