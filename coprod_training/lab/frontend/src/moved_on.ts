// Whether a person has gone somewhere themselves while a page was still on its way.

import { CONTROL } from './controls';

let presses = 0;
for (const type of ['keydown', 'pointerdown']) {
  document.addEventListener(type, () => (presses += 1), true);
}

/**
 * From now on: has somebody pressed something, and are they on a control? A page that comes late
 * must not take them away from there.
 */
export function watchForMovingOn(): () => boolean {
  const before = presses;
  return () => presses !== before && document.activeElement?.matches(CONTROL) === true;
}
