"""Days as people in the UK write them, in our own names: a system may speak another language."""

from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip  # one name a line would hide how few they are


def day_words(day: date) -> str:
    """Such as: 11 January 2027."""
    return f"{day.day} {month_words(day)}"


def weekday_words(day: date) -> str:
    """Such as: Monday 11 January 2027."""
    return f"{_WEEKDAYS[day.weekday()]} {day_words(day)}"


def month_words(day: date) -> str:
    """Such as: January 2027."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def months_words(first: str, last: str) -> str:
    """Such as: from December 2026 to February 2027; in October 2026. first, last: YYYY-MM."""
    begins, ends = (month_words(date.fromisoformat(f"{month}-01")) for month in (first, last))
    return f"in {begins}" if first == last else f"from {begins} to {ends}"
