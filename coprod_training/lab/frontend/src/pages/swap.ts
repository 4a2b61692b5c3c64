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
  const path = old.contains(document.activeElement) ? pathTo(document.activeElement) : '';
  old.replaceWith(fresh);
  if (path) fresh.querySelector<HTMLElement>(path)?.focus({ preventScroll: true });
  return fresh;
}

/** Finds the same link or button in a fresh copy. */
function pathTo(control: Element | null): string {
  const href = control?.getAttribute('href');
  if (href) return `a[href="${CSS.escape(href)}"]`;
  const look = control?.classList[0];
  return look ? `.${CSS.escape(look)}` : '';
}
