"""A time as our records keep it: UTC, to the second, so that two can be compared as text."""

from datetime import UTC, datetime

FORM = "%Y-%m-%dT%H:%M:%SZ"


def stored(at: datetime) -> str:
    """Such as: 2027-01-11T09:30:00Z. at: with a time zone."""
    return f"{at.astimezone(UTC):{FORM}}"
