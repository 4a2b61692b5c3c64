"""How a passage is found again in a Word document: by bookmark, by number, by words. Pure.

A word processor keeps a bookmark with the words it stands round, through edits, cuts and splits.
The number in front of the words is the second anchor: it goes along when words are copied into
another document, which loses bookmarks.
"""

import re

from coprod_training.contributions.passages import Passage

# Word allows letters, digits and _ in a bookmark's name, and 40 signs. Source: ECMA-376, 17.13.6.2.
_BOOKMARK = re.compile(r"coprod_(\d{1,6})(?:_\d+)?")
_NUMBER = re.compile(r"\s*\[(\d{1,6})\]\s?")
PACK = re.compile(r"Pack ([0-9a-f]{10})\b")


def bookmark(number: int, part: int = 0) -> str:
    """The name of a passage's bookmark. part: the cell of a row, from 1; 0 for the whole."""
    return f"coprod_{number}_{part}" if part else f"coprod_{number}"


def bookmarked(name: str) -> int | None:
    """The number of the passage that a bookmark of this name stands round, or None."""
    found = _BOOKMARK.fullmatch(name)
    return int(found[1]) if found else None


def before(number: int, passage: Passage) -> str:
    """What stands in front of a passage's words, such as "[12] Option A: "."""
    return f"[{number}] {said_first(passage)}"


def said_first(passage: Passage) -> str:
    """Its label as it is printed, with a space after it; "" when it has none."""
    if not passage.label:
        return ""
    return f"{passage.label}{'' if passage.label[-1] in '.?!:' else ':'} "


def numbered(text: str) -> int | None:
    """The number that a text begins with, or None."""
    found = _NUMBER.match(text)
    return int(found[1]) if found else None


def bare(text: str, number: int, passage: Passage) -> str:
    """The words alone: without the number and the label, where they stand as they were printed."""
    said = " ".join(text.split())
    mark = _NUMBER.match(said)
    if mark and int(mark[1]) == number:
        said = said[mark.end() :].lstrip()
    return said.removeprefix(said_first(passage).strip()).strip()
