"""The digest that tells whether a notebook says what the course shipped.

It covers the kinds and sources of the parts in order, and nothing else: autosave and nbgrader
change outputs and metadata without changing a word. The bytes are those of JavaScript's
`JSON.stringify([[kind, source], …])`, so that a page can work out the same digest.
Source: architecture.md §4b.
"""

import hashlib
import json
from collections.abc import Iterable

from coprod_training.content.notebook import Notebook


def digest_of(parts: Iterable[tuple[str, str]]) -> str:
    """The SHA-256 of (kind, source) pairs, as 64 hexadecimal digits."""
    words = json.dumps([list(part) for part in parts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def content_digest(notebook: Notebook) -> str:
    """The digest of one notebook."""
    return digest_of((cell.kind, cell.source) for cell in notebook.cells)
