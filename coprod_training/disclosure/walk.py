"""A walk from world to world: one person gives another answer, or two give each other's.

Every world on the way is one of people, who came and went when they did, in one setting and one
region, and each published figure is what it was. So every count that is met on the way is one that
can have been. The walk is drawn towards counts that have had too few values yet. It is seeded: two
people who make the same release walk the same way. Source: point 7.
"""

import random
from collections.abc import Sequence

import numpy as np

from coprod_training.disclosure.persons import Persons
from coprod_training.disclosure.seen import Cell, Seen
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import Story, Windows
from coprod_training.disclosure.tables import Counts

Step = tuple[int, int, int]
"""A person, a question, and the answer that they give to it from now on."""


class Walk:
    """One walk, from the true world on. seen: for each question, the values its counts have had."""

    def __init__(
        self,
        stories: Sequence[Story],
        known: Sequence[Windows],
        settings: Settings,
        persons: Persons,
    ) -> None:
        """Begin in the true world. known: what each published figure says, by question."""
        self.stories, self.settings, self.persons = stories, settings, persons
        self.seen = [Seen(story.counts, settings) for story in stories]
        self.steps = 0
        self._draw = random.Random(7)  # noqa: S311 (a seed, and no secret)
        self._batch = settings.smallest_batch
        self._counts = [_by_time(one.counts, one) for one in stories]
        self._low = [_with_bases(one.low, one.base_low) for one in known]
        self._high = [_with_bases(one.high, one.base_high) for one in known]
        self._came = [one.frame.bases(one.came) for one in stories]
        self._went = [one.frame.bases(one.went) for one in stories]
        self._counted = [one.frame.counted for one in stories]
        self._first_region = 1 + len(stories[0].frame.settings)

    def towards(self, cells: Sequence[Cell], most: int) -> list[Cell]:
        """Walk until these counts have had enough values; those that have not after `most` steps."""
        enough, still = self.settings.feasible_values, list(cells)
        for number in range(most):
            if number % 64 == 0:
                still = [c for c in still if self.seen[c[0]].how_many(c[1:]) < enough]
                if not still:
                    break
            self.steps += 1
            steps = self._propose(still[self._draw.randrange(len(still))])
            if steps:
                self._take(steps)
        return [c for c in still if self.seen[c[0]].how_many(c[1:]) < enough]

    def _propose(self, cell: Cell) -> list[Step]:
        """Somebody of a group takes on an answer, or gives it up; perhaps another the opposite."""
        question, at, row, column = cell
        draw, persons = self._draw, self.persons
        inside = persons.there(question, at, row)
        if not inside:
            return []
        one = inside[draw.randrange(len(inside))]
        now = persons.answer(question, one)
        if now == column:
            wanted = persons.another(question, draw)
        else:
            wanted = column
        return persons.steps(question, one, wanted, draw)

    def _take(self, steps: list[Step]) -> None:
        """Take these steps if every published figure stays what it is; else stay."""
        effects = self.persons.effects(steps)
        touched: dict[tuple[int, int, int], None] = {}
        for question, row, begin, end, old, new in effects:
            counts = self._counts[question][row]
            counts[old, begin:end] -= 1
            counts[new, begin:end] += 1
            touched[question, row, old] = touched[question, row, new] = None
        fits = all(
            (self._counts[q][row, column] >= self._low[q][row, column]).all()
            and (self._counts[q][row, column] <= self._high[q][row, column]).all()
            for q, row, column in touched
        )
        if not fits:
            for question, row, begin, end, old, new in effects:
                counts = self._counts[question][row]
                counts[old, begin:end] += 1
                counts[new, begin:end] -= 1
            return
        self.persons.take(steps)
        for question, row, column in touched:
            self.seen[question].met(row, column, self._counts[question][row, column])


def _by_time(counts: Counts, story: Story) -> Counts:
    """[release, group, option] as [group, option or base, release]."""
    return np.ascontiguousarray(_with_bases(counts, story.frame.bases(counts)))


def _with_bases(counts: Counts, bases: Counts) -> Counts:
    return np.ascontiguousarray(np.concatenate([counts, bases[..., None]], axis=-1).transpose(1, 2, 0))
