"""The audit: can anything hidden be worked out from all that has been published so far?

Source: point 7. A true count of 1 to 9 has to be able to have four values or more, in every
release, also for somebody who is one of those counted, and so knows that it is not zero. Somebody
who is known to have joined or left with a release has to be able to have given two answers or more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coprod_training.disclosure.exchange import Room, World
from coprod_training.disclosure.integer_program import Asked, What
from coprod_training.disclosure.search import Search
from coprod_training.disclosure.seen import Place, Seen
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.steps import towards
from coprod_training.disclosure.story import Story, windows
from coprod_training.disclosure.tables import Counts, Group


@dataclass(frozen=True)
class Narrowed:
    """A hidden count that can be told too well. release: from 0. possible: values or answers left.

    kind: "cell", or "joiner" or "leaver" for somebody who is known to have come or gone; groups:
    their setting and their region.
    """

    kind: Literal["cell", "joiner", "leaver"]
    release: int
    groups: tuple[Group, ...]
    option: str
    possible: int


@dataclass
class Effort:
    """What an audit took. cells, people: how many were judged.

    exact: how many of them were left to the integer program. programs: how often one was solved.
    """

    cells: int = 0
    people: int = 0
    exact: int = 0
    programs: int = 0

    def add(self, other: "Effort") -> None:
        """Count another audit's effort in."""
        self.cells += other.cells
        self.people += other.people
        self.exact += other.exact
        self.programs += other.programs


def audit(story: Story, settings: Settings, effort: Effort | None = None) -> list[Narrowed]:
    """Everything that can be told too well; empty when the story may be published.

    story: with the release that is to come as its last. Exact: what the exchanges of `exchange`
    leave open is decided by the integer program.
    """
    effort = effort if effort is not None else Effort()
    search = Search(story, settings)
    found = [*_cells(search, settings, effort), *_people(search, settings, effort)]
    effort.programs += search.programs
    return found


def _cells(search: Search, settings: Settings, effort: Effort) -> Iterator[Narrowed]:
    story = search.story
    known = windows(story, settings)
    enough = settings.feasible_values
    small = (story.counts > 0) & (story.counts < settings.smallest_count)
    effort.cells += int(small.sum())
    if not small.any():
        return
    room = Room(story, World.true(story), known, settings)
    seen = Seen(story.counts, *room.reach, settings)
    for place in _places(small):
        for up in (True, False):
            if seen.how_many(place) < enough:
                for world in towards(room, story, known, settings, place, up=up):
                    seen.add(world.counts)
        if seen.how_many(place) >= enough:
            continue
        effort.exact += 1
        _ask(search, seen, place, enough)
        if seen.how_many(place) < enough:
            at, row, column = place
            group, option = story.frame.groups[row], story.frame.options[column]
            yield Narrowed("cell", at, (group,), option, seen.how_many(place))


def _ask(search: Search, seen: Seen, place: Place, enough: int) -> None:
    """Let the integer program look for values of one count, the nearest first, until enough."""
    true = int(search.story.counts[place])
    for value in sorted(range(1, seen.most + 1), key=lambda one: abs(one - true)):
        if seen.how_many(place) >= enough:
            return
        if not seen.has(place, value):
            world = search.world([(Asked("counts", *place), value, value)])
            if world is not None:
                seen.add(world)


def _people(search: Search, settings: Settings, effort: Effort) -> Iterator[Narrowed]:
    """Whoever came or went, by release, setting and region: what can they have answered?"""
    story = search.story
    first_region = 1 + len(story.frame.settings)
    sides: tuple[tuple[What, Literal["joiner", "leaver"], Counts, Counts], ...] = (
        ("came", "joiner", story.joined, story.came),
        ("went", "leaver", story.left, story.went),
    )
    for what, kind, leaves, totals in sides:
        people = leaves.sum(axis=-1)
        for at, setting, region in _places(people > 0):
            effort.people += 1
            rows = (0, 1 + setting, first_region + region)
            sure = np.all(totals[at, rows, :] > 0, axis=0)
            found = int(sure.sum())
            if found < settings.feasible_options:
                effort.exact += 1
                for column in _likely_first(story, sure, totals[at, 0]):
                    demands = [(Asked(what, at, row, column), 1, search.most) for row in rows]
                    found += search.world(demands) is not None
                    if found >= settings.feasible_options:
                        break
            if found < settings.feasible_options:
                groups = story.frame.groups
                (column,) = np.nonzero(sure)[0][:1]
                yield Narrowed(
                    kind,
                    at,
                    (groups[rows[1]], groups[rows[2]]),
                    story.frame.options[int(column)],
                    found,
                )


def _likely_first(story: Story, sure: NDArray[np.bool_], totals: Counts) -> list[int]:
    """The other options, those of the same sort first: with these, batches stay as they were."""
    counted = np.array(story.frame.counted)
    same = counted == counted[int(np.nonzero(sure)[0][0])]
    others = [int(one) for one in np.nonzero(~sure)[0]]
    return sorted(others, key=lambda one: (not same[one], -int(totals[one])))


def _places(marked: NDArray[np.bool_]) -> Iterator[Place]:
    for at, row, column in np.argwhere(marked):
        yield int(at), int(row), int(column)
