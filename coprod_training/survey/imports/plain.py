"""Text as a person reads it, and the form in which two texts count as the same words.

Only what a tool does to a text is forgiven: kinds of blanks, quotation marks and dashes, signs that
cannot be seen, capitals, and SmartSurvey's own sign for an apostrophe. A changed word never is.
Source: survey-dataset.md, "Import", for the oddities; SmartSurvey's sign is also in the published
code of the Coding in Analysis and Research Survey (ONS, MIT licence).
"""

import html
import re
import unicodedata
from collections.abc import Collection
from datetime import datetime
from functools import lru_cache

Cell = str | datetime | None
"""One cell as it was read. A number is its text; an empty cell is None."""

_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u00ad\u2060\u2066\u2067\u2068\u2069\ufeff"
_UNSEEN += "\u202a\u202b\u202c\u202d\u202e"
_BLANKS = "\u00a0\u1680\u2007\u202f\u205f\u3000"
# Windows-1252 that was taken for Latin-1: its dashes and quotes are control characters there.
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_SEEN = {**_WINDOWS, **dict.fromkeys(map(ord, _UNSEEN)), **dict.fromkeys(map(ord, _BLANKS), " ")}
_ALIKE = {
    **dict.fromkeys(map(ord, "‘’‚‛′`´ʼ"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-"),
    ord("…"): "...",
}
_WORD = re.compile(r"[\w'’-]+")
_LONGEST_SHOWN = 60


def shown(cell: Cell) -> str:
    """A cell as a person reads it, on one line; "" when there is nothing to read."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    text = cell.replace("@SQ@", "'") if "@" in cell else cell
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_SEEN)
    return " ".join(text.split())


@lru_cache(maxsize=50_000)
def match_key(text: str) -> str:
    """What two texts share when their words are the same: see the top of this file."""
    plain = shown(html.unescape(text) if "&" in text else text).translate(_ALIKE)
    # A question that goes on from the line above it may or may not begin with dots.
    return " ".join(plain.casefold().lstrip(". ").split())


def words_in(text: str) -> set[str]:
    """The words of a text, in small letters."""
    return {word.casefold() for word in _WORD.findall(text.translate(_ALIKE))}


def safe_quote(cell: Cell, known: Collection[str]) -> str:
    """A cell in quotation marks, for a message: words that are not known are left out as "…".

    known: the words of the instrument, in small letters. A name that somebody typed in the place
    of an answer is none of these, so that no message can hold it.
    """
    text = shown(cell).translate(_ALIKE)

    def kept(found: re.Match[str]) -> str:
        word = found[0]
        small = word.isdigit() and len(word) <= 2
        return word if small or word.casefold() in known else "…"

    masked = re.sub(r"[^\w\s'’(),.;:/…-]+", "…", text)
    masked = re.sub(r"…([\s.,;:-]*…)+", "…", _WORD.sub(kept, masked))
    short = masked if len(masked) <= _LONGEST_SHOWN else masked[:_LONGEST_SHOWN] + "…"
    return f"'{short}'"


def shortened(text: str, most: int = 90) -> str:
    """The beginning of a long text, with "…" where it was cut."""
    plain = shown(text)
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
