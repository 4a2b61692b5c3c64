"""Months and working days after a day, as people count them."""

import calendar
from datetime import date, timedelta

_SATURDAY = 5

WARNING_DAYS = 90
"""Before a review ends, and before a contributor is asked again. Source: the corrections."""


def months_after(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def working_days_after(day: date, days: int) -> date:
    """So many days on, Saturdays and Sundays left out. Bank holidays are not known here."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < _SATURDAY
    return day


def still_open(done: date | None, on: date) -> bool:
    """Whether something is still to be done on that day: none is on record, or one to come."""
    return done is None or done > on


def day_in(text: str) -> date | None:
    """The day that stands there, such as 2027-01-11; None where none does."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
