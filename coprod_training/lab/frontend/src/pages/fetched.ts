// A part of a page that has to be asked for: what stands there until it has come, or if it has not.

import { el } from '../el';
import { drawAnew } from '../focus';
import { sentence, trouble } from './page';

/**
 * The place of what `ask` gets and `draw` draws. looking: the words until it has come. When it did
 * not come, the place says why, and has a button to ask again.
 */
export function fetched<T>(
  looking: string,
  ask: () => Promise<T>,
  draw: (found: T) => HTMLElement[],
): HTMLElement {
  const place = el('div', {}, el('p', { class: 'cp-soft', role: 'status' }, looking));
  let asking = false;

  async function fill(): Promise<void> {
    if (asking) return; // a second answer would be drawn over what somebody has begun to write
    asking = true;
    try {
      const found = await ask();
      drawAnew(place, () => place.replaceChildren(...draw(found)));
    } catch (thrown) {
      const again = { type: 'button', class: 'cp-btn cp-btn--2', onclick: () => void fill() };
      drawAnew(place, () =>
        place.replaceChildren(
          trouble('This cannot be shown yet.', sentence(thrown)),
          el('p', { class: 'cp-actions' }, el('button', again, 'Try again')),
        ),
      );
    }
    asking = false;
  }

  void fill();
  return place;
}
