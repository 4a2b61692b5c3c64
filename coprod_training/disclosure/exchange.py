"""Other worlds that fit, found by exchange and without an integer program.

Some people in one group give another answer from one release on, or between two, and people in
other groups the opposite, so that totals stay as they are. How many can do so before a published
figure would change says how far a count can go. Each exchange is a world that fits, so the audit
may rely on what is found here; where too little is found, the integer program decides.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import Story, Windows
from coprod_training.disclosure.tables import Counts, Frame


@dataclass(frozen=True, eq=False)
class World:
    """Counts of everybody published, and of joiners: all [release, group, option].

    free: those of the joiners whose answers can be exchanged. Whoever left later is not among them:
    then it would have to be looked at whether somebody is left who can have left.
    """

    counts: Counts
    came: Counts
    free: Counts

    @classmethod
    def true(cls, story: Story) -> "World":
        """As it was."""
        return cls(story.counts, story.came, story.stays)


class Room:
    """How far the counts of one world can move without a published figure changing."""

    def __init__(self, story: Story, world: World, known: Windows, settings: Settings) -> None:
        """Work out the room of each count. known: what each published figure says by itself."""
        frame, self.batch = story.frame, settings.smallest_batch
        self.releases, self.world = story.releases, world
        self.counted = np.array(frame.counted)
        bases = frame.bases(world.counts)
        self.up, self.down = known.high - world.counts, world.counts - known.low
        self.base_up, self.base_down = known.base_high - bases, bases - known.base_low
        self.base_came = frame.bases(world.came)
        self.sides = sides(frame)
        self._moves: dict[tuple[int, int], Counts] = {}

    @cached_property
    def reach(self) -> tuple[Counts, Counts]:
        """How far each count can go (down, up) by one exchange: [release, group, option]."""
        down, up = np.zeros_like(self.up), np.zeros_like(self.up)
        for begin in range(self.releases):
            for end in range(begin + 1, self.releases + 1):
                most = balanced(self.moves(begin, end), self.sides)
                # One answer rises by what another falls: the same exchange from the other side.
                up[begin:end] = np.maximum(up[begin:end], most.max(axis=2))
                down[begin:end] = np.maximum(down[begin:end], most.max(axis=1))
        return down, up

    def moves(self, begin: int, end: int) -> Counts:
        """How many of each group can give one answer more and another less: [group, more, less]."""
        if (begin, end) not in self._moves:
            self._moves[begin, end] = self._move(begin, end)
        return self._moves[begin, end]

    def _move(self, begin: int, end: int) -> Counts:
        move = np.minimum(self.slack(begin, end), self.world.free[begin][:, None, :])
        if end < self.releases:
            move = np.minimum(move, self.world.free[end][:, :, None])
        return np.asarray(move, dtype=np.int64)

    def slack(self, begin: int, end: int) -> Counts:
        """The same by what was published alone, whoever there is."""
        more, less = self.up[begin:end].min(axis=0), self.down[begin:end].min(axis=0)
        base_more, base_less = self._bases(begin, end)
        move = np.minimum(more[:, :, None], less[:, None, :])
        into = self.counted[:, None] & ~self.counted[None, :]
        move = np.where(into, np.minimum(move, base_more[:, None, None]), move)
        move = np.where(into.T, np.minimum(move, base_less[:, None, None]), move)
        same = np.arange(len(self.counted))
        move[:, same, same] = 0
        return np.asarray(move, dtype=np.int64)

    def _bases(self, begin: int, end: int) -> tuple[Counts, Counts]:
        """The same for bases, whose batches stay whole ones, or nobody."""
        more, less = self.base_up[begin:end].min(axis=0), self.base_down[begin:end].min(axis=0)
        whole, spare = self.base_came >= self.batch, self.base_came - self.batch
        more = np.where(whole[begin], more, 0)
        less = np.where(whole[begin], np.minimum(less, spare[begin]), 0)
        if end < self.releases:
            more = np.where(whole[end], np.minimum(more, spare[end]), 0)
            less = np.where(whole[end], less, 0)
        return more, less


def sides(frame: Frame) -> tuple[Counts, Counts]:
    """The rows of the settings, and those of the regions."""
    first_region = 1 + len(frame.settings)
    return np.arange(1, first_region), np.arange(first_region, len(frame.groups))


def balanced(move: Counts, both: tuple[Counts, Counts]) -> Counts:
    """What is possible once other groups make up for it: [group, more, less].

    Either another group of the same side does the opposite, and no other table changes; or one
    group of each side, and everybody, move together.
    """
    back = move.transpose(0, 2, 1)
    found = np.zeros_like(move)
    found[0] = np.minimum(move[0], np.minimum(*(move[side].max(axis=0) for side in both)))
    for rows, others in (both, both[::-1]):
        together = np.minimum(move[rows], np.minimum(move[0], move[others].max(axis=0)))
        opposite = np.minimum(move[rows], _best_of_others(back[rows]))
        found[rows] = np.maximum(together, opposite)
    return found


def _best_of_others(moves: Counts) -> Counts:
    """For each group, the most that any other group can do: [group, option, option]."""
    if len(moves) < 2:
        return np.zeros_like(moves)
    highest, second = np.sort(moves, axis=0)[:-3:-1]
    alone = (moves == highest).sum(axis=0) == 1
    best: Counts = np.where((moves == highest) & alone, second, highest)
    return best
