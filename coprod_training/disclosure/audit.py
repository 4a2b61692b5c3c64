"""The audit: can anything hidden be worked out from all that has been published so far?

Source: point 7. A true count of 1 to 9 has to be able to have four values or more, in every
release, also for somebody who is one of those counted, and so knows that it is not zero. Somebody
who is known to have joined or left with a release has to be able to have given two answers or more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coprod_training.disclosure.exchange import Room, World
from coprod_training.disclosure.integer_program import Asked
from coprod_training.disclosure.search import Search
from coprod_training.disclosure.seen import Place
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import Span, Story, windows
from coprod_training.disclosure.sweeps import Sweeps
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

    exact: how many of them were left to be asked one by one. programs: how often one was solved.
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


def audit(
    story: Story,
    settings: Settings,
    effort: Effort | None = None,
    only: Sequence[Narrowed] | None = None,
) -> list[Narrowed]:
    """Everything that can be told too well; empty when the story may be published.

    story: with the release that is to come as its last. only: what an earlier audit found, when no
    more than that has to be looked at again. Exact: what sweeps leave open is decided by the
    integer program, with all that is known in it.
    """
    effort = effort if effort is not None else Effort()
    search, among = Search(story, settings), Among(only)
    found = [*_cells(search, settings, effort, among), *_people(search, settings, effort, among)]
    effort.programs += search.programs
    return found


class Among:
    """What an audit looks at: all of it, or what an earlier one has found."""

    def __init__(self, only: Sequence[Narrowed] | None) -> None:
        """only: None is all of it."""
        self._only = None if only is None else {_place(one) for one in only}

    def has(self, kind: str, release: int, groups: Sequence[Group], option: str = "") -> bool:
        """Whether this is looked at. option: of a count."""
        return self._only is None or (kind, release, tuple(groups), option) in self._only

    def cells(self, cells: Sequence[Place], story: Story) -> list[Place]:
        """Those counts that are looked at."""
        frame = story.frame
        found = []
        for cell in cells:
            at, row, column = cell
            if self.has("cell", at, (frame.groups[row],), frame.options[column]):
                found.append(cell)
        return found


def _place(one: Narrowed) -> tuple[str, int, tuple[Group, ...], str]:
    return one.kind, one.release, one.groups, one.option * (one.kind == "cell")


def narrowed_cell(story: Story, cell: Place, possible: int) -> Narrowed:
    """What to say of a count that has had too few values."""
    at, row, column = cell
    group, option = story.frame.groups[row], story.frame.options[column]
    return Narrowed("cell", at, (group,), option, possible)


def _cells(search: Search, settings: Settings, effort: Effort, among: Among) -> Iterator[Narrowed]:
    story, enough = search.story, settings.feasible_values

    known = windows(story, settings)

    def room(world: World) -> Room:
        return Room(story, world, known, settings)

    def pushed(towards: Mapping[Place, float]) -> Room | None:
        world = search.pushed(towards)
        return None if world is None else room(world)

    sweeps = Sweeps(story, settings, room(World.true(story)))
    sweeps.cells = among.cells(sweeps.cells, story)
    effort.cells += len(sweeps.cells)
    still = sweeps.close(pushed)
    effort.exact += len(still)
    seen = sweeps.seen
    for place in still:
        true = int(story.counts[place])
        for value in sorted(range(1, seen.most + 1), key=lambda one: abs(one - true)):
            if seen.how_many(place) < enough and not seen.has(place, value):
                world = search.world([(Asked("counts", *place), value, value)])
                if world is not None:
                    sweeps.add(room(world))
        if seen.how_many(place) < enough:
            yield narrowed_cell(story, place, seen.how_many(place))


def _people(search: Search, settings: Settings, effort: Effort, among: Among) -> Iterator[Narrowed]:
    """Whoever came or went, by release, setting and region: what can they have answered?"""
    story = search.story
    first_region = 1 + len(story.frame.settings)
    margins = {span: story.frame.margins(leaves) for span, leaves in story.spans.items()}
    sides: tuple[tuple[Literal["joiner", "leaver"], Counts], ...] = (
        ("joiner", story.joined),
        ("leaver", story.left),
    )
    for kind, leaves in sides:
        people = leaves.sum(axis=-1)
        for at, setting, region in np.argwhere(people > 0).tolist():
            rows = [0, 1 + setting, first_region + region]
            who = (story.frame.groups[rows[1]], story.frame.groups[rows[2]])
            if not among.has(kind, at, who):
                continue
            effort.people += 1
            spans = [span for span in margins if at == span[kind == "leaver"]]
            # Somebody in this setting and somebody in this region, of one span: they can be one.
            sure = np.any([np.all(margins[span][rows] > 0, axis=0) for span in spans], axis=0)
            found = int(sure.sum())
            if found < settings.feasible_options:
                effort.exact += 1
                enough = settings.feasible_options - found
                found += _other_answers(search, spans, rows, sure, enough)
            if found < settings.feasible_options:
                (column,) = np.nonzero(sure)[0][:1]
                yield Narrowed(kind, at, who, story.frame.options[int(column)], found)


def _other_answers(
    search: Search, spans: list[Span], rows: list[int], sure: NDArray[np.bool_], enough: int
) -> int:
    """How many more answers somebody can have given who came and went in one of these spans.

    rows: of everybody, their setting and their region. enough: so many are looked for.
    """
    totals = sum(search.story.frame.margins(search.story.spans[span])[0] for span in spans)
    stayed_first = sorted(spans, key=lambda span: (span[1] is not None, span))
    found = 0
    for column in _likely_first(search.story, sure, np.asarray(totals)):
        for begin, end in stayed_first:
            demands = [(Asked("span", begin, row, column, end), 1, search.most) for row in rows]
            if search.world(demands) is not None:
                found += 1
                break
        if found >= enough:
            break
    return found


def _likely_first(story: Story, sure: NDArray[np.bool_], totals: Counts) -> list[int]:
    """The other options, those of the same sort first: with these, batches stay as they were."""
    counted = np.array(story.frame.counted)
    same = counted == counted[int(np.nonzero(sure)[0][0])]
    others = [int(one) for one in np.nonzero(~sure)[0]]
    return sorted(others, key=lambda one: (not same[one], -int(totals[one])))
