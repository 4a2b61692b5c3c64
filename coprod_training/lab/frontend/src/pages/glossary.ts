// The words that the course gives a meaning of their own.

import { api } from '../api';
import { el } from '../el';
import { facts, sentence, trouble } from './page';

/** Filled when the list has come. */
export function glossary(): HTMLElement {
  const place = el(
    'div',
    {},
    el('p', { class: 'cp-soft', role: 'status' }, 'Looking up the words…'),
  );
  api.words().then(
    terms =>
      place.replaceChildren(
        facts(...terms.map(({ term, means }): [string, string] => [term, means])),
      ),
    thrown => place.replaceChildren(trouble('This cannot be shown yet.', sentence(thrown))),
  );
  return place;
}
