// The words that the course gives a meaning of their own.

import { api } from '../api';
import { fetched } from './fetched';
import { facts } from './page';

/** Filled when the list has come. */
export function glossary(): HTMLElement {
  return fetched('Looking up the words…', api.words, terms => [
    facts(...terms.map(({ term, means }): [string, string] => [term, means])),
  ]);
}
