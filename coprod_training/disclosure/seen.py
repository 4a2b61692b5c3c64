"""Which values a count has had in worlds that fit, as they are found."""

import numpy as np

from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.tables import Counts

Place = tuple[int, int, int]
"""A count: its release, its group's row and its option's column."""


class Seen:
    """Remembers small values only: a count that can be large can be told from no small one."""

    def __init__(self, counts: Counts, settings: Settings) -> None:
        """Begin with the true values. counts: [release, group, option]."""
        self._values = np.arange(settings.smallest_count + settings.feasible_values)
        self._seen = self._values == counts[..., None]
        self.most = len(self._values) - 1

    def how_many(self, place: Place) -> int:
        """How many values this count has had, without zero.

        Whoever gave that answer knows that the count is not zero, so zero hides nobody from them.
        """
        return int(self._seen[place][1:].sum())

    def has(self, place: Place, value: int) -> bool:
        """Whether it has had this one."""
        return bool(self._seen[(*place, value)])

    def add(self, counts: Counts, down: Counts | int = 0, up: Counts | int = 0) -> None:
        """Note every count of a world, with all values from `counts - down` to `counts + up`."""
        lowest = np.asarray(counts - down)[..., None]
        highest = np.asarray(counts + up)[..., None]
        self._seen |= (self._values >= lowest) & (self._values <= highest)
