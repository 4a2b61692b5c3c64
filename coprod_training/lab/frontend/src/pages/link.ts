// Links inside the course. Each has an address, so that it can be copied, and opened in a new tab.

import { settings } from '../api';
import { el, type Child } from '../el';
import type { Course, Exercise } from '../replies';
import { hashOf, type Route } from '../route';
import type { Context } from './context';

interface Looks {
  class?: string;
  /** The link leads to the page that is open. */
  current?: boolean;
}

/** A link to a page of the course. */
export function link(
  ctx: Context,
  route: Route,
  words: Child | Child[],
  { class: look, current }: Looks = {},
): HTMLAnchorElement {
  const onclick = (event: Event) => {
    const { ctrlKey, metaKey, shiftKey, button } = event as MouseEvent;
    if (ctrlKey || metaKey || shiftKey || button > 0) return; // the browser opens a new tab
    event.preventDefault();
    ctx.go(route);
  };
  const href = hashOf(route);
  const attributes = { href, class: look, 'aria-current': current && 'page', onclick };
  return el('a', attributes, ...[words].flat());
}

/** Where Continue leads: the exact unfinished activity, or nowhere when all is done. */
export function nextRoute({ next, modules }: Course): Route | null {
  const found = next && modules.find(module => module.path === next.path);
  return found ? { page: 'module', id: found.id, activity: next.activity } : null;
}

/** Feedback that has come back is what a learner wants to see first. */
export function exerciseRoute({ id, state, feedback }: Exercise): Route {
  const page = state === 'returned' && feedback.length > 0 ? 'feedback' : 'exercise';
  return { page, id };
}

/** Open an exercise that was handed in once more, to change it. */
export function handInAgain(ctx: Context, { id }: Exercise): HTMLAnchorElement {
  const route = { page: 'exercise', id, section: 'change' } as const;
  return link(ctx, route, 'Change it and hand in again', { class: 'cp-btn cp-btn--2' });
}

/** The way back to the first page. */
export function goHome(ctx: Context): HTMLAnchorElement {
  return link(ctx, { page: 'home' }, 'Go to course home', { class: 'cp-btn' });
}

/**
 * The way to say what is wrong, from every page. about: a module, an exercise or a page of ours.
 * section: "" when it is the whole page.
 */
export function wrongHere(
  ctx: Context,
  about: string,
  section = '',
  look?: string,
): HTMLAnchorElement {
  const route = { page: 'report', about, section } as const;
  return link(ctx, route, 'Something’s not right here', { class: look });
}

/** The same as the last line of a page. */
export function wrongHereFoot(ctx: Context, about: string, section = ''): HTMLElement {
  return el('p', { class: 'cp-foot' }, wrongHere(ctx, about, section));
}

/** The full address of something that this server gave as a path from its base URL. */
export function onServer(path: string): string {
  return new URL(path, new URL(settings.baseUrl, window.location.href)).href;
}
