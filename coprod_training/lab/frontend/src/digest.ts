// The digest that tells whether a page says what the course shipped. The same bytes as Python's
// coprod_training/content/digest.py; a test in Python holds the two together.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The SHA-256, in hexadecimal, of the (kind, source) pairs of a page's parts, in order. */
export function digestOf(parts: Iterable<readonly [string, string]>): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([...parts]))));
}
