"""What is left of withdrawn words so that a build can be searched for them: keyed hashes only.

Every run of so many words is hashed with a key. Whoever has the hashes and not the key learns
nothing of the words; the words themselves are gone. Source: contribution-process.md, rule G22.
"""

import hmac
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

WORDS_IN_A_ROW = 8
"""So many words in the same order are not there by chance."""

FEWEST_WORDS = 3
"""A shorter text is looked for as a whole; one or two words would be found everywhere."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LABEL = b"coprod-training/contributions/trace/v1\0"


@dataclass(frozen=True)
class Traces:
    """Hashes of runs of words, by how many words each has; and of whole files."""

    runs: Mapping[int, frozenset[str]]
    files: frozenset[str]


NO_TRACES = Traces({}, frozenset())


@dataclass(frozen=True)
class Kept:
    """What to look for of contributions that are still here; by reference. It keeps no words."""

    traces: Mapping[str, Traces]
    key: bytes

    def found_in(self, text: str) -> frozenset[str]:
        """The references of those whose words stand in a text, as people read it."""
        return whose_words(self.traces, text, self.key) if self.traces else frozenset()

    def file_found(self, content: bytes) -> frozenset[str]:
        """The references of those of which this is a file, byte for byte."""
        return whose_file(self.traces, content, self.key) if self.traces else frozenset()


def traces_of(texts: Iterable[str], files: Iterable[bytes], ours: str, key: bytes) -> Traces:
    """What to look for after these were withdrawn.

    ours: the course's own words. A run that stands there as well, such as the question that was
    asked, is nobody's trace: it would be found for ever.
    """
    runs: dict[int, set[str]] = {}
    for text in texts:
        size = min(WORDS_IN_A_ROW, len(_words(text)))
        if size >= FEWEST_WORDS:
            runs.setdefault(size, set()).update(_hashes(text, size, key))
    kept = {size: frozenset(found - set(_hashes(ours, size, key))) for size, found in runs.items()}
    return Traces(
        {size: found for size, found in kept.items() if found},
        frozenset(_hash(content, key) for content in files),
    )


def whose_words(traces: Mapping[str, Traces], text: str, key: bytes) -> frozenset[str]:
    """The references whose withdrawn words stand in this text, whatever their case and signs.

    traces: by reference. text: as people read it; in a page's source or in JSON, tags and escapes
    stand between the words, so take those out first.
    """
    sizes = {size for one in traces.values() for size in one.runs}
    there = {size: set(_hashes(text, size, key)) for size in sizes}
    return frozenset(
        ref
        for ref, one in traces.items()
        if any(found & there[size] for size, found in one.runs.items())
    )


def whose_file(traces: Mapping[str, Traces], content: bytes, key: bytes) -> frozenset[str]:
    """The references of which this is a withdrawn file, byte for byte."""
    found = _hash(content, key)
    return frozenset(ref for ref, one in traces.items() if found in one.files)


def _hashes(text: str, size: int, key: bytes) -> Iterator[str]:
    words = _words(text)
    for start in range(len(words) - size + 1):
        yield _hash(" ".join(words[start : start + size]).encode(), key)


def _words(text: str) -> list[str]:
    """The words as they are read: case, signs and line breaks between them make no difference."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _hash(content: bytes, key: bytes) -> str:
    return hmac.digest(key, _LABEL + content, "sha256")[:16].hex()
