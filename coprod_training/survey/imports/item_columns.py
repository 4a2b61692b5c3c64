"""One item's answer in a row, from whichever columns it stands in, and the numbers it becomes."""

from collections.abc import Iterator

from coprod_training.content.instrument import Item
from coprod_training.survey.coding import code_of, option_column
from coprod_training.survey.imports.answers import NOTHING, AnswerReader, Chosen, Misfit
from coprod_training.survey.imports.grid import Line
from coprod_training.survey.imports.places import Layout, Place
from coprod_training.survey.imports.plain import shortened
from coprod_training.survey.imports.records import RowProblem
from coprod_training.survey.imports.wordings import Wordings

_MISSING = Misfit("required", "this question needs an answer.")


class ItemColumns:
    """Reads one item. Each different cell, and each set of values, is worked out once."""

    def __init__(
        self,
        words: Wordings,
        layout: Layout,
        item: Item,
        places: tuple[Place, ...],
        in_dataset: bool,
    ) -> None:
        """Find the columns. in_dataset: whether the item has columns of numbers."""
        codes = layout.coded or layout.said.answer_codes
        self.item, self._instrument = item, layout.instrument
        self._kind = layout.table.kind
        self._reader = AnswerReader(words, item, codes, self._kind)
        self._seen = self._reader.seen
        self._whole = [one.heading.index for one in places if one.target.role == "answer"]
        self._only = self._whole[0] if len(self._whole) == 1 else -1
        self._parts = [
            (one.heading.index, one.target.value) for one in places if one.target.role == "part"
        ]
        self.beside = [
            one.heading.index for one in layout.of_role("own_words") if one.target.item == item.id
        ]
        self._other = words.other_of(item)
        self._needed = item.required and item.type != "consent"
        self._in_dataset = in_dataset
        self._known: dict[tuple[str, ...], dict[str, int | None]] = {}

    def read(self, line: Line) -> Chosen | Misfit:
        """What was chosen, or why that cannot be told."""
        found: Chosen | Misfit | None
        if self._only >= 0:
            cell = line.cell(self._only)
            found = self._seen.get(cell) or self._reader.read(cell)
        elif self._whole:
            found = self._one_of(line)
        else:
            found = self._ticks(line)
        if self._needed and found is NOTHING:
            return _MISSING
        return found

    def own_words(self, line: Line, found: Chosen) -> Iterator[str]:
        """What somebody wrote in the place of an answer, or beside it."""
        if found.own_words:
            yield found.own_words
        for at in self.beside:
            if text := self._kind.written(line.cell(at)):
                yield text

    def numbers(self, values: tuple[str, ...]) -> dict[str, int | None]:
        """The columns of the dataset for what was chosen; none for setting, region and consent."""
        if values not in self._known:
            self._known[values] = dict(self._numbers(values))
        return self._known[values]

    def problem(self, line: Line, found: Misfit) -> RowProblem:
        """A misfit with its place."""
        column = f'{self.item.id} "{shortened(self.item.text, 60)}"'
        return RowProblem(row=line.number, column=column, code=found.code, what=found.what)

    def _numbers(self, values: tuple[str, ...]) -> Iterator[tuple[str, int | None]]:
        if not self._in_dataset:
            return
        if self.item.type == "multiple":
            for code in self._instrument.codes_of(self.item):
                chosen = int(code.value in values) if values else None
                yield option_column(self.item, code), chosen
        else:
            number = code_of(self._instrument, self.item, values[0]) if values else None
            yield self.item.id, number

    def _one_of(self, line: Line) -> Chosen | Misfit:
        """The answer of the column that is filled, where a form asks the same in two branches."""
        found = [self._reader.read(line.cell(at)) for at in self._whole]
        filled = [one for one in found if one != NOTHING]
        if not filled:
            return NOTHING
        if any(one != filled[0] for one in filled):
            return Misfit("two-answers", "it is in two columns, with different answers.")
        return filled[0]

    def _ticks(self, line: Line) -> Chosen | Misfit:
        chosen = []
        for at, value in self._parts:
            cell = line.cell(at)
            ticked = self._reader.ticked(cell, value) if cell is not None else False
            if isinstance(ticked, Misfit):
                return ticked
            if ticked:
                chosen.append(value)
        if self._other and any(self._kind.written(line.cell(at)) for at in self.beside):
            # LimeSurvey has no tick for "Other": what is written there is the tick.
            chosen.append(self._other)
        return self._reader.together(chosen)
