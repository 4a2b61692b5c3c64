"""Says once what is wrong in many rows or questions for one cause, and which answers fit there.

As in every message of an import, only row numbers, dates and words of the instrument are said.
"""

from collections.abc import Iterable, Iterator, Sequence

from coprod_training.content.instrument import Code
from coprod_training.survey.imports.places import Layout
from coprod_training.survey.imports.plain import shortened
from coprod_training.survey.imports.records import RowProblem
from coprod_training.survey.imports.wordings import Wordings

NOT_AN_ANSWER = "not-an-answer"
_NAMED = 3
_SHORT = 50


def some_of(names: Sequence[object], *, every: bool = False) -> str:
    """The first names of many, or all of them: "3, 4, 5 and 40 more"."""
    if len(names) > _NAMED + 1 and not every:  # "and 1 more" would be longer than the name itself
        return f"{', '.join(map(str, names[:_NAMED]))} and {len(names) - _NAMED} more"
    *first, last = map(str, names)
    return f"{', '.join(first)} and {last}" if first else last


def places_in_words(columns: Sequence[str], *, every: bool = False) -> str:
    """One place as it is; of several only their names, such as "DES1, DES2, DES3 and 9 more"."""
    if len(columns) == 1:
        return columns[0]
    return some_of([one.split(' "')[0] for one in columns], every=every)


def told_once(problems: Iterable[RowProblem], *, every: bool = False) -> list[str]:
    """Why rows were kept out: a line for each place and reason, with rows that have it.

    every: name each of its rows and places, for whoever looks them up.
    """
    rows: dict[tuple[str, str], list[int]] = {}
    for one in problems:
        rows.setdefault((one.column, one.what), []).append(one.row)
    columns: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for (column, what), numbers in rows.items():
        columns.setdefault((what, tuple(dict.fromkeys(numbers))), []).append(column)
    return [_line(numbers, found, what, every) for (what, numbers), found in columns.items()]


def expected_answers(problems: Iterable[RowProblem], layout: Layout) -> Iterator[str]:
    """Which answers are expected of the questions that have others: a line for each list."""
    words = Wordings(layout.instrument, layout.said)
    wrong = dict.fromkeys(one.column for one in problems if one.code == NOT_AN_ANSWER)
    asked: dict[tuple[str, ...], list[str]] = {}
    for column in wrong:
        item = words.items.get(column.split(' "')[0])  # a place may also be no question
        if item is not None:
            with_codes = layout.coded or layout.said.answer_codes
            offered = layout.instrument.codes_of(item)
            texts = tuple(_short(code, with_code=with_codes) for code in offered)
            asked.setdefault(texts, []).append(item.id)
    for texts, items in asked.items():
        yield f"Answers expected of {some_of(items)}: {'; '.join(texts)}."


def _line(rows: Sequence[int], columns: Sequence[str], what: str, every: bool) -> str:
    if len(rows) == 1 and len(columns) == 1:
        return str(RowProblem(row=rows[0], column=columns[0], code="", what=what))
    where = f"{'Row' if len(rows) == 1 else 'Rows'} {some_of(rows, every=every)}"
    named = [one for one in columns if one]
    return (
        f"{where}, {places_in_words(named, every=every)}: {what}" if named else f"{where}: {what}"
    )


def _short(code: Code, *, with_code: bool) -> str:
    text = shortened(code.label or code.text, _SHORT)
    return f"{code.value} {text}" if with_code else text
