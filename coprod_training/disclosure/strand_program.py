"""An integer program over some answers of some strands, while all else stays as it is: so quick.

What it finds is a world, with batches as they were: a group that gained or lost nobody does not,
and each other a whole batch. What it does not find may be there all the same. Releases between
which none of these people come or go say one thing of them, the closest that any of them says.
Source: point 7; scipy.optimize.milp (HiGHS).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint
from scipy.sparse import csr_array, vstack

from coprod_training.disclosure.rounding import Program, quickly
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import NO_LIMIT, Story, Windows
from coprod_training.disclosure.strands import Strand, StrandWorld, in_places
from coprod_training.disclosure.sweeps import Cell
from coprod_training.disclosure.tables import Counts

Moving = Sequence[tuple[int, Sequence[int]]]
"""Places of strands, each with those of its own answers that others can have given."""
_Marked = NDArray[np.bool_]


@dataclass(frozen=True)
class Wanted:
    """Somebody of a strand (its place), in a group (its row), who gave one of these own answers."""

    strand: int
    row: int
    answers: tuple[int, ...]


class StrandProgram:
    """What can be different in some strands of the true world."""

    def __init__(
        self,
        stories: Sequence[Story],
        strands: Sequence[Strand],
        known: Sequence[Windows],
        settings: Settings,
        moving: Moving,
    ) -> None:
        """Write the program down. known: of each question."""
        self.stories, self.strands = stories, strands
        frame = stories[0].frame
        self._settings, self._groups = len(frame.settings), len(frame.groups)
        self._spread_out(moving)
        self._rows: list[tuple[Counts, Counts]] = []
        self._low: list[Counts] = []
        self._high: list[Counts] = []
        for question, windows in enumerate(known):
            for releases, active in self._stretches(question):
                self._fits(question, releases, active, windows)
            self._batches(question, settings.smallest_batch)
        self._rules = self._written()

    def solved(
        self,
        pushed: Mapping[Cell, float],
        exact: Mapping[Cell, int] | None = None,
        wanted: Sequence[Wanted] = (),
    ) -> StrandWorld | None:
        """A world with these counts far up, or far down where the weight is below 0.

        exact: counts that are to be this. wanted: people whom there has to be. None: none is found.
        """
        aim = np.zeros(len(self._true))
        for cell, weight in pushed.items():
            aim[self._in_cell(cell)] -= weight
        rules = [self._rules]
        for cell, value in (exact or {}).items():
            marked = self._in_cell(cell)
            rest = int(self.stories[cell[0]].counts[cell[1:]] - self._true[marked].sum())
            rules.append(_sum_of(marked, value - rest, value - rest))
        for one in wanted:
            at = (self._strand == one.strand) & np.isin(self._own, one.answers)
            rules.append(_sum_of(at & self._in_group(one.row), 1, np.inf))
        found = quickly(Program(_together(rules), 0 * aim, 0 * aim + np.inf), aim)
        return self._world(found) if isinstance(found, np.ndarray) else None

    def _spread_out(self, moving: Moving) -> None:
        """One variable for each strand, place and answer; what each is, as columns."""
        places = np.arange(1, self._groups)
        sizes = [len(places) * len(answers) for _, answers in moving]
        self._strand = np.repeat([strand for strand, _ in moving], sizes)
        self._place = np.concatenate([np.repeat(places, len(own)) for _, own in moving])
        self._own = np.concatenate([np.tile(own, len(places)) for _, own in moving])
        self._true = np.concatenate(
            [self._margins(strand)[1:][:, list(own)].ravel() for strand, own in moving]
        )
        self._answer, self._begin, self._end = [], [], []
        for question, story in enumerate(self.stories):
            answer, begin, end = (np.full(len(self._true), -1) for _ in range(3))
            for strand, _ in moving:
                if question in self.strands[strand].parts:
                    (came, went), answers = self.strands[strand].parts[question]
                    here = self._strand == strand
                    answer[here] = answers[self._own[here]]
                    begin[here], end[here] = came, story.releases if went is None else went
            self._answer.append(answer)
            self._begin.append(begin)
            self._end.append(end)

    def _margins(self, strand: int) -> Counts:
        return self.stories[0].frame.margins(self.strands[strand].people)

    def _in_group(self, row: int) -> _Marked:
        found: _Marked = self._place <= self._settings if row == 0 else self._place == row
        return found

    def _in_cell(self, cell: Cell) -> _Marked:
        question, at, row, column = cell
        found: _Marked = (
            self._counts_in(question, at) & (self._answer[question] == column) & self._in_group(row)
        )
        return found

    def _counts_in(self, question: int, at: int) -> _Marked:
        found: _Marked = (self._begin[question] <= at) & (at < self._end[question])
        return found

    def _world(self, found: Counts) -> StrandWorld:
        people = [strand.people for strand in self.strands]
        changed = np.flatnonzero(found != self._true)
        for strand, own in np.unique(np.stack([self._strand, self._own])[:, changed], axis=1).T:
            here = found[(self._strand == strand) & (self._own == own)]
            if people[strand] is self.strands[strand].people:
                people[strand] = people[strand].copy()
            split = self._settings
            people[strand][:, :, own] = in_places(here[:split], here[split:])
        return StrandWorld(self.stories, self.strands, people)

    def _stretches(self, question: int) -> Iterator[tuple[range, _Marked]]:
        """Releases between which nobody of these comes or goes, and who counts in them."""
        releases = self.stories[question].releases
        edges = {*self._begin[question], *self._end[question]} - {-1, releases}
        cuts = sorted({0, *(int(one) for one in edges), releases})
        for first, last in pairwise(cuts):
            active = self._counts_in(question, first)
            if active.any():
                yield range(first, last), active

    def _demand(self, sums: Counts, active: _Marked, low: Counts, high: Counts) -> None:
        """Each sum lies between its lowest and its highest; sums: which each variable is in."""
        numbers = np.flatnonzero(active)
        self._rows.append((sums[active] + sum(map(len, self._low)), numbers))
        self._low.append(low.ravel())
        self._high.append(high.ravel())

    def _both(self, inside: Counts, many: int, active: _Marked, low: Counts, high: Counts) -> None:
        """The same by group. inside: which of `many` sums of a group each variable is in."""
        self._demand(self._place * many + inside, active, low, high)
        settings = active & (self._place <= self._settings)
        rows, numbers = inside[settings], np.flatnonzero(settings)
        self._rows.append((rows + sum(map(len, self._low[:-1])), numbers))

    def _fits(self, question: int, releases: range, active: _Marked, known: Windows) -> None:
        """What was published stays as it is."""
        story, answer = self.stories[question], self._answer[question]
        at, many = slice(releases.start, releases.stop), len(story.frame.options)
        rest = story.counts[at] - self._by_group(answer, many, active)
        low = (known.low[at] - rest).max(axis=0)
        self._both(answer, many, active, low, (known.high[at] - rest).min(axis=0))
        counted = active & np.array(story.frame.counted)[answer]
        bases = story.frame.bases(story.counts[at]) - self._by_group(0 * answer, 1, counted)[:, 0]
        low = (known.base_low[at] - bases).max(axis=0)
        self._both(0 * answer, 1, counted, low, (known.base_high[at] - bases).min(axis=0))

    def _batches(self, question: int, batch: int) -> None:
        """Each group gains and loses nobody, or a whole batch, as it did (point 5)."""
        story, answer = self.stories[question], self._answer[question]
        counts = np.array(story.frame.counted)[answer]
        for when, totals in ((self._begin, story.came), (self._end, story.went)):
            for at in sorted(set(when[question].tolist()) - {-1, story.releases}):
                active = when[question] == at
                for among, total in (
                    (active, totals[at].sum(axis=-1)),
                    (active & counts, story.frame.bases(totals[at])),
                ):
                    rest = total - self._by_group(0 * answer, 1, among)[:, 0]
                    low = np.where(total > 0, batch - rest, 0)
                    high = np.where(total > 0, NO_LIMIT, 0)
                    self._both(0 * answer, 1, among, low, high)

    def _by_group(self, inside: Counts, many: int, active: _Marked) -> Counts:
        """What these people give to each sum as it was: [group, one of many]."""
        found = np.zeros((self._groups, many), dtype=np.int64)
        np.add.at(found, (self._place[active], inside[active]), self._true[active])
        found[0] = found[1 : 1 + self._settings].sum(axis=0)
        return found

    def _written(self) -> LinearConstraint:
        """What was published, what is known of batches, and that the two ways of counting agree."""
        many = len(self._true)
        rows, numbers = (np.concatenate(part) for part in zip(*self._rows, strict=True))
        low, high = np.concatenate(self._low), np.concatenate(self._high)
        terms = csr_array((np.ones(len(rows)), (rows, numbers)), shape=(len(low), many))
        says = (np.diff(terms.indptr) > 0) & ((low > 0) | (high < NO_LIMIT // 2))
        # Everybody is in one setting and in one region: each answer of a strand, in both ways.
        _, pairs = np.unique(self._strand * 1000 + self._own, return_inverse=True)
        sign = np.where(self._place <= self._settings, 1.0, -1.0)
        agree = csr_array((sign, (pairs, np.arange(many))))
        zero = np.zeros(agree.shape[0])
        return LinearConstraint(
            vstack([terms[np.flatnonzero(says)], agree], format="csr"),
            np.concatenate([low[says], zero]),
            np.concatenate([high[says], zero]),
        )


def _together(rules: Sequence[LinearConstraint]) -> LinearConstraint:
    return LinearConstraint(
        vstack([one.A for one in rules], format="csr"),
        np.concatenate([np.atleast_1d(one.lb) for one in rules]),
        np.concatenate([np.atleast_1d(one.ub) for one in rules]),
    )


def _sum_of(marked: _Marked, low: float, high: float) -> LinearConstraint:
    return LinearConstraint(csr_array(marked[None].astype(float)), low, high)
