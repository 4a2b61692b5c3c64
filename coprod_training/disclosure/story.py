"""One question over all its releases: what is true, and what anybody can tell from what was shown.

The audit assumes somebody who has kept every release, knows these rules and settings, and knows
that each person is in one setting and one region (point 7).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from coprod_training.disclosure.cells import window
from coprod_training.disclosure.gate import Hidden
from coprod_training.disclosure.protect import ProtectedTable
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.tables import Counts, Frame, Group

NO_LIMIT = 1_000_000
"""Stands for "any count at all": more people than could ever answer."""
Span = tuple[int, int | None]
"""With which release somebody came, and with which they went; None while they are there."""


@dataclass(frozen=True, eq=False, repr=False)
class Story:
    """True counts and published tables of one question, release by release.

    joined, left: [release, setting, region, option], who came in and went out with each release.
    published: for each release, the tables that are in the plan, by group. coded: for each release,
    whether service codes were asked for, which decides how large a group has to be.
    """

    frame: Frame
    joined: Counts
    left: Counts
    published: Sequence[dict[Group, ProtectedTable]]
    coded: Sequence[bool]

    @property
    def releases(self) -> int:
        """How many there are."""
        return len(self.joined)

    @cached_property
    def counts(self) -> Counts:
        """True counts of everybody published: [release, group, option]."""
        return self.frame.margins(np.cumsum(self.joined - self.left, axis=0))

    @cached_property
    def came(self) -> Counts:
        """True counts of joiners: [release, group, option]."""
        return self.frame.margins(self.joined)

    @cached_property
    def went(self) -> Counts:
        """True counts of leavers: [release, group, option]."""
        return self.frame.margins(self.left)

    @cached_property
    def leaving(self) -> tuple[int, ...]:
        """The releases with which somebody left."""
        return tuple(at for at in range(self.releases) if self.left[at].any())

    @cached_property
    def spans(self) -> dict[Span, Counts]:
        """Who came with one release and went with another: [setting, region, option] by span.

        Nobody knows who of those who came it was that left: their records are erased. So those who
        came first are taken to have left first, which is one of the worlds that fit. Raises
        ValueError when more left than came: then this is no story of one dataset.
        """
        there = self.joined.copy()
        found: dict[Span, Counts] = {}
        for end in self.leaving:
            left = self.left[end].copy()
            for begin in range(end):
                found[begin, end] = np.minimum(there[begin], left)
                there[begin] -= found[begin, end]
                left -= found[begin, end]
            if left.any():
                raise ValueError("More people left than had come.")
        return {**found, **{(begin, None): there[begin] for begin in range(self.releases)}}

    @cached_property
    def stays(self) -> Counts:
        """Of those who came with each release, who never left: [release, group, option]."""
        stays = [self.spans[begin, None] for begin in range(self.releases)]
        return self.frame.margins(np.array(stays))

    def moving(self) -> list[int]:
        """The releases in which something changed, and the first."""
        return [
            at
            for at in range(self.releases)
            if at == 0
            or self.joined[at].any()
            or self.left[at].any()
            or self.published[at] != self.published[at - 1]
        ]

    def of_releases(self, keep: Sequence[int]) -> "Story":
        """The same with these releases alone; nothing changed in any other."""
        kept = list(keep)
        return Story(
            self.frame,
            self.joined[kept],
            self.left[kept],
            [self.published[at] for at in kept],
            [self.coded[at] for at in kept],
        )

    def merged(self, always: int = 0) -> "Story":
        """The same without releases in which nothing of this question changed.

        They tell nothing: a batch of nobody and a batch are together a batch. always: one that is
        kept whatever it holds.
        """
        return self.of_releases(sorted({*self.moving(), always}))


@dataclass(frozen=True, eq=False)
class Windows:
    """Lowest and highest true counts that fit what was published.

    low, high: [release, group, option]. base_low, base_high: [release, group].
    """

    low: Counts
    high: Counts
    base_low: Counts
    base_high: Counts


def windows(story: Story, settings: Settings) -> Windows:
    """What each published figure says of the count behind it, taken by itself."""
    groups = story.frame.groups
    shape = (story.releases, len(groups), len(story.frame.options))
    low, high = np.zeros(shape, np.int64), np.full(shape, NO_LIMIT)
    base_low, base_high = np.zeros(shape[:2], np.int64), np.full(shape[:2], NO_LIMIT)
    for at, tables in enumerate(story.published):
        needed = settings.base_needed(story.coded[at])
        for row, group in enumerate(groups):
            table = tables.get(group)
            if table is None:
                continue
            if table.base is not None:
                lowest, base_high[at, row] = window(table.base, settings)
                base_low[at, row] = max(lowest, needed)
                for column, value in enumerate(table.counts):
                    low[at, row, column], high[at, row, column] = window(value, settings)
            elif table.hidden is Hidden.FEW:
                # Why a group is hidden is never said. Most often it is this, so it is guessed.
                base_high[at, row] = needed - 1
    return Windows(low, high, base_low, base_high)
