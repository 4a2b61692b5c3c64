"""A day as the page sends it. Pure."""

from datetime import date


def real_date(words: str) -> date | None:
    """The day that YYYY-MM-DD names, from 2000 to 8999; None when there is none."""
    try:
        found = date.fromisoformat(words)
    except ValueError:
        return None
    # Other forms, such as 20270111, are the same date in other words; the page sends one form.
    return found if found.isoformat() == words and 2000 <= found.year < 9000 else None
