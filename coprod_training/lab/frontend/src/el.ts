// Makes DOM nodes; the whole of our template language. Words are always text, never HTML.

export type Child = Node | string | null | undefined | false;

interface Attributes {
  [name: string]: string | number | boolean | null | undefined | ((event: Event) => void);
}

/**
 * `el('button', { type: 'button', onclick: go }, 'Continue')`. A function is a listener for the
 * event after "on"; true sets an empty attribute; false, null and undefined set nothing.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.flat().filter((child): child is Node | string => Boolean(child)));
  return node;
}
