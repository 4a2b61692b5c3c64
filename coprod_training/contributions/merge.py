"""What came back of a pack, passage by passage; what has no place is listed. Pure.

A credit is what the register allows for the one person a copy was made for. Two people in one file
are told apart by a number, since a word processor's names are nobody's consent to be named.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coprod_training.contributions.anchors import bare
from coprod_training.contributions.came_back import CameBack, Remark
from coprod_training.contributions.one_line import one_line
from coprod_training.contributions.pack_opening import head_of
from coprod_training.contributions.passages import Pack, Passage
from coprod_training.contributions.placing import Landed, place
from coprod_training.contributions.said import Said, Sort

NOBODY_NAMED = "A reviewer"
# What a Word document asks for where something has to change; a question begins "Must …".
_MUST = re.compile(r"\s*MUST\b[\s:.,!–-]*(?=\S)")


@dataclass(frozen=True, kw_only=True)
class Merged:
    """What a file says about a pack, in the order of the passages.

    not_landed: the rest, in words. for_keeper: words for a slot, which go to the content store, and
    what is said about a person's own terms. Neither is an author's to read.
    """

    said: tuple[Said, ...]
    not_landed: tuple[str, ...]
    for_keeper: tuple[Said, ...] = ()


def is_keepers(passage: Passage) -> bool:
    """Whether what is said here is for the contribution keeper alone, a comment as well.

    The terms say what a person is paid, and so does what is offered for a place; a contributor's
    own words are theirs until they approve them, and so is what stands beside them.
    """
    own = bool(passage.slot) and passage.sort == "answer"
    offer = bool(passage.slot) and passage.id.endswith(("/pay", "/support"))
    return own or offer or passage.id.startswith("terms/")


def merge(pack: Pack, back: CameBack, *, name: str, credit: str = "") -> Merged:
    """Lay what came back beside what was sent.

    name: what references begin with, another one for each file. credit: how the person of this copy
    may be called; "" calls them a reviewer.
    """
    return _Merge(pack, back, name, credit).merged()


class _Merge:
    """One file against one pack."""

    def __init__(self, pack: Pack, back: CameBack, name: str, credit: str) -> None:
        self._pack, self._back = pack, back
        self._name, self._credit = name, credit or NOBODY_NAMED
        furniture = frozenset(" ".join(one.split()) for one in head_of(pack))
        self._landed = place(pack, back.lines, furniture)
        self._at = {id(one): at for at, one in enumerate(self._landed)}
        self._of: dict[int | None, list[Landed]] = {}
        self._on_line: dict[int | None, list[Landed]] = {}
        for one in self._landed:
            self._of.setdefault(one.number, []).append(one)
            self._on_line.setdefault(one.line, []).append(one)

    def merged(self) -> Merged:
        said: list[Said] = []
        moved = self._moved()
        for number, passage in self._pack.numbered():
            here = self._of.get(number, [])
            own = [one for one in here if not one.added]
            said += self._about(number, passage, own, number in moved)
            said += [
                self._made("added", number, passage, [one], new=self._bare(one, number))
                for one in here
                if one.added
            ]
        placed, lost = self._remarks()
        besides, theirs, things = self._besides()
        order = sorted([*said, *placed, *theirs], key=lambda one: one.number)
        # Things last: where an earlier version listed them, it numbered the rest without them.
        said = [
            replace(one, ref=f"{self._name}-{at}") for at, one in enumerate([*order, *things], 1)
        ]
        return Merged(
            said=tuple(one for one in said if not self._is_keepers(one.number)),
            not_landed=tuple([*self._not_landed(lost), *besides, *self._back.besides]),
            for_keeper=tuple(one for one in said if self._is_keepers(one.number)),
        )

    def _about(
        self, number: int, passage: Passage, own: list[Landed], moved: bool
    ) -> Iterator[Said]:
        """What was done to one passage."""
        new = "\n".join(filter(None, (one_line(one.text) for one in own)))
        new = bare(new, number, passage) if "\n" not in new else self._lines(own, number, passage)
        if passage.sort == "answer":
            if told := _answered(new, passage):
                sort: Sort = "contribution" if passage.slot else "answer"
                yield self._made(sort, number, passage, own, new=told)
            return
        if not new:
            if passage.text:
                yield self._made("taken out", number, passage, own)
            return
        if one_line(new) != one_line(passage.text):
            yield self._made("edit", number, passage, own, new=new)
        elif "\n" in new:
            yield self._made("split", number, passage, own, new=new)
        if joined := self._joined(number, own):
            yield self._made("joined", number, passage, own, new=joined)
        if moved:
            yield self._made("moved", number, passage, own, new=self._where(own))

    def _made(
        self,
        sort: Sort,
        number: int,
        passage: Passage,
        from_: list[Landed],
        *,
        new: str = "",
        words: str = "",
    ) -> Said:
        lines = [self._back.lines[one.line] for one in from_]
        people = sorted({person for line in lines for person in line.people})
        return Said(
            ref="",
            sort=sort,
            passage=passage.id,
            number=number,
            old=passage.text,
            new=new,
            words=words,
            who=self._who(people),
            way=next((one.way for one in from_ if _says_something(one)), "gone"),
        )

    def _who(self, people: list[int]) -> str:
        """The credit where there is one person only; otherwise numbers, which name nobody."""
        if self._back.people <= 1:
            return self._credit
        if not people:
            return NOBODY_NAMED
        return " and ".join(f"{NOBODY_NAMED} (person {one} in this file)" for one in people)

    def _lines(self, own: list[Landed], number: int, passage: Passage) -> str:
        first, *rest = [one_line(one.text) for one in own if one_line(one.text)]
        return "\n".join([bare(first, number, passage), *rest]).strip()

    def _bare(self, one: Landed, number: int) -> str:
        return bare(one_line(one.text), number, self._pack.passages[number - 1])

    def _joined(self, number: int, own: list[Landed]) -> str:
        """With what it shares a line, in words; "" when it stands alone."""
        for one in filter(_says_something, own):
            before = [
                two.number
                for two in self._on_line[one.line]
                if self._at[id(two)] < self._at[id(one)]
                and _says_something(two)
                and two.number != number
            ]
            if before:
                return f"Now on one line with passage {before[-1]}."
            if self._back.lines[one.line].joined:
                return "Now runs on into the passage below it."
        return ""

    def _moved(self) -> set[int]:
        """The fewest passages that, left out, leave the rest in their order."""
        order: list[int] = []
        for one in self._landed:
            if one.number and not one.added and one_line(one.text) and one.number not in order:
                order.append(one.number)
        return set(order) - set(_longest_rising(order))

    def _where(self, own: list[Landed]) -> str:
        first = next(filter(_says_something, own))
        above = next(
            (
                one.number
                for one in reversed(self._landed[: self._at[id(first)]])
                if one.number != first.number and _says_something(one)
            ),
            None,
        )
        return f"Now below passage {above}." if above else "Now at the beginning."

    def _remarks(self) -> tuple[list[Said], list[Remark]]:
        """Each comment on its passage; and those that hang on nothing."""
        placed, lost = [], []
        for remark in self._back.remarks:
            number = self._number_of(remark)
            if number is None:
                lost.append(remark)
                continue
            passage = self._pack.passages[number - 1]
            must = _MUST.match(remark.words)
            placed.append(
                Said(
                    ref="",
                    sort="comment",
                    passage=passage.id,
                    number=number,
                    old=passage.text,
                    words=remark.words[must.end() :] if must else remark.words,
                    must=bool(must),
                    about=self._on(remark.about, number, passage),
                    who=self._who([remark.person] if remark.person else []),
                    way="bookmark" if remark.number == number else "below",
                    day=remark.day,
                )
            )
        return placed, lost

    def _number_of(self, remark: Remark) -> int | None:
        here = [one for one in self._on_line.get(remark.line, []) if one.number]
        exact = [one.number for one in here if one.span == remark.number]
        if exact or here:
            return exact[0] if exact else here[0].number
        known = remark.number is not None and remark.number <= len(self._pack.passages)
        if known:
            return remark.number
        if remark.line is None:
            return None
        above = [one.number for one in self._landed if one.line < remark.line and one.number]
        return above[-1] if above else None

    def _on(self, about: str, number: int, passage: Passage) -> str:
        """The words that a comment is on; "" when it is on the whole passage."""
        words = bare(about, number, passage)
        return "" if words == one_line(passage.text) else words

    def _not_landed(self, lost: list[Remark]) -> Iterator[str]:
        for remark in lost:
            on = f' It is on: "{remark.about}"' if remark.about else ""
            yield f"A comment that is not on any passage: {remark.words}{on}"
        first = next((at for at, one in enumerate(self._landed) if one.number), len(self._landed))
        for one in self._of.get(None, []):
            where = "before the first passage" if self._at[id(one)] < first else "of no passage"
            yield f"Words {where}: {one_line(one.text)}"

    def _besides(self) -> tuple[list[str], list[Said], list[Said]]:
        """What was written and taken out again, pictures and the like; and these of the keeper's.

        Each quotes words of its line. The keeper's are told apart: taken out again, and the rest.
        """
        ours, theirs, things, number = [], [], [], 0
        for at, line in enumerate(self._back.lines):
            spans = [one.number for one in line.spans if one.number]
            landed = [one.number for one in self._on_line.get(at, []) if one.number]
            # A line of which nothing is left belongs to what stands above it.
            here = [n for n in (*spans, *landed) if n <= len(self._pack.passages)] or [number]
            number = here[-1]
            gone = "Words that were written and taken out again: "
            taken_back = [f"{gone}{one_line(words)}" for words in line.taken_back]
            keepers = next(filter(self._is_keepers, here), None)
            if keepers is None:
                ours.extend([*taken_back, *line.things])
                continue
            theirs.extend([self._comment(keepers, words) for words in taken_back])
            things.extend([self._comment(keepers, words) for words in line.things])
        return ours, theirs, things

    def _comment(self, number: int, words: str) -> Said:
        return self._made("comment", number, self._pack.passages[number - 1], [], words=words)

    def _is_keepers(self, number: int) -> bool:
        return number > 0 and is_keepers(self._pack.passages[number - 1])


def _answered(text: str, passage: Passage) -> str:
    """What was written, without the question and the choices that stood there."""
    choices = f"({'; '.join(passage.cells)})"
    return text.replace(choices, "", 1).strip() if passage.cells else text


def _longest_rising(order: list[int]) -> list[int]:
    """The longest part of a list that rises. Source: patience sorting."""
    tops: list[int] = []
    piles: list[list[int]] = []
    for number in order:
        at = bisect_left(tops, number)
        way = [*(piles[at - 1] if at else []), number]
        tops[at : at + 1], piles[at : at + 1] = [number], [way]
    return piles[-1] if piles else []


def _says_something(one: Landed) -> bool:
    return bool(one.text.strip())
