"""How far the counts of a change, and of its two questions, can move by exchange.

Somebody can give another answer before the course as long as their change stays what it is, and so
after it. Somebody can change in another way when they and a second person of the same setting and
region, who came with the same release, give each other's answer to one of the two questions. Each
exchange is one of people, and so a world. Source: `exchange`, for questions by themselves.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coprod_training.disclosure.exchange import Room, World
from coprod_training.disclosure.linked import AFTER, BEFORE, CHANGE, Linked
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import Story, Windows
from coprod_training.disclosure.strands import StrandWorld
from coprod_training.disclosure.tables import Counts


class LeafRoom(Room):
    """The room of one question, when it is known who can give which other answer."""

    def __init__(
        self, story: Story, world: World, known: Windows, settings: Settings, can: Counts
    ) -> None:
        """Take what `Room` takes. can: [release they came with, setting, region, from, to]."""
        super().__init__(story, world, known, settings)
        self.can = can

    @cached_property
    def reach(self) -> tuple[Counts, Counts]:
        """How far each count can go (down, up) by exchange: [release, group, option]."""
        down, up = super().reach
        for begin in range(self.releases):
            for end in range(begin + 1, self.releases + 1):
                people = self.can[begin].swapaxes(-1, -2)  # [setting, region, more, less]
                if end < self.releases:
                    people = np.minimum(people, self.can[end])
                if not people.any():
                    continue
                most = _made_up_for(people, self.slack(begin, end), self.sides)
                up[begin:end] = np.maximum(up[begin:end], most.max(axis=2))
                down[begin:end] = np.maximum(down[begin:end], most.max(axis=1))
        return down, up


def _made_up_for(people: Counts, slack: Counts, sides: tuple[Counts, Counts]) -> Counts:
    """What is possible in each group: [group, more, less].

    Either some of a group do it, and everybody and the groups of the other side move with them; or
    others do the opposite who are in another group of the same side, and in the same of the other.
    """
    found = np.zeros_like(slack)
    back = slack.swapaxes(-1, -2)
    for rows, others, here in ((*sides, people), (*sides[::-1], people.swapaxes(0, 1))):
        own = slack[rows]
        with_all = np.minimum(np.minimum(here, slack[others][None]).sum(axis=1), slack[0])
        together = np.minimum(own, with_all)
        opposite = here.swapaxes(-1, -2)
        both = np.minimum(here[:, None], opposite[None, :]).sum(axis=2)
        both = np.minimum(both, back[rows][None, :])
        same = np.arange(len(rows))
        both[same, same] = 0
        found[rows] = np.maximum(together, np.minimum(own, both.max(axis=1)))
        found[0] = np.maximum(found[0], together.max(axis=0))
    return found


def rooms_of(
    linked: Linked, world: StrandWorld, known: Sequence[Windows], settings: Settings
) -> list[LeafRoom]:
    """The rooms of the three in one world."""
    cans = _cans(linked, world)
    return [
        LeafRoom(story, world.seen_in(question), known[question], settings, cans[question])
        for question, story in enumerate(linked.stories)
    ]


def _cans(linked: Linked, world: StrandWorld) -> list[Counts]:
    """Who can give which other answer, by question: as `LeafRoom` takes it."""
    cans = []
    for story in linked.stories:
        options = len(story.frame.options)
        cans.append(np.zeros((*story.joined.shape[:3], options, options)))
    tied, came = [], []
    for strand, people in zip(world.strands, world.people, strict=True):
        if any(end is not None for (_, end), _ in strand.parts.values()):
            continue  # whoever has left a question is not exchanged
        if len(strand.parts) > 1:
            tied.append(people)
            came.append([strand.parts[question][0][0] for question in range(len(cans))])
            continue
        ((question, ((begin, _), answers)),) = strand.parts.items()
        cans[question][begin][:, :, answers, :] += people[..., None]
    if tied:
        # As fractions: numpy multiplies whole numbers one by one.
        _tied_cans(linked, np.array(tied, dtype=float), np.array(came), cans)
    for question in (BEFORE, AFTER):
        same = np.arange(cans[question].shape[-1])
        cans[question][..., same, same] = 0
    return [one.astype(np.int64) for one in cans]


def _tied_cans(
    linked: Linked, people: NDArray[np.float64], came: Counts, cans: list[NDArray[np.float64]]
) -> None:
    """Add those who are in all three. people: [strand, setting, region, pair]."""
    ways = [linked.others(question) for question in (BEFORE, AFTER)]
    for question, (same, _) in enumerate(ways):
        options = cans[question].shape[-1]
        can = (people @ same.astype(float)).reshape(*people.shape[:3], options, options)
        np.add.at(cans[question], came[:, question], can)
    for question, (_, other) in enumerate(ways):
        want = people @ other.astype(float)
        # Somebody who came with them takes over the answer that they had.
        takes = cans[question][came[:, question]].swapaxes(-1, -2)
        takes = takes.reshape(*people.shape[:3], -1, 1)
        most = np.minimum(want.reshape(*takes.shape[:-1], -1), takes).max(axis=-2)
        found = np.zeros_like(cans[CHANGE])
        np.add.at(found, came[:, CHANGE], most.reshape(-1, *found.shape[1:]))
        cans[CHANGE][:] = np.maximum(cans[CHANGE], found)
