"""A time as our records keep it: ISO 8601, UTC. Two of one exactness can be compared as text."""

from datetime import UTC, datetime

FORM = "%Y-%m-%dT%H:%M:%SZ"


def stored(at: datetime) -> str:
    """To the second, such as 2027-01-11T09:30:00Z. at: with a time zone."""
    return f"{at.astimezone(UTC):{FORM}}"


def stored_exactly(at: datetime) -> str:
    """To the thousandth of a second, such as 2027-01-11T09:30:00.125Z. at: with a time zone."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
