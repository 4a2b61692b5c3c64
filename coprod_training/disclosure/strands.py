"""Everybody who was ever counted, in strands: people with one history in one or more questions.

What all of a strand answered can be told apart from any other strand's. Whenever its counts by
setting and by region agree on the totals, there are people in both at once who give them. So a
world in which only counts of strands differ is a world, whatever the histories are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coprod_training.disclosure.exchange import World
from coprod_training.disclosure.story import Span, Story
from coprod_training.disclosure.tables import Counts

Places = NDArray[np.int64]
"""For each of a strand's own answers, which answer to a question it is."""


@dataclass(frozen=True, eq=False, repr=False)
class Strand:
    """People with one history. parts: by question, when they came and went, and what they answered.

    people: [setting, region, own answer], as it was.
    """

    parts: Mapping[int, tuple[Span, Places]]
    people: Counts

    def counts_in(self, question: int, release: int) -> bool:
        """Whether these people are counted in one release of a question."""
        if question not in self.parts:
            return False
        begin, end = self.parts[question][0]
        return begin <= release and (end is None or release < end)


@dataclass(frozen=True, eq=False, repr=False)
class StrandWorld:
    """One world: how many of each strand gave each of its answers.

    people: for each strand [setting, region, own answer]. Whoever is in no strand is as in the true
    world.
    """

    stories: Sequence[Story]
    strands: Sequence[Strand]
    people: Sequence[Counts]

    @classmethod
    def true(cls, stories: Sequence[Story], strands: Sequence[Strand]) -> "StrandWorld":
        """As it was."""
        return cls(stories, strands, [one.people for one in strands])

    def seen_in(self, question: int) -> World:
        """The counts of one question. free: those of whom no other question says anything."""
        story = self.stories[question]
        counts, came = story.counts.copy(), story.came.copy()
        free = np.zeros_like(came)
        for strand, people in zip(self.strands, self.people, strict=True):
            if question not in strand.parts:
                continue
            (begin, end), answers = strand.parts[question]
            if len(strand.parts) == 1 and end is None:
                free[begin][:, answers] += story.frame.margins(people)
            if people is strand.people:
                continue
            more = story.frame.margins(people - strand.people)
            for own in np.flatnonzero(more.any(axis=0)):
                counts[begin:end, :, answers[own]] += more[:, own]
                came[begin, :, answers[own]] += more[:, own]
        return World(counts, came, free)


def in_places(by_setting: Counts, by_region: Counts) -> Counts:
    """People in settings and regions at once, who give these two counts: [setting, region].

    The first setting is put into the first regions, and so on: the north-west corner rule.
    """
    found = np.zeros((len(by_setting), len(by_region)), dtype=np.int64)
    left = by_region.tolist()
    region = 0
    for setting, many in enumerate(by_setting.tolist()):
        while many:
            some = min(many, left[region])
            found[setting, region] = some
            left[region] -= some
            many -= some
            region += left[region] == 0 and bool(many)
    return found
