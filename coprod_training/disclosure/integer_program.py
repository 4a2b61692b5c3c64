"""Everything that fits what was published, as an integer program, and questions put to it.

A world is one way in which people can have joined, left and answered so that each release comes
out as it did. It is written as counts by setting and by region alone: whenever these agree on the
totals, there are people in settings and regions at once that give them, so nothing is lost.
Source: point 7; scipy.optimize.milp (HiGHS).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import NO_LIMIT, Story, Windows, windows
from coprod_training.disclosure.tables import Counts

Terms = dict[int, float]
"""A sum: how often each variable is taken, by its number."""
What = Literal["counts", "came", "went"]
"""Which count is asked about: of everybody published, of joiners, or of leavers."""
Batches = Literal["whole", "as they were", "any"]
"""What is demanded of batches, beside that nobody is negative.

whole: what the seal demands (point 5), which is the whole truth, and slow. as they were: a
group that gained or lost nobody does not, and each other a whole batch, so a world of this sort is
a world. any: the seal is left out, so where there is no such world there is none. Both are quick.
"""

INFEASIBLE = 2
"""What milp says when no world fits. Source: scipy.optimize.milp, `status`."""


@dataclass(frozen=True)
class Asked:
    """One count of one release: `row` is a group's and `column` an option's place in the frame."""

    what: What
    release: int
    row: int
    column: int


Demand = tuple[Asked, int, int]
"""A count, and the lowest and highest that it may be."""


class Worlds:
    """All worlds that fit a story. Slow to build, quick to ask again."""

    def __init__(self, story: Story, settings: Settings, batches: Batches = "whole") -> None:
        """Write the program down; nothing is solved yet."""
        self.story, self.rules = story, settings
        frame = story.frame
        self._settings, self._regions = len(frame.settings), len(frame.regions)
        self._options = len(frame.options)
        self._places = self._settings + self._regions
        self._leaving = [at for at in range(story.releases) if at and story.left[at].any()]
        block = self._places * self._options
        self._first_leaver = story.releases * block
        self._variables = self._first_leaver + len(self._leaving) * block
        self._rows: list[Terms] = []
        self._low: list[float] = []
        self._high: list[float] = []
        known = windows(story, settings)
        self.most = _most(story, known)
        self._ways_agree()
        self._nobody_is_negative()
        self._fits_what_was_published(known)
        self._binaries = self._variables
        self._batch_of: list[tuple[int, bool]] = []
        if batches != "any":
            self._batches_are_whole(as_they_were=batches == "as they were")
        self._lowest = np.zeros(self._variables)
        self._highest = np.full(self._variables, float(self.most))
        self._highest[self._binaries :] = 1
        places = range(1, 1 + self._places)
        for at in range(story.releases):
            for row in places:
                for column in range(self._options):
                    number = self._number(at, row, column)
                    self._lowest[number] = known.low[at, row, column]
                    self._highest[number] = min(known.high[at, row, column], self.most)
        self._true = np.zeros(self._variables)
        gone = story.went[self._leaving][:, 1:]
        true = np.concatenate([story.counts[:, 1:].ravel(), gone.ravel()])
        self._true[: self._binaries] = true
        self._matrix = _matrix(self._rows, self._variables)

    def _counts(self, world: Counts) -> Counts:
        block = world[: self._first_leaver].reshape(-1, self._places, self._options)
        everybody = block[:, : self._settings].sum(axis=1, keepdims=True)
        return np.concatenate([everybody, block], axis=1)

    def terms(self, asked: Asked) -> Terms:
        """One count as a sum of variables."""
        at, row, column = asked.release, asked.row, asked.column
        if asked.what == "counts":
            return self._sum(at, row, column)
        gone = self._sum_of_leavers(at, row, column)
        if asked.what == "went":
            return gone
        before = self._sum(at - 1, row, column) if at else {}
        return _added(self._sum(at, row, column), gone, _times(before, -1))

    def _number(self, at: int, row: int, column: int) -> int:
        return (at * self._places + row - 1) * self._options + column

    def _members(self, row: int) -> Iterable[int]:
        """The rows that a group is the sum of: for everybody, all settings."""
        return range(1, 1 + self._settings) if row == 0 else (row,)

    def _sum(self, at: int, row: int, column: int) -> Terms:
        return {self._number(at, one, column): 1.0 for one in self._members(row)}

    def _sum_of_leavers(self, at: int, row: int, column: int) -> Terms:
        if at not in self._leaving:
            return {}
        block = self._leaving.index(at)
        first = self._first_leaver
        return {first + self._number(block, one, column): 1.0 for one in self._members(row)}

    def _demand(self, terms: Terms, low: float, high: float) -> None:
        self._rows.append(terms)
        self._low.append(low)
        self._high.append(high)

    def _ways_agree(self) -> None:
        """Everybody is in one setting and in one region."""
        first_region = 1 + self._settings
        regions = range(first_region, first_region + self._regions)
        for column in range(self._options):
            for at in range(self.story.releases):
                one = [self._sum(at, row, column) for row in regions]
                self._demand(_added(self._sum(at, 0, column), _times(_added(*one), -1)), 0, 0)
            for at in self._leaving:
                one = [self._sum_of_leavers(at, row, column) for row in regions]
                everybody = self._sum_of_leavers(at, 0, column)
                self._demand(_added(everybody, _times(_added(*one), -1)), 0, 0)

    def _nobody_is_negative(self) -> None:
        for at in range(1, self.story.releases):
            for row in range(1, 1 + self._places):
                for column in range(self._options):
                    self._demand(self.terms(Asked("came", at, row, column)), 0, np.inf)
                    if at in self._leaving:
                        gone = _times(self._sum_of_leavers(at, row, column), -1)
                        self._demand(_added(self._sum(at - 1, row, column), gone), 0, np.inf)

    def _fits_what_was_published(self, known: Windows) -> None:
        """Counts by setting and region are bounds of variables; totals and bases are sums."""
        counted = [c for c, does in enumerate(self.story.frame.counted) if does]
        for at in range(self.story.releases):
            for column in range(self._options):
                low, high = known.low[at, 0, column], known.high[at, 0, column]
                if low > 0 or high < NO_LIMIT:
                    self._demand(self._sum(at, 0, column), low, high)
            for row in range(1 + self._places):
                low, high = known.base_low[at, row], known.base_high[at, row]
                if low > 0 or high < NO_LIMIT:
                    self._demand(_added(*(self._sum(at, row, c) for c in counted)), low, high)

    def _batches_are_whole(self, *, as_they_were: bool) -> None:
        """Each group gains and loses nobody or a whole batch, which is no secret (point 5)."""
        options = range(self._options)
        counted = [c for c in options if self.story.frame.counted[c]]
        sorts = [options, counted] if len(counted) < self._options else [options]
        batches: list[tuple[What, int]] = [("came", at) for at in range(self.story.releases)]
        batches += [("went", at) for at in self._leaving]
        least, most = float(self.rules.smallest_batch), float(self.most)
        for what, at in batches:
            true = self.story.came if what == "came" else self.story.went
            for row in range(1 + self._places):
                for columns in sorts:
                    batch = _added(*(self.terms(Asked(what, at, row, c)) for c in columns))
                    if as_they_were:
                        one = bool(true[at, row, list(columns)].sum())
                        self._demand(batch, least if one else 0, np.inf if one else 0)
                        continue
                    is_one, self._variables = self._variables, self._variables + 1
                    self._batch_of.append((at, bool(true[at, row, list(columns)].sum())))
                    self._demand(_added(batch, {is_one: -least}), 0, np.inf)
                    self._demand(_added(batch, {is_one: -most}), -np.inf, 0)

    def with_counts(
        self,
        demands: Sequence[Demand],
        moving: Collection[int] | None = None,
        other: Collection[int] | None = None,
    ) -> Counts | None:
        """A world in which counts lie within (lowest, highest), or None when there is none.

        It is given as its published counts: [release, group, option]. moving: look only where the
        counts of these options differ from the true ones, which is much quicker. other: look only
        where batches of other releases than these are a batch, or nobody, as they were.
        """
        lowest, highest = self._lowest, self._highest
        if other is not None:
            lowest, highest = lowest.copy(), highest.copy()
            for number, (at, one) in enumerate(self._batch_of, self._binaries):
                if at not in other:
                    lowest[number] = highest[number] = one
        if moving is not None:
            still = np.ones(self._variables, dtype=bool)
            still[self._binaries :] = False
            for column in moving:
                still[column : self._binaries : self._options] = False
            lowest, highest = (
                np.where(still, self._true, lowest),
                np.where(still, self._true, highest),
            )
        rules = [LinearConstraint(self._matrix, self._low, self._high)]
        if demands:
            extra = _matrix([self.terms(asked) for asked, _, _ in demands], self._variables)
            low, high = [one[1] for one in demands], [one[2] for one in demands]
            rules.append(LinearConstraint(extra, low, high))
        found = milp(
            np.zeros(self._variables),
            integrality=np.ones(self._variables),
            bounds=Bounds(lowest, highest),
            constraints=rules,
        )
        if found.status == INFEASIBLE:
            return None
        if not found.success:
            raise RuntimeError(f"The audit has no answer: {found.message}")
        world = np.rint(found.x).astype(np.int64)
        return self._counts(world)


def _most(story: Story, known: Windows) -> int:
    """More people than any batch can have had: a limit is needed for "nobody or a whole batch"."""
    shown = np.where(known.high < NO_LIMIT, known.high, 0)
    return int(
        2 * story.counts[:, 0].sum(axis=1).max(initial=0)
        + shown[:, 0].sum(axis=1).max(initial=0)
        + 100
    )


def _added(*sums: Terms) -> Terms:
    total: Terms = {}
    for one in sums:
        for number, times in one.items():
            total[number] = total.get(number, 0.0) + times
    return total


def _times(terms: Terms, factor: float) -> Terms:
    return {number: factor * times for number, times in terms.items()}


def _matrix(rows: list[Terms], columns: int) -> csr_array:
    at = [row for row, terms in enumerate(rows) for _ in terms]
    numbers = [number for terms in rows for number in terms]
    times = [factor for terms in rows for factor in terms.values()]
    return csr_array((times, (at, numbers)), shape=(len(rows), columns))
