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


@dataclass(frozen=True, eq=False, repr=False)
class Story:
    """True counts and published tables of one question, release by release.

    joined, left: [release, setting, region, option], who came in and went out with each release.
    published: for each release, the tables that are in the plan, by group. coded: whether service
    codes are asked for, which decides how large a group has to be.
    """

    frame: Frame
    joined: Counts
    left: Counts
    published: Sequence[dict[Group, ProtectedTable]]
    coded: bool

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

    def merged(self) -> "Story":
        """The same without releases in which nothing of this question changed.

        They tell nothing: a batch of nobody and a batch are together a batch.
        """
        keep = [
            at
            for at in range(self.releases)
            if at == 0
            or self.joined[at].any()
            or self.left[at].any()
            or self.published[at] != self.published[at - 1]
        ]
        published = [self.published[at] for at in keep]
        return Story(self.frame, self.joined[keep], self.left[keep], published, self.coded)


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
    needed = settings.base_needed(story.coded)
    for at, tables in enumerate(story.published):
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
