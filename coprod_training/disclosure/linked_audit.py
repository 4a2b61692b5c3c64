"""The audit of a change together with its questions: can a reader of all three tell anything?

Each small count of the three has to be able to have four values, and everybody who came or went has
to be able to have given two answers, in worlds in which the three are of the same people. What is
found here is a world, so that it can be relied on. What is not found may be there all the same: it
is taken for told, and a row is hidden that could have been shown.
Source: point 7; "derived figures" of point 4.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import numpy as np

from coprod_training.disclosure.audit import Among, Effort, Narrowed, narrowed_cell
from coprod_training.disclosure.leaf_room import LeafRoom, rooms_of
from coprod_training.disclosure.linked import AFTER, BEFORE, Linked, strands_of
from coprod_training.disclosure.pairing import NoPairing
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import windows
from coprod_training.disclosure.strand_program import Moving, StrandProgram, Wanted
from coprod_training.disclosure.strands import Strand, StrandWorld
from coprod_training.disclosure.sweeps import Cell, Sweeps

ANSWERS, TOGETHER, ALONE = 3, 3, 10
"""How many answers, strands in all three, and strands in one are free in one small program."""


def audit_linked(
    linked: Linked,
    settings: Settings,
    effort: Effort | None = None,
    only: Sequence[Narrowed] | None = None,
) -> list[Narrowed]:
    """Everything that can be told too well of the three; their places are its `question`.

    only: what an earlier audit found, when no more than that has to be looked at again. Where the
    three cannot be of the same people, the change is taken for told.
    """
    effort = effort if effort is not None else Effort()
    try:
        strands = strands_of(linked)
    except NoPairing:
        last = linked.change.releases - 1
        group, option = linked.change.frame.groups[0], linked.change.frame.options[0]
        return [Narrowed("cell", last, (group,), option, 0, 2)]
    looked = _Audit(linked, strands, settings, effort, Among(only))
    return [*looked.cells(), *looked.people()]


class _Audit:
    def __init__(
        self,
        linked: Linked,
        strands: list[Strand],
        settings: Settings,
        effort: Effort,
        among: Among,
    ) -> None:
        self.linked, self.stories = linked, linked.stories
        self.strands, self.settings = strands, settings
        self.known = [windows(one, settings) for one in linked.stories]
        self.effort = effort
        true = StrandWorld.true(self.stories, strands)
        self.margins = [linked.change.frame.margins(one.people) for one in strands]
        self.sweeps = Sweeps(self.stories, settings, self._rooms(true))
        self.sweeps.cells = among.cells(self.sweeps.cells, self.stories)
        self.among = among
        self.draw = np.random.default_rng(11)

    def cells(self) -> Iterator[Narrowed]:
        """Counts that have too few values."""
        self.effort.cells += len(self.sweeps.cells)
        still = self.sweeps.close(self._pushed)
        self.effort.exact += len(still)
        for cell in still:
            self._ask(cell)
            possible = self.sweeps.seen[cell[0]].how_many(cell[1:])
            if possible < self.settings.feasible_values:
                yield narrowed_cell(self.stories[cell[0]], cell, possible)

    def people(self) -> Iterator[Narrowed]:
        """Whoever came or went with a release, and can have given one answer only."""
        sides: tuple[Literal["joiner"], Literal["leaver"]] = ("joiner", "leaver")
        for question, story in enumerate(self.stories):
            first_region = 1 + len(story.frame.settings)
            for side, leaves in enumerate((story.joined, story.left)):
                for at, setting, region in np.argwhere(leaves.sum(axis=-1) > 0).tolist():
                    rows = (0, 1 + setting, first_region + region)
                    who = (story.frame.groups[rows[1]], story.frame.groups[rows[2]])
                    if not self.among.has(question, sides[side], at, who):
                        continue
                    self.effort.people += 1
                    found = {int(one) for one in np.flatnonzero(leaves[at, setting, region])}
                    found |= self._together(question, side, at, rows)
                    if len(found) < self.settings.feasible_options:
                        self.effort.exact += 1
                        found |= self._others(question, side, at, rows, found)
                    if len(found) < self.settings.feasible_options:
                        option = story.frame.options[min(found)]
                        yield Narrowed(sides[side], at, who, option, len(found), question)

    def _pushed(self, towards: Mapping[Cell, float]) -> list[LeafRoom] | None:
        around = list(towards)[int(self.draw.integers(len(towards)))]
        return self._found(self._program(self._near(around)), towards)

    def _ask(self, cell: Cell) -> None:
        """Push one count as far as it goes, among more and more answers; then look in between."""
        seen, story = self.sweeps.seen[cell[0]], self.stories[cell[0]]
        true, enough = int(story.counts[cell[1:]]), self.settings.feasible_values
        wide = len(story.frame.options)
        for answers in sorted({min(more, wide) for more in (ANSWERS, ANSWERS + 2, wide)}):
            program = self._program(self._near(cell, answers))
            ends = [true]
            for way in (1.0, -1.0) if 2 * true < seen.most else (-1.0, 1.0):
                world = self._found(program, {cell: way})
                if world is not None:
                    ends.append(int(world[cell[0]].world.counts[cell[1:]]))
                if seen.how_many(cell[1:]) >= enough:
                    return
            between = range(max(min(ends), 1), max(ends) + 1)
            for value in sorted(between, key=lambda one: abs(one - true)):
                if not seen.has(cell[1:], value):
                    self._found(program, {}, {cell: value})
                if seen.how_many(cell[1:]) >= enough:
                    return

    def _program(self, moving: Moving) -> StrandProgram:
        return StrandProgram(self.stories, self.strands, self.known, self.settings, moving)

    def _found(
        self,
        program: StrandProgram,
        towards: Mapping[Cell, float],
        exact: Mapping[Cell, int] | None = None,
        wanted: tuple[Wanted, ...] = (),
    ) -> list[LeafRoom] | None:
        """The rooms of a world that is found, which is noted; or None."""
        self.effort.programs += 1
        found = program.solved(towards, exact, wanted)
        if found is None:
            return None
        rooms = self._rooms(found)
        self.sweeps.add(rooms)
        return rooms

    def _rooms(self, world: StrandWorld) -> list[LeafRoom]:
        return rooms_of(self.linked, world, self.known, self.settings)

    def _near(self, cell: Cell, answers: int = ANSWERS, first: int = -1) -> Moving:
        """Some strands in which somebody can change this count, and who can make up for it.

        answers: so many of those to each of the two questions can be given by others.
        """
        question, at, row, column = cell
        allowed = [self._answers(place, answers, cell) for place in (BEFORE, AFTER)]
        points = self.draw.random(len(self.strands))
        for number, strand in enumerate(self.strands):
            if strand.counts_in(question, at):
                own = strand.parts[question][1] == column
                points[number] += min(4, int(self.margins[number][row, own].sum()))
        if first >= 0:
            points[first] = np.inf
        chosen: list[tuple[int, list[int]]] = []
        for many, wide in ((TOGETHER, True), (ALONE, False)):
            here = [
                number
                for number in np.argsort(-points).tolist()
                if (len(self.strands[number].parts) > 1) is wide
            ]
            for number in here[:many]:
                strand = self.strands[number]
                fits = np.ones(strand.people.shape[2], dtype=bool)
                for place in (BEFORE, AFTER):
                    if place in strand.parts:
                        fits &= np.isin(strand.parts[place][1], allowed[place])
                if fits.any():
                    chosen.append((number, np.flatnonzero(fits).tolist()))
        return sorted(chosen)

    def _answers(self, question: int, many: int, cell: Cell) -> list[int]:
        """Answers to one question: that of the count, and others by the toss of a coin."""
        story = self.stories[question]
        own = [cell[3]] if cell[0] == question else []
        # The more people gave an answer, the more often it is taken.
        weight = story.counts[-1, 0] * self.draw.random(len(story.frame.options)) + 1
        others = [one for one in np.argsort(-weight).tolist() if one not in own]
        return [*own, *others[: many - len(own)]]

    def _together(self, question: int, side: int, at: int, rows: tuple[int, int, int]) -> set[int]:
        """Answers that somebody of this setting and somebody of this region gave, in one strand."""
        found: set[int] = set()
        for strand in self._of(question, side, at):
            margins = self.stories[question].frame.margins(strand.people)
            own = np.all(margins[list(rows)] > 0, axis=0)
            found |= {int(one) for one in strand.parts[question][1][own]}
        return found

    def _others(
        self, question: int, side: int, at: int, rows: tuple[int, int, int], found: set[int]
    ) -> set[int]:
        """One more answer that they can have given, where there is a world with it."""
        for column in range(len(self.stories[question].frame.options)):
            if column in found:
                continue
            for strand in self._of(question, side, at):
                number = self.strands.index(strand)
                own = tuple(np.flatnonzero(strand.parts[question][1] == column).tolist())
                for one in own:
                    wanted = tuple(Wanted(number, row, (one,)) for row in rows[1:])
                    cell = (question, at, rows[1], column)
                    near = self._near(cell, first=number)
                    if self._found(self._program(near), {}, None, wanted) is not None:
                        return {column}
        return set()

    def _of(self, question: int, side: int, at: int) -> list[Strand]:
        """The strands that came, or went, with one release of a question."""
        return [
            strand
            for strand in self.strands
            if question in strand.parts and strand.parts[question][0][side] == at
        ]
