// Draws a part of a page again without taking the focus away from whoever is in it.

const drawn = new WeakMap<Element, Node>();
const leftOut = new WeakSet<Node>();

/** Whether a node is of something that was drawn and never put anywhere: the same stood there. */
export function wasLeftOut(node: Node): boolean {
  return leftOut.has(node.getRootNode());
}

/**
 * Put `fresh` into `place`, unless it is what was drawn there last: then what has been said or opened
 * there since stays. So does a place where a button is at work, until it has said what came of it.
 */
export function fill(place: HTMLElement, fresh: HTMLElement): void {
  if (drawn.get(place)?.isEqualNode(fresh) || isAtWork(place)) return void leftOut.add(fresh);
  drawn.set(place, fresh.cloneNode(true));
  const old = place.firstElementChild;
  if (old) swap(old, fresh);
  else place.append(fresh);
}

function isAtWork(place: Element): boolean {
  return place.querySelector('[data-busy]') !== null;
}

/**
 * Put `fresh` in the place of `old`, unless both say the same or a button of `old` is at work. Gives
 * back what now stands there.
 */
export function swap<T extends Element>(old: T, fresh: T): T {
  if (old.isEqualNode(fresh) || isAtWork(old)) {
    leftOut.add(fresh);
    return old;
  }
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (focused) sameIn(fresh, focused)?.focus({ preventScroll: true });
  return fresh;
}

/** The same link or button in a fresh copy: of those that look like it, the one that says the same. */
function sameIn(fresh: Element, control: Element): HTMLElement | null | undefined {
  const href = control.getAttribute('href');
  if (href) return fresh.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`);
  const look = control.classList[0];
  const alike = look ? [...fresh.querySelectorAll<HTMLElement>(`.${CSS.escape(look)}`)] : [];
  return alike.find(one => one.textContent === control.textContent) ?? alike[0];
}
