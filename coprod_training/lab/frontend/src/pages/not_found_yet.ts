// What stands in the place of exercises that have not come: that they are looked for, or why they
// cannot be shown, with a button to look again.

import { el } from '../el';
import type { Context } from './context';
import { press } from './press';

/** looking: the words until the server has said something. how: attributes of the words. */
export function notFoundYet(
  ctx: Context,
  looking: string,
  how: { class?: string; role?: string },
): HTMLElement {
  if (!ctx.refused) return el('p', how, looking);
  const { button, said } = press({
    words: 'Try again',
    busy: looking,
    failed: 'This did not work.',
    givesWay: true,
    look: 'cp-again cp-btn cp-btn--2 cp-btn--s', // a name of its own: the focus stays in it
    work: async () => {
      await ctx.lookAgain();
      // The button goes with what it brought: whoever pressed it is at the top of the page then.
      if (!document.activeElement?.closest('.cp'))
        document.querySelector<HTMLElement>('.cp-main h1')?.focus();
      return 'Not there yet. This page tries again by itself.';
    },
  });
  return el('div', {}, el('p', how, ctx.refused), el('p', { class: 'cp-actions' }, button), said);
}
