"""Our own rules for a table of the dataset, each over a whole column at once.

frictionless proves in the tests that a dataset conforms, and takes a hundred times as long. These
say which cell is wrong, and what it should be, in words for whoever has to fix it.
Source: survey-dataset.md, "On disk": errors as row, column, code and message.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from coprod_training.survey.coding import ABOUT, NOT_ASKED
from coprod_training.survey.optional import needed
from coprod_training.survey.responses import PHASES
from coprod_training.survey.wide.schema import Field
from coprod_training.survey.wide.table import EMPTY, Wide

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HEADING = 1  # the rows are counted as a spreadsheet shows them, with the heading as row 1
_PAIR, _PHASE = "pair_id", "phase"
_ASKED_IN = "Asked in: "


@dataclass(frozen=True)
class CellError:
    """One wrong cell. row: as a spreadsheet counts: the heading is row 1. code: of the rule.

    message: what is wrong and what it should be. It never has a text of the table in it.
    """

    row: int
    column: str
    code: str
    message: str

    def __str__(self) -> str:
        """Such as "Row 3, DES1 (not_in_list): 12 is none of its answers: 0, 1, 2."."""
        return f"Row {self.row}, {self.column} ({self.code}): {self.message}"


def errors(wide: Wide, most: int = 1000) -> list[CellError]:
    """What breaks a rule, column by column. most: so many are listed, and no more."""
    return list(islice(_all(wide), most))


def number_errors(table: Any, fields: tuple[Field, ...], most: int = 1000) -> list[CellError]:
    """The cells of a table of texts that should be small whole numbers and are none.

    table: pyarrow Table, every column as text. For a file that could not be read as numbers.
    """
    compute = needed("pyarrow.compute")
    found: list[CellError] = []
    for field in fields:
        if field.number:
            fits = compute.match_substring_regex(table[field.name], r"^-?\d{1,2}$")
            wrong = compute.invert(fits.fill_null(True))
            found += [
                CellError(row, field.name, "not_a_number", _should_be(field))
                for row in _rows(wrong.to_numpy())
            ]
    return found[:most]


def _all(wide: Wide) -> Iterator[CellError]:
    for at, field in enumerate(field for field in wide.fields if field.number):
        yield from _numbers(field, wide.numbers[at])
    for field in wide.fields:
        if not field.number:
            yield from _texts(field, wide.texts[field.name])
    yield from _asked_then(wide)
    yield from _one_row_each(wide)


def _numbers(field: Field, values: "NDArray[np.int8]") -> Iterator[CellError]:
    numpy = needed("numpy")
    allowed = numpy.zeros(256, dtype=bool)
    known = [*field.numbers, *([] if field.filled else [EMPTY])]
    allowed[numpy.array(known, dtype=numpy.int8).view(numpy.uint8)] = True
    fits = allowed[values.view(numpy.uint8)]
    if fits.all():
        return
    for row in _rows(~fits):
        value = int(values[row - HEADING - 1])
        if value == EMPTY:
            yield CellError(row, field.name, "missing", "This is empty, and it must not be.")
        else:
            said = f"{value} is not one of its answers. {_should_be(field)}"
            yield CellError(row, field.name, "not_in_list", said)


def _texts(field: Field, column: Any) -> Iterator[CellError]:
    compute = needed("pyarrow.compute")
    if field.filled and column.null_count:
        for row in _rows(column.is_null().to_numpy()):
            yield CellError(row, field.name, "missing", "This is empty, and it must not be.")
    if field.values is not None:
        known = needed("pyarrow").array(list(field.words))
        fits = compute.is_in(column, value_set=known, skip_nulls=True)
        wrong = compute.and_not(compute.is_valid(column), fits).to_numpy()
        for row in _rows(wrong):
            yield CellError(row, field.name, "not_in_list", _should_be(field))
    elif field.pattern:
        fits = compute.match_substring_regex(column, f"^(?:{field.pattern})$")
        for row in _rows(compute.invert(fits.fill_null(True)).to_numpy()):
            said = f"This is not in the form that it has to have: {field.pattern}."
            yield CellError(row, field.name, "wrong_form", said)
    if field.unique and compute.count_distinct(column).as_py() < len(column) - column.null_count:
        yield from _twice(field.name, column, "Another row has the same. Each row has its own.")


def _asked_then(wide: Wide) -> Iterator[CellError]:
    """An item that one form of the course does not have cannot have been answered in it."""
    numpy = needed("numpy")
    if _PHASE not in wide.texts:
        return
    codes, phases = wide.codes(_PHASE)
    for at, field in enumerate(field for field in wide.fields if field.number):
        asked = _phases_of(field)
        others = [
            number
            for number, phase in enumerate(phases)
            if asked and phase in PHASES and phase not in asked
        ]
        if others:
            wrong = numpy.isin(codes, others) & (wide.numbers[at] != NOT_ASKED)
            for row in _rows(wrong):
                said = f"This is asked in {' and '.join(asked)} only, so it has to be {NOT_ASKED}."
                yield CellError(row, field.name, "not_asked_then", said)


def _phases_of(field: Field) -> tuple[str, ...]:
    """The forms that an item is in, as its description says them; none when it says nothing.

    What is said about the service is carried over to a form that does not ask it again.
    """
    if field.name in ABOUT or not field.description.startswith(_ASKED_IN):
        return ()
    said = field.description.removeprefix(_ASKED_IN).split(".", 1)[0]
    return tuple(said.replace(",", " and").split(" and "))


def _one_row_each(wide: Wide) -> Iterator[CellError]:
    """One person has one row before and one after."""
    compute = needed("pyarrow.compute")
    if not {_PAIR, _PHASE} <= set(wide.texts):
        return
    both = compute.binary_join_element_wise(wide.texts[_PAIR], wide.texts[_PHASE], " ")
    if compute.count_distinct(both).as_py() < len(both) - both.null_count:
        yield from _twice(_PAIR, both, "This person has another row of the same form.")


def _twice(name: str, column: Any, said: str) -> Iterator[CellError]:
    """Each row whose value stood in an earlier one."""
    seen: set[str] = set()
    for number, value in enumerate(column.to_pylist()):
        if value is not None and value in seen:
            yield CellError(number + HEADING + 1, name, "twice", said)
        seen.add(value)


def _should_be(field: Field) -> str:
    known = ", ".join(str(value) for value in field.values or ())
    return f"It has to be one of: {known}." if known else "It has to be a whole number."


def _rows(wrong: Any) -> list[int]:
    """The rows of a table, as a spreadsheet counts them, where something is wrong."""
    return [int(at) + HEADING + 1 for at in needed("numpy").flatnonzero(wrong)]
