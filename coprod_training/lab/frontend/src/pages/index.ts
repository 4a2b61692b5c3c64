// Which page stands at which address.

import { el } from '../el';
import type { Context } from './context';
import { exercise } from './exercise';
import { feedback } from './feedback';
import { forum } from './forum';
import { help } from './help';
import { history } from './history';
import { home } from './home';
import { myData } from './my_data';
import { notFoundYet } from './not_found_yet';
import { report } from './report';
import { fill } from './swap';

/** The page of ours for where the learner is; lessons are not drawn here. */
export function pageFor(context: Context): HTMLElement {
  const { route } = context;
  switch (route.page) {
    case 'my-data':
      return myData(context);
    case 'help':
      return help(context);
    case 'forum':
      return forum(context);
    case 'history':
      return history(context, route.module);
    case 'report':
      return report(context, route.about, route.section);
    case 'feedback':
      return exerciseOr(context, route.id, feedback);
    case 'exercise':
      return exerciseOr(context, route.id, exercise);
    case 'home':
    case 'certificate':
    case 'module': // one that the course does not have
      return home(context);
  }
}

/**
 * Draw the page that stands in `around` again, unless it says the same. Whoever was in what is gone by
 * then is at its heading.
 */
export function updatePage(context: Context, around: Element): void {
  const place = around.querySelector<HTMLElement>('.cp-page');
  if (!place) return;
  const inside = place.contains(document.activeElement);
  fill(place, pageFor(context));
  if (inside && !place.contains(document.activeElement)) headingOf(place, context.route)?.focus();
}

/** Where the focus goes on a page: to its first heading, or to the one that was asked for. */
export function headingOf(page: HTMLElement, { page: name }: Context['route']): HTMLElement | null {
  return page.querySelector(name === 'certificate' ? '#cp-certificate' : 'h1');
}

/** When the course cannot be reached at all. reason: the server's sentence, or "". */
export function away(reason: string): HTMLElement {
  return el(
    'div', // JupyterLab's role=main stands around it
    {},
    el('h1', { tabindex: -1 }, 'The course cannot be reached at the moment'),
    el(
      'p',
      { role: 'status' },
      reason || 'Your answers are kept. This page will try again by itself.',
    ),
  );
}

function exerciseOr(
  context: Context,
  id: string,
  draw: (context: Context, one: NonNullable<Context['exercises']>[number]) => HTMLElement,
): HTMLElement {
  const one = context.exercises?.find(exercise => exercise.id === id);
  if (one) return draw(context, one);
  const words = context.exercises
    ? el('p', { role: 'status' }, 'There is no exercise at this address.')
    : notFoundYet(context, 'Looking for the exercise…', { role: 'status' });
  return el('div', {}, el('h1', { tabindex: -1 }, 'Exercise'), words);
}
