"""A change and the two questions it is worked out from: the same people, before and after.

Whoever is counted in the change is counted in both questions as well (see `seal`), with these very
answers: improved, same and declined follow from them. So a reader of all three knows more than a
reader of each, and the three are audited together. Source: point 7; docs/privacy.md.
"""

from dataclasses import dataclass

import numpy as np

from coprod_training.disclosure.pairing import of_leaf, pairs_in
from coprod_training.disclosure.plan import CHANGES
from coprod_training.disclosure.story import Span, Story
from coprod_training.disclosure.strands import Places, Strand
from coprod_training.disclosure.tables import Counts

BEFORE, AFTER, CHANGE = 0, 1, 2
"""The places of the three questions."""


@dataclass(frozen=True, eq=False, repr=False)
class Linked:
    """The three stories, of the same releases. steps: of both questions, by option.

    The step of an answer that is on no scale is None: nobody with it is counted in the change.
    """

    before: Story
    after: Story
    change: Story
    steps: tuple[tuple[int | None, ...], tuple[int | None, ...]]

    @property
    def stories(self) -> tuple[Story, Story, Story]:
        """In the order of their places."""
        return self.before, self.after, self.change

    def pairs(self) -> list[tuple[int, int]]:
        """Every answer before with every answer after, as option columns; both on the scale."""
        first, last = (
            [column for column, step in enumerate(side) if step is not None] for side in self.steps
        )
        return [(one, other) for one in first for other in last]

    def changes(self) -> list[int]:
        """For each pair the column of its change."""
        found = []
        for one, other in self.pairs():
            step = (self.steps[AFTER][other] or 0) - (self.steps[BEFORE][one] or 0)
            name = "improved" if step > 0 else "declined" if step else "same"
            found.append(CHANGES.index(name))
        return found

    def others(self, question: int) -> tuple[Counts, Counts]:
        """What becomes of each pair when its answer to one question is another.

        Both have a row for each pair. The first says from which answer to which, as one column for
        both, where the change stays what it is; the second, where it becomes another, has a column
        for the two answers, and for the two changes.
        """
        pairs, changes = self.pairs(), self.changes()
        options, kinds = len(self.stories[question].frame.options), len(CHANGES)
        same = np.zeros((len(pairs), options, options), dtype=np.int64)
        other = np.zeros((len(pairs), options, options, kinds, kinds), dtype=np.int64)
        for number, (pair, change) in enumerate(zip(pairs, changes, strict=True)):
            for then, becomes in zip(pairs, changes, strict=True):
                if then[1 - question] == pair[1 - question] and then != pair:
                    if becomes == change:
                        same[number, pair[question], then[question]] = 1
                    else:
                        other[number, pair[question], then[question], change, becomes] = 1
        return same.reshape(len(pairs), -1), other.reshape(len(pairs), -1)


@dataclass
class _Person:
    """One person in the change. spans: with which releases they came and went, by question."""

    pair: int
    came: tuple[int, int, int]
    went: list[int | None]
    kept_apart: bool = False


def strands_of(linked: Linked) -> list[Strand]:
    """Everybody in strands, as they can have been: who gave which pair of answers is not kept.

    Raises NoPairing when the counts of the three cannot be those of the same people.
    """
    settings, regions, _ = linked.change.frame.shape
    pairs = linked.pairs()
    alone: dict[tuple[int, Span], Counts] = {}
    together: dict[tuple[Span, ...], Counts] = {}
    for leaf in np.ndindex(settings, regions):
        people, others = _people_of(linked, leaf)
        for one in people:
            if one.kept_apart:
                continue
            spans = tuple(zip(one.came, one.went, strict=True))
            shape = (settings, regions, len(pairs))
            together.setdefault(spans, np.zeros(shape, np.int64))[(*leaf, one.pair)] += 1
        for (question, span, column), many in others.items():
            shape = linked.stories[question].frame.shape
            alone.setdefault((question, span), np.zeros(shape, np.int64))[(*leaf, column)] += many
    sides: tuple[Places, Places, Places] = (
        np.array([one for one, _ in pairs]),
        np.array([other for _, other in pairs]),
        np.array(linked.changes()),
    )
    answers = [np.arange(len(one.frame.options)) for one in linked.stories]
    found = [
        Strand({question: (span, answers[question])}, people)
        for (question, span), people in sorted(alone.items(), key=_in_order)
    ]
    return found + [
        Strand({question: (span, sides[question]) for question, span in enumerate(spans)}, people)
        for spans, people in sorted(together.items(), key=_in_order)
    ]


def _in_order(entry: tuple[tuple[object, ...], Counts]) -> str:
    return repr(entry[0])


class _Side:
    """Those of one question who are there, in one setting and region: by answer."""

    def __init__(self, story: Story, leaf: tuple[int, ...]) -> None:
        self.joined, self.left = of_leaf(story.joined, leaf), of_leaf(story.left, leaf)
        self.alone: dict[int, list[int]] = {c: [] for c in range(self.joined.shape[1])}
        self.once: dict[int, list[_Person]] = {c: [] for c in range(self.joined.shape[1])}
        self.gone: list[tuple[Span, int]] = []

    def leave(self, at: int, question: int) -> None:
        """Those who leave: first whoever has left the change, then whoever came first."""
        for column, many in enumerate(self.left[at].tolist()):
            for _ in range(many):
                if self.once[column]:
                    self.once[column].pop(0).went[question] = at
                else:
                    self.gone.append(((self.alone[column].pop(0), at), column))

    def join(self, at: int) -> None:
        """Those who join."""
        for column, many in enumerate(self.joined[at].tolist()):
            self.alone[column] += [at] * many

    def taken(self, column: int) -> tuple[int, _Person | None]:
        """One who joins the change: whoever came last; or somebody who was in it before."""
        if self.alone[column]:
            return self.alone[column].pop(), None
        again = self.once[column].pop()
        again.kept_apart = True
        return -1, again


def _people_of(
    linked: Linked, leaf: tuple[int, ...]
) -> tuple[list[_Person], dict[tuple[int, Span, int], int]]:
    """Who is in the change, of one setting and region, and who is in one of the others alone."""
    pairs = linked.pairs()
    come, go = pairs_in(linked, leaf)
    sides = [_Side(linked.before, leaf), _Side(linked.after, leaf)]
    inside: list[_Person] = []
    everybody: list[_Person] = []
    for at in range(linked.change.releases):
        for pair, many in enumerate(go[at].tolist()):
            for one in [one for one in inside if one.pair == pair][:many]:
                one.went[CHANGE] = at
                inside.remove(one)
                for side, column in zip(sides, pairs[pair], strict=True):
                    side.once[column].append(one)
        for question, side in enumerate(sides):
            side.leave(at, question)
            side.join(at)
        for pair, many in enumerate(come[at].tolist()):
            for _ in range(many):
                found = [side.taken(c) for side, c in zip(sides, pairs[pair], strict=True)]
                again = any(person is not None for _, person in found)
                one = _Person(pair, (found[0][0], found[1][0], at), [None, None, None], again)
                inside.append(one)
                everybody.append(one)
    others: dict[tuple[int, Span, int], int] = {}
    for question, side in enumerate(sides):
        there = [((at, None), c) for c, came in side.alone.items() for at in came]
        for span, column in [*side.gone, *there]:
            key = (question, span, column)
            others[key] = others.get(key, 0) + 1
    return everybody, others
