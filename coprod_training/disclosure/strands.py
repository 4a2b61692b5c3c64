"""Everybody who was ever counted, in strands: people with one history in one or more questions.

What all of a strand answered can be told apart from any other strand's. Whenever its counts by
setting and by region agree on the totals, there are people in both at once who give them. So a
world in which only counts of strands differ is a world, whatever the histories are.
"""

from collections.abc import Iterable, Mapping, Sequence
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


def strands_of(story: Story) -> list[Strand]:
    """The strands of one question by itself."""
    answers = np.arange(len(story.frame.options))
    return [
        Strand({0: (span, answers)}, people) for span, people in story.spans.items() if people.any()
    ]


@dataclass(frozen=True, eq=False, repr=False)
class StrandWorld:
    """One world: how many of each strand gave each of its answers, by group.

    given: for each strand [group, own answer]. Whoever is in no strand is as in the true world.
    """

    stories: Sequence[Story]
    strands: Sequence[Strand]
    given: Sequence[Counts]

    @classmethod
    def true(cls, stories: Sequence[Story], strands: Sequence[Strand]) -> "StrandWorld":
        """As it was."""
        frame = stories[0].frame
        return cls(stories, strands, [frame.margins(one.people) for one in strands])

    def seen_in(self, question: int) -> World:
        """The counts of one question: all, those who came, and those of whom nobody else knows.

        Of people in several questions each answer says something of another, and of those who
        left, when they came: their answers are exchanged by a program alone.
        """
        story = self.stories[question]
        counts, came = story.counts.copy(), story.came.copy()
        free = np.zeros_like(came)
        for strand, given in zip(self.strands, self.given, strict=True):
            if question not in strand.parts:
                continue
            (begin, end), answers = strand.parts[question]
            if len(strand.parts) == 1 and end is None:
                free[begin] += given
            moved = by_answer(given - story.frame.margins(strand.people), answers, story)
            if moved.any():
                counts[begin:end] += moved
                came[begin] += moved
        return World(counts, came, free)


def by_answer(given: Counts, answers: Places, story: Story) -> Counts:
    """[group, own answer] as [group, answer to the question]."""
    found = np.zeros((len(given), len(story.frame.options)), dtype=np.int64)
    np.add.at(found, (slice(None), answers), given)
    return found


def everybody(strands: Iterable[Strand], question: int, story: Story, span: Span) -> Counts:
    """All people of the strands with this span in a question: [setting, region, answer]."""
    found = np.zeros(story.frame.shape, dtype=np.int64)
    for strand in strands:
        if question in strand.parts and strand.parts[question][0] == span:
            np.add.at(found, (..., strand.parts[question][1]), strand.people)
    return found
