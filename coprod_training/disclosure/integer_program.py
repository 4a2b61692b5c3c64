"""Everything that fits what was published, as an integer program, and questions put to it.

A world is one way in which people can have joined, left and answered so that each release comes
out as it did. It is written as counts by setting and by region alone: whenever these agree on the
totals, there are people in settings and regions at once that give them, so nothing is lost. Of
those who left it has a count for each release with which they can have come. Without that, people
could leave in whose setting somebody had come, and in whose region, and nobody in both.
Source: point 7; scipy.optimize.milp (HiGHS).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from scipy.optimize import LinearConstraint
from scipy.sparse import csr_array, vstack

from coprod_training.disclosure.exchange import World
from coprod_training.disclosure.rounding import Program, quickly, surely
from coprod_training.disclosure.seen import Place
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import NO_LIMIT, Story, Windows, windows
from coprod_training.disclosure.tables import Counts

Terms = dict[int, float]
"""A sum: how often each variable is taken, by its number."""
What = Literal["counts", "came", "went", "span"]
"""Which count is asked about: of everybody published, of joiners, of leavers, or of a span."""
Batches = Literal["whole", "as they were", "any"]
"""What is demanded of batches, beside that nobody is negative.

whole: what the seal demands (point 5), which is the whole truth, and slow. as they were: a
group that gained or lost nobody does not, and each other a whole batch, so a world of this sort is
a world. any: the seal is left out, so where there is no such world there is none. Both are quick.
"""


@dataclass(frozen=True)
class Asked:
    """One count of one release: `row` is a group's and `column` an option's place in the frame.

    end: for a span, the release with which those went who came with `release`; None: they stayed.
    """

    what: What
    release: int
    row: int
    column: int
    end: int | None = None


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
        # A block for each release with which somebody left, and each with which they can have come.
        self._gone = [(begin, end) for end in story.leaving for begin in range(end)]
        block = self._places * self._options
        self._first_leaver = story.releases * block
        self._variables = self._first_leaver + len(self._gone) * block
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
        self._matrix = _matrix(self._rows, self._variables)

    def _counts(self, block: Counts) -> Counts:
        """Counts by setting and by region, with those of everybody before them."""
        by_place = block.reshape(-1, self._places, self._options)
        everybody = by_place[:, : self._settings].sum(axis=1, keepdims=True)
        return np.concatenate([everybody, by_place], axis=1)

    def _world(self, found: Counts) -> World:
        counts = self._counts(found[: self._first_leaver])
        came = np.diff(counts, axis=0, prepend=np.zeros_like(counts[:1]))
        free = came.copy()
        gone = self._counts(found[self._first_leaver : self._binaries])
        for (begin, end), block in zip(self._gone, gone, strict=True):
            came[end] += block
            free[end] += block
            free[begin] -= block
        return World(counts, came, free)

    def terms(self, asked: Asked) -> Terms:
        """One count as a sum of variables."""
        at, row, column = asked.release, asked.row, asked.column
        if asked.what == "counts":
            return self._sum(at, row, column)
        if asked.what == "span" and asked.end is not None:
            return self._sum_of_gone(row, column, begin=at, end=asked.end)
        gone = self._sum_of_gone(row, column, end=at)
        if asked.what == "went":
            return gone
        before = self._sum(at - 1, row, column) if at else {}
        came = _added(self._sum(at, row, column), gone, _times(before, -1))
        if asked.what == "came":
            return came
        return _added(came, _times(self._sum_of_gone(row, column, begin=at), -1))

    def _number(self, at: int, row: int, column: int) -> int:
        return (at * self._places + row - 1) * self._options + column

    def _members(self, row: int) -> Iterable[int]:
        """The rows that a group is the sum of: for everybody, all settings."""
        return range(1, 1 + self._settings) if row == 0 else (row,)

    def _sum(self, at: int, row: int, column: int) -> Terms:
        return {self._number(at, one, column): 1.0 for one in self._members(row)}

    def _sum_of_gone(
        self, row: int, column: int, *, begin: int | None = None, end: int | None = None
    ) -> Terms:
        """Those who came with `begin` and went with `end`; None stands for any."""
        first = self._first_leaver
        return {
            first + self._number(block, one, column): 1.0
            for block, (came, went) in enumerate(self._gone)
            if begin in (None, came) and end in (None, went)
            for one in self._members(row)
        }

    def _demand(self, terms: Terms, low: float, high: float) -> None:
        self._rows.append(terms)
        self._low.append(low)
        self._high.append(high)

    def _ways_agree(self) -> None:
        """Everybody is in one setting and in one region."""
        first_region = 1 + self._settings
        regions = range(first_region, first_region + self._regions)
        for column in range(self._options):
            ways: list[Callable[[int], Terms]] = [
                partial(self._sum, at, column=column) for at in range(self.story.releases)
            ]
            ways += [
                partial(self._sum_of_gone, column=column, begin=begin, end=end)
                for begin, end in self._gone
            ]
            for sum_of in ways:
                by_region = _added(*(sum_of(row) for row in regions))
                self._demand(_added(sum_of(0), _times(by_region, -1)), 0, 0)

    def _nobody_is_negative(self) -> None:
        """Of those who came with a release, no more leave than came."""
        for at in range(self.story.releases):
            if at == 0 and not self._gone:
                continue  # the counts of the first release are variables, and so no less than 0
            for row in range(1, 1 + self._places):
                for column in range(self._options):
                    self._demand(self.terms(Asked("span", at, row, column)), 0, np.inf)

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
        batches += [("went", at) for at in self.story.leaving]
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

    def quickly(
        self, towards: Mapping[Place, float], demands: Sequence[Demand] = ()
    ) -> World | Literal["nothing fits"] | None:
        """A world in which counts lie within (lowest, highest); None when none was found quickly.

        towards: counts that are to be far up in it, or far down where the weight is below 0.
        """
        aim = np.zeros(self._variables)
        for place, weight in towards.items():
            for number, times in self.terms(Asked("counts", *place)).items():
                aim[number] -= weight * times
        found = quickly(self._program(demands), aim)
        return self._world(found) if isinstance(found, np.ndarray) else found

    def surely(
        self, demands: Sequence[Demand], other: Collection[int] | None = None
    ) -> World | None:
        """A world in which counts lie within (lowest, highest), or None when there is none.

        other: look only where batches of other releases than these are a batch, or nobody, as they
        were.
        """
        found = surely(self._program(demands, other))
        return None if found is None else self._world(found)

    def _program(self, demands: Sequence[Demand], other: Collection[int] | None = None) -> Program:
        lowest, highest = self._lowest, self._highest
        if other is not None:
            lowest, highest = lowest.copy(), highest.copy()
            for number, (at, one) in enumerate(self._batch_of, self._binaries):
                if at not in other:
                    lowest[number] = highest[number] = one
        extra = _matrix([self.terms(asked) for asked, _, _ in demands], self._variables)
        sums = LinearConstraint(
            vstack([self._matrix, extra], format="csr"),
            [*self._low, *(low for _, low, _ in demands)],
            [*self._high, *(high for _, _, high in demands)],
        )
        return Program(sums, lowest, highest)


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
