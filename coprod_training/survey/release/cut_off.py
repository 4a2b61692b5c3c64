"""The cut-off date that the consent text names: until then people can take their answers back."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from coprod_training.content.instrument import Instrument
from coprod_training.day_words import day_words

_SAYS = re.compile(r"cut-?\s?off\s+date", re.IGNORECASE)
_WRITTEN = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}\s+[A-Z][a-z]+\s+\d{4})\b")
_A_YEAR = [date(2024, 1, 1) + timedelta(days=n) for n in range(366)]  # with 29 February
_DAYS = {day_words(day).removesuffix(" 2024"): day for day in _A_YEAR}


def cut_off_dates(instrument: Instrument) -> Iterator[date]:
    """Each date, such as 31 March 2027 or 2027-03-31, of a point that speaks of a cut-off date."""
    for point in instrument.consent_points:
        if _SAYS.search(point.text):
            yield from filter(None, map(_day, _WRITTEN.findall(point.text)))


def _day(written: str) -> date | None:
    words, year = written.rsplit(maxsplit=1) if " " in written else (written, "")
    with suppress(ValueError, KeyError):
        if not year:
            return date.fromisoformat(written)
        return _DAYS[" ".join(words.split())].replace(year=int(year))
    return None
