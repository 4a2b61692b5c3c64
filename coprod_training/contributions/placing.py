"""Which passage each line that came back belongs to. Pure.

Four ways, the surest first: the bookmark round its words, the number in front of them, the words
themselves, and the passage that they stand below. What has no place is never dropped:
`Landed.number` is then None, and the caller lists it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from coprod_training.contributions.anchors import bare, numbered
from coprod_training.contributions.came_back import Line
from coprod_training.contributions.one_line import one_line
from coprod_training.contributions.passages import Pack

Way = Literal["bookmark", "number", "words", "below", "none"]
MOST = 2_000
"""So many lines are looked for by their words. A whole pack has fewer: the rest is listed."""
ALIKE = 0.6
"""How much of the words must be the same to be called the same passage. Our own figure, tried on
documents edited in LibreOffice: new sentences stay below 0.5, edited ones above 0.7."""


@dataclass(frozen=True, kw_only=True)
class Landed:
    """Words of one line with their passage.

    added: they are not the passage itself, but new words below it. line: from 0. span: the number
    of the bookmark that they came with, or None.
    """

    number: int | None
    text: str
    way: Way
    line: int
    span: int | None = None
    added: bool = False


def place(pack: Pack, lines: Sequence[Line], furniture: frozenset[str]) -> list[Landed]:
    """Every line that says something, in its order.

    furniture: lines of the document itself, such as its title; they are left out as they are.
    """
    return _Placing(pack, lines, furniture).all()


class _Placing:
    """Claims by bookmark come first; what is left is judged knowing them."""

    def __init__(self, pack: Pack, lines: Sequence[Line], furniture: frozenset[str]) -> None:
        self._pack, self._lines, self._furniture = pack, lines, furniture
        self._found: dict[int, list[Landed]] = {}
        self._texts: dict[int, str] = {}

    def all(self) -> list[Landed]:
        for at, line in enumerate(self._lines):
            self._keep(at, self._by_bookmark(at, line))
        for at, line in self._left():
            self._keep(at, self._by_number(at, line))
        for count, (at, line) in enumerate(self._left()):
            rest = Landed(number=None, text=line.text, way="none", line=at)
            self._keep(at, [self._by_words(at, line) if count < MOST else rest])
        return [one for at in sorted(self._found) for one in self._found[at]]

    def _left(self) -> list[tuple[int, Line]]:
        """The lines that say something, and have no place yet."""
        return [
            (at, line)
            for at, line in enumerate(self._lines)
            if at not in self._found
            and one_line(line.text)
            and one_line(line.text) not in self._furniture
        ]

    def _keep(self, at: int, found: Sequence[Landed]) -> None:
        if found:
            self._found[at] = list(found)
        for one in found:
            if one.number is not None and not one.added:
                self._texts[one.number] = f"{self._texts.get(one.number, '')} {one.text}"

    def _by_bookmark(self, at: int, line: Line) -> list[Landed]:
        """One for each passage of the line; words between two bookmarks go with the first."""
        known = len(self._pack.passages)
        claims: list[list[int | str]] = []
        before = ""
        for span in line.spans:
            number = span.number if span.number and span.number <= known else None
            if number is None or (not span.text.strip() and not span.before.strip()):
                if claims:
                    claims[-1][1] = f"{claims[-1][1]}{span.text}"
                else:
                    before += span.text
            elif claims and (claims[-1][0] == number or line.is_row):
                claims[-1][1] = f"{claims[-1][1]}{span.text}"
            else:
                claims.append([number, span.text])
        if not claims:
            return []
        claims[0][1] = f"{before}{claims[0][1]}"
        if len(claims) == 1 and self._rather(int(claims[0][0]), line):
            return []
        return [
            Landed(number=int(number), text=str(text), way="bookmark", line=at, span=int(number))
            for number, text in claims
        ]

    def _rather(self, number: int, line: Line) -> bool:
        """Whether the number in front says better what it is: a bookmark can be left behind."""
        typed = numbered(one_line(line.text))
        if typed is None or typed == number or not 1 <= typed <= len(self._pack.passages):
            return False
        return self._like(typed, line.text) > self._like(number, line.text)

    def _by_number(self, at: int, line: Line) -> list[Landed]:
        """By the number in front.

        Where the passage has its place by bookmark, it is a copy, or one half of a split: Writer
        leaves the bookmark with the other half.
        """
        typed = numbered(one_line(line.text))
        if typed is None or not 1 <= typed <= len(self._pack.passages):
            return []
        copied = bool(one_line(self._texts.get(typed, ""))) and not self._goes_on(typed, line.text)
        return [Landed(number=typed, text=line.text, way="number", line=at, added=copied)]

    def _by_words(self, at: int, line: Line) -> Landed:
        """The rest of what stands above it; a passage that lost its anchors; or new words."""
        above = self._above(at)
        number = above.number if above else None
        if number is not None and self._goes_on(number, line.text):
            return Landed(number=number, text=line.text, way="below", line=at)
        lost = [n for n, _ in self._pack.numbered() if not one_line(self._texts.get(n, ""))]
        best = max(lost, key=lambda n: self._like(n, line.text), default=0)
        if best and self._like(best, line.text) >= ALIKE:
            return Landed(number=best, text=line.text, way="words", line=at)
        way: Way = "below" if number is not None else "none"
        return Landed(number=number, text=line.text, way=way, line=at, added=number is not None)

    def _above(self, at: int) -> Landed | None:
        """What landed nearest above this line."""
        for n in range(at - 1, -1, -1):
            if found := self._found.get(n):
                return found[-1]
        return None

    def _goes_on(self, number: int, text: str) -> bool:
        """Whether these are words that the passage above lacks; below a question, the answer."""
        passage = self._pack.passages[number - 1]
        if passage.sort == "answer":
            return True
        missing, here = _words(passage.text), _words(bare(text, number, passage))
        for word in _words(self._texts.get(number, "")):
            if word in missing:
                missing.remove(word)
        ours = [word for word in here if word in missing]
        return len(here) > 0 and len(ours) >= ALIKE * len(here)

    def _like(self, number: int, text: str) -> float:
        said = self._pack.passages[number - 1].text
        return SequenceMatcher(None, _words(said), _words(text), autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return text.casefold().split()
