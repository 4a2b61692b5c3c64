"""Reads the days in a file in one way for the whole of it, and says so where it cannot be told.

9/10/2024 is October in the United Kingdom and September in the United States. One day above 12
shows which a file means; where there is none, the steward says it. A cell that is written in
another way than the rest is a problem of its row, never read as something near it.
Source: survey-dataset.md, "US and UK dates in one folder (infer per file, flag ambiguity)".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from coprod_training.survey.imports.places import Issue
from coprod_training.survey.imports.plain import Cell, shown

Order = Literal["dmy", "mdy", "iso"]
ORDERS: tuple[Order, ...] = get_args(Order)
IN_WORDS: dict[Order, str] = {
    "dmy": "day/month/year",
    "mdy": "month/day/year",
    "iso": "year-month-day",
}

_TIME = (
    r"(?:[ T,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:\.\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?\s*(?:Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?"
)
_NUMBERS = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<s>[/.-])(?P<b>\d{{1,2}})(?P=s)(?P<c>\d{{4}}|\d{{2}}){_TIME}"
)
_YEAR_FIRST = re.compile(rf"(?P<c>\d{{4}})(?P<s>[/-])(?P<a>\d{{1,2}})(?P=s)(?P<b>\d{{1,2}}){_TIME}")
_NAMED = re.compile(rf"(?P<a>\d{{1,2}})[ -](?P<b>[A-Za-z]{{3,9}})[ -](?P<c>\d{{4}}|\d{{2}}){_TIME}")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_SHAPES = {"numbers": _NUMBERS, "iso": _YEAR_FIRST, "named": _NAMED, "real": _SERIAL}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EXCEL_BEGINS = datetime.fromisoformat("1899-12-30T00:00")
"""Day 0 of Excel's own count, for dates after February 1900. Source: ECMA-376, part 1, 18.17.4."""
_DATE_SIGNS = re.compile(r"[\d/.:\-+ TZ]{1,40}|[\d/.:\- ]{1,30}[AaPp]\.?[Mm]\.?")

Sort = Literal["numbers", "iso", "real", "named", "other"]


@dataclass(frozen=True)
class Dates:
    """How the days of one file are written. sort: most cells of it; order: of their numbers."""

    sort: Sort
    order: Order

    def read(self, cell: Cell) -> datetime | None:
        """One cell to the minute; None when it is written in another way, or is no day."""
        if isinstance(cell, datetime):
            return (
                cell.replace(second=0, microsecond=0, tzinfo=None) if self.sort == "real" else None
            )
        text = shown(cell)
        shape = _SHAPES.get(self.sort)
        found = shape.fullmatch(text) if shape else None
        if found is None:
            return None
        if self.sort == "real":
            return _EXCEL_BEGINS + timedelta(minutes=int(float(text) * 1440 + 0.001))
        day, month = found["a"], found["b"]
        if self.sort in ("numbers", "iso") and (self.sort == "iso" or self.order == "mdy"):
            day, month = month, day
        return _made(found["c"], month, day, found)

    def in_words(self) -> str:
        """How a person would say it."""
        return "dates of Excel" if self.sort == "real" else IN_WORDS[self.order]


def sort_of(cell: Cell) -> Sort:
    """How one cell is written."""
    if isinstance(cell, datetime):
        return "real"
    if _NUMBERS.fullmatch(cell or ""):
        return "numbers"
    if _YEAR_FIRST.fullmatch(cell or ""):
        return "iso"
    if _NAMED.fullmatch(cell or ""):
        return "named"
    return "real" if _SERIAL.fullmatch(cell or "") else "other"


def learn_dates(
    cells: Iterable[tuple[int, Cell]], asked: Order | None
) -> tuple[Dates, tuple[Issue, ...], tuple[str, ...]]:
    """How the days of a file are written: with what keeps it out, and notes for the steward.

    cells: (row, cell) of every column of dates. asked: what the steward said with --dates.
    """
    rows: dict[Sort, list[tuple[int, str]]] = {}
    for row, cell in cells:
        text = shown(cell)
        sort = sort_of(cell if isinstance(cell, datetime) else text)
        if sort != "other":
            rows.setdefault(sort, []).append((row, text))
    if not rows:
        return Dates("other", asked or "dmy"), (), ()
    sort = max(rows, key=lambda one: len(rows[one]))
    if "real" in rows and "numbers" in rows:
        # Excel reads what fits its own order and leaves the rest as text: day and month are then
        # the wrong way round in an unknown share of the file.
        row = rows["numbers"][0][0]
        issue = Issue(
            f"Some dates in this file are dates, and others are text (row {row}).",
            "It was opened in a program with different settings, which may have turned days into"
            " months. Export the answers again, and bring in the file as it is.",
        )
        return Dates(sort, "dmy"), (issue,), ()
    if sort != "numbers":
        dates = Dates(sort, "iso" if sort == "iso" else "dmy")
        return dates, (), (f"Dates are {dates.in_words()}.",)
    return _order_of(rows["numbers"], asked)


def _order_of(
    cells: list[tuple[int, str]], asked: Order | None
) -> tuple[Dates, tuple[Issue, ...], tuple[str, ...]]:
    first = {"dmy": 0, "mdy": 0}
    for row, text in cells:
        found = _NUMBERS.fullmatch(text)
        if found and int(found["a"]) > 12 and not first["dmy"]:
            first["dmy"] = row
        if found and int(found["b"]) > 12 and not first["mdy"]:
            first["mdy"] = row
    if asked in ("dmy", "mdy"):
        return Dates("numbers", asked), (), (f"Dates are read as {IN_WORDS[asked]}, as you said.",)
    if first["dmy"] and first["mdy"]:
        issue = Issue(
            f"Row {first['dmy']} can only be day/month/year, and row {first['mdy']} only"
            " month/day/year.",
            "Say which the file means with --dates dmy or --dates mdy. Rows of the other kind are"
            " then kept out.",
        )
        return Dates("numbers", "dmy"), (issue,), ()
    if not first["dmy"] and not first["mdy"]:
        issue = Issue(
            "No date in this file shows whether the day or the month comes first.",
            "Say which with --dates dmy or --dates mdy. Look at one answer in the survey tool.",
        )
        return Dates("numbers", "dmy"), (issue,), ()
    order: Order = "dmy" if first["dmy"] else "mdy"
    row = max(first.values())
    return Dates("numbers", order), (), (f"Dates are {IN_WORDS[order]}, as row {row} shows.",)


def is_like_a_date(text: str) -> bool:
    """Whether a text has only what dates are made of, so that a message may repeat it."""
    return _DATE_SIGNS.fullmatch(text) is not None


def _made(year: str, month: str, day: str, found: re.Match[str]) -> datetime | None:
    if month.isalpha():
        short = month[:3].lower()
        month = str(_MONTHS.index(short) + 1) if short in _MONTHS else "0"
    hour, minute = int(found["hour"] or 0), int(found["minute"] or 0)
    if half := found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    full = year if len(year) == 4 else f"20{year}"
    try:
        return datetime.fromisoformat(f"{full}-{int(month):02}-{int(day):02}T{hour:02}:{minute:02}")
    except ValueError:
        return None
