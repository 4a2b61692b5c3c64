"""When a learner is reminded of an exercise, and in which words. Pure."""

from datetime import datetime

from coprod_training.lab.dates import clock_words, uk_weekday_words
from coprod_training.uk_time import LONDON

# A week: learners do the course beside their work, and a week has a working day for everybody,
# whatever their shifts. Earlier, a date is only a date, and a reminder that always stands is no
# longer seen.
DAYS_BEFORE = 7


def reminder_words(due: datetime | None, now: datetime, *, handed_in: bool) -> str:
    """Such as "Due in 3 days, on Monday 30 November 2026 at 5pm"; "" when there is none to give.

    due: this learner's own date, with more time where it was given; UTC. Days are those of a
    calendar in the UK: what is due tomorrow morning is due tomorrow, not today. Once the date has
    passed there is no reminder: the page then says something else.
    """
    if due is None or handed_in or now > due:
        return ""
    days = (due.astimezone(LONDON).date() - now.astimezone(LONDON).date()).days
    if days > DAYS_BEFORE:
        return ""
    at = f"{uk_weekday_words(due)} at {clock_words(due)}"
    if days == 0:
        return f"Due today, {at}"
    return f"Due tomorrow, {at}" if days == 1 else f"Due in {days} days, on {at}"
