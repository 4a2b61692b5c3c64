"""The dates on which figures of the survey are published: `dates` of `course/publication.yaml`.

Until the cut-off date that the consent text names, people can take their answers back. So it has
to be one of them.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from coprod_training.content.instrument import Instrument
from coprod_training.day_words import day_words
from coprod_training.errors import Problem
from coprod_training.yamlfile import YamlFile

FILE = "publication.yaml"
_LIST = "Write a list in square brackets: dates: [2027-03-01, 2027-06-01]"
_SAYS = re.compile(r"cut-?\s?off\s+date[^.]*", re.IGNORECASE)  # to the end of the sentence
_WRITTEN = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}\s+[A-Z][a-z]+\s+\d{4})\b")
_A_YEAR = [date(2024, 1, 1) + timedelta(days=n) for n in range(366)]  # with 29 February
_DAYS = {day_words(day).removesuffix(" 2024"): day for day in _A_YEAR}


def date_problems(file: YamlFile, instrument: Instrument) -> Iterator[Problem]:
    """What is wrong with `dates`: no list, no days, or a cut-off date that is none of them.

    file: as it was read. instrument: the version whose figures are published on them. Where no
    dates are agreed yet, no cut-off date is missed.
    """
    dates = file.data.get("dates", []) if isinstance(file.data, dict) else []
    if not isinstance(dates, list):
        yield file.problem(("dates",), "This is no list of dates.", _LIST)
        return
    days = [_as_day(one) for one in dates]
    for number, (one, day) in enumerate(zip(dates, days, strict=True)):
        if day is None:
            what = f'"{one}" is not written as a date here.'
            yield file.problem(("dates", number), what, _LIST)
    for day in cut_off_dates(instrument):
        if days and None not in days and day not in days:
            yield file.problem(
                ("dates",),
                f"The consent text names {day_words(day)} as the cut-off date for publication. It"
                " is none of these dates.",
                f"Write {day} here, or make a version of the survey whose consent text names one.",
            )


def cut_off_dates(instrument: Instrument) -> Iterator[date]:
    """Each date, such as 31 March 2027 or 2027-03-31, after these words in the same sentence."""
    for point in instrument.consent_points:
        for said in _SAYS.findall(point.text):
            yield from filter(None, map(_day, _WRITTEN.findall(said)))


def _as_day(said: object) -> date | None:
    """One entry of the list: YAML reads 2027-03-01 as a date, unless it is in quotes."""
    if type(said) is date:  # a time, which YAML reads as well, is one too
        return said
    with suppress(ValueError):
        return date.fromisoformat(said) if isinstance(said, str) else None
    return None


def _day(written: str) -> date | None:
    words, year = written.rsplit(maxsplit=1) if " " in written else (written, "")
    with suppress(ValueError, KeyError):
        if not year:
            return date.fromisoformat(written)
        return _DAYS[" ".join(words.split())].replace(year=int(year))
    return None
