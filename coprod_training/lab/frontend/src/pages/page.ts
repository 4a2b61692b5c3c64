// What our own pages share: the banner, one h1 that takes the focus, and sections below it.

import { el, type Child } from '../el';
import { icon } from '../icons';
import { banner } from './banner';
import type { Context } from './context';

interface Head {
  title: string;
  /** A line above the title: what kind of page this is. */
  cap?: string;
  /** The first words, a little larger. */
  lead?: Child | Child[];
}

/** A whole page for the middle of the screen. */
export function page(ctx: Context, head: Head, ...children: (Child | Child[])[]): HTMLElement {
  return el('div', { class: 'cp-sheet' }, banner(ctx), heading(head), ...children);
}

function heading({ title, cap, lead }: Head): HTMLElement {
  return el(
    'header',
    { class: 'cp-head' },
    cap && el('p', { class: 'cp-head__cap' }, cap),
    el('h1', { tabindex: '-1' }, title),
    lead && el('p', { class: 'cp-head__lead' }, ...[lead].flat()),
  );
}

/** A part of a page, named by its heading. id: unique on the page. */
export function section(id: string, title: string, ...children: (Child | Child[])[]): HTMLElement {
  return el(
    'section',
    { class: 'cp-section', 'aria-labelledby': `cp-${id}` },
    el('h2', { id: `cp-${id}` }, title),
    ...children,
  );
}

/** Words to read, no wider than is easy on the eyes. */
export function read(...words: Child[]): HTMLElement {
  return el('p', { class: 'cp-read' }, ...words);
}

/** Facts with their names, in two columns. */
export function facts(...pairs: [string, Child][]): HTMLElement {
  const rows = pairs.filter(([, fact]) => fact);
  return el(
    'dl',
    { class: 'cp-dl' },
    rows.map(([name, fact]) => el('div', {}, el('dt', {}, name), el('dd', {}, fact))),
  );
}

/** Something that did not work: what it was, what is safe, what to do. */
export function trouble(title: string, words: string): HTMLElement {
  return el(
    'div',
    { class: 'cp-banner cp-banner--bad', role: 'alert' },
    icon('warn'),
    el('p', {}, el('b', {}, title), ' ', words),
  );
}

/** Say beside a field what is wrong with it; '' when nothing is any more. */
export function sayWrong(field: HTMLElement, line: HTMLElement, words: string): void {
  line.textContent = words;
  if (words) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
}

/** A sentence for the learner from whatever was thrown. */
export function sentence(thrown: unknown): string {
  return thrown instanceof Error && thrown.message
    ? thrown.message
    : 'This could not be done. Try again in a moment.';
}

/** Words that open something below them; it is made only then. */
export function opened(words: string, make: () => HTMLElement): HTMLElement {
  const place = el('div', {});
  const box = el('details', { class: 'cp-more cp-more--wide' }, el('summary', {}, words), place);
  box.addEventListener('toggle', () => {
    if (box.open && !place.hasChildNodes()) place.append(make());
  });
  return box;
}
