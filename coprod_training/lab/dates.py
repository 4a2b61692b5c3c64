"""Times as people in the UK say them. Every time kept is UTC; these are for reading only."""

from datetime import UTC, datetime

from coprod_training.day_words import weekday_words
from coprod_training.uk_time import LONDON


def uk_weekday_words(at: datetime) -> str:
    """The day by UK time, such as "Monday 11 January 2027"."""
    return weekday_words(at.astimezone(LONDON))


def clock_words(at: datetime) -> str:
    """Such as "5pm" or "5:30pm"; "midday" and "midnight", which 12am and 12pm confuse.

    Source: design.md, section 4 (times in text).
    """
    local = at.astimezone(LONDON)
    if not local.minute and local.hour in {0, 12}:
        return "midday" if local.hour else "midnight"
    half = "pm" if local.hour >= 12 else "am"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{half}"


def due_words(due: datetime | None) -> str:
    """Such as "Due Monday 11 January 2027, 5pm"; "" when no date is set."""
    return f"Due {uk_weekday_words(due)}, {clock_words(due)}" if due else ""


def record_words(at: datetime) -> str:
    """The time of a record, such as "Monday 23 November 2026 at 14:05"."""
    local = at.astimezone(LONDON)
    return f"{uk_weekday_words(at)} at {local.hour:02}:{local.minute:02}"


def record_words_of(at: str) -> str:
    """The same from a stored time (ISO 8601, UTC); as it is when it is no time."""
    try:
        return record_words(datetime.fromisoformat(at).astimezone(UTC))
    except ValueError:
        return at
