"""A due date as a trainer types it: day, month, year and time, in UK time. Pure.

Text fields and no date picker: pickers show the order of the machine they are on.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from coprod_training.uk_time import LONDON

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? *(am|pm)?", re.IGNORECASE)
NOT_A_DATE = "Enter a real date, such as 11 1 2027."
NOT_A_TIME = "Enter a time, such as 5pm or 17:00."
PAST = "Enter a date that has not passed yet."


def due_in(form: Mapping[str, str], now: datetime) -> tuple[datetime | None, str]:
    """The date, UTC, and what is wrong with it, or "". All fields of the date empty: no date.

    form: day, month, year and time. now: UTC. A date that lies in the past is refused.

    >>> typed = {"day": "11", "month": "1", "year": "2027", "time": "5pm"}
    >>> due_in(typed, datetime(2026, 1, 1, tzinfo=UTC))
    (datetime.datetime(2027, 1, 11, 17, 0, tzinfo=datetime.timezone.utc), '')
    """
    parts = [form.get(name, "").strip() for name in ("day", "month", "year")]
    if not any(parts):
        return None, ""
    clock = _clock(form.get("time", "").strip() or "5pm")
    if clock is None:
        return None, NOT_A_TIME
    try:
        day, month, year = (int(part) for part in parts)
        local = datetime(year, month, day, *clock, tzinfo=LONDON)
        due = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None, NOT_A_DATE
    return (due, "") if due > now else (None, PAST)


def fields_of(due: datetime | None) -> dict[str, str]:
    """The same four fields, filled in with a date."""
    if due is None:
        return {"day": "", "month": "", "year": "", "time": "5pm"}
    local = due.astimezone(LONDON)
    return {
        "day": str(local.day),
        "month": str(local.month),
        "year": str(local.year),
        "time": f"{local:%H:%M}",
    }


def _clock(text: str) -> tuple[int, int] | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if (half and not 1 <= hour <= 12) or not (half or found[2]):
        return None  # "5" alone could be either half of the day
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None
