"""Looks for other worlds in sweeps: each moves many of the open counts at once, up or down.

In every world that is found, exchanges move counts further. A count is closed when it has had as
many values as it has to be able to have. What stays open after a while is asked one by one, by
whoever called. The draws are seeded: the same question gives the same sweeps.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from coprod_training.disclosure.exchange import Room
from coprod_training.disclosure.seen import Place, Seen
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import Story

Pushed = Callable[[Mapping[Place, float]], Room | None]
"""Finds a world with some counts far up, or down: its room; or None."""
PATIENCE, WORTH_IT = 4, 0.98
"""So many sweeps in a row may leave more than this share open before the rest is asked one by one.

A sweep takes about as long as to ask for one count.
"""


class Sweeps:
    """What worlds have been found so far. seen: the values that its counts have had."""

    def __init__(self, story: Story, settings: Settings, true: Room) -> None:
        """Begin with the true world, and with every exchange in it."""
        self.settings, self.story = settings, story
        self.seen = Seen(story.counts, settings)
        self.cells: list[Place] = [
            (at, row, column)
            for at, row, column in np.argwhere(
                (story.counts > 0) & (story.counts < settings.smallest_count)
            ).tolist()
        ]
        self._draw = np.random.default_rng(7)
        self.add(true)

    def open(self) -> list[Place]:
        """The small counts that have not had enough values yet."""
        enough = self.settings.feasible_values
        return [cell for cell in self.cells if self.seen.how_many(cell) < enough]

    def add(self, room: Room) -> None:
        """Note every value in a world, and what exchanges make of it."""
        self.seen.add(room.world.counts, *room.reach)

    def close(self, pushed: Pushed) -> list[Place]:
        """Sweep until everything is closed, or little more seems to be; what stays open."""
        still, idle = self.open(), 0
        while still and idle < PATIENCE:
            found = pushed(self.towards(still))
            if found is not None:
                self.add(found)
            left = self.open()
            idle = idle + 1 if len(left) > WORTH_IT * len(still) else 0
            still = left
        return still

    def towards(self, still: Sequence[Place]) -> dict[Place, float]:
        """Which way each count is pushed: as a rule to where there is more room for it.

        One answer of one group goes the same way in every release, as most people stay in it.
        """
        drawn: dict[tuple[int, int], tuple[float, float]] = {}
        most = self.settings.smallest_count
        found = {}
        for at, row, column in still:
            key = (row, column)
            if key not in drawn:
                # Some are pushed much harder than others, so that they go far and not all a little.
                drawn[key] = self._draw.random(), self._draw.exponential() ** 2
            up, weight = drawn[key]
            true = int(self.story.counts[at, row, column])
            found[at, row, column] = weight if up * most > true else -weight
        return found
