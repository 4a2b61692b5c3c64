"""When a learner is reminded of an exercise: the edges, and each of its words."""

from datetime import UTC, datetime, timedelta

import pytest

from coprod_training.grading.extensions import later
from coprod_training.lab.reminder import DAYS_BEFORE, reminder_words

DUE = datetime(2026, 11, 30, 17, tzinfo=UTC)  # a Monday, 5pm in the UK
AT = "Monday 30 November 2026 at 5pm"


def words(now, due=DUE, *, handed_in=False):
    return reminder_words(due, now, handed_in=handed_in)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC), ""),
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), f"Due in 7 days, on {AT}"),
        (datetime(2026, 11, 27, 9, 0, tzinfo=UTC), f"Due in 3 days, on {AT}"),
        (datetime(2026, 11, 28, 23, 59, 59, tzinfo=UTC), f"Due in 2 days, on {AT}"),
        (datetime(2026, 11, 29, 0, 0, tzinfo=UTC), f"Due tomorrow, {AT}"),
        (datetime(2026, 11, 30, 0, 0, tzinfo=UTC), f"Due today, {AT}"),
        (DUE, f"Due today, {AT}"),
        (DUE + timedelta(microseconds=1), ""),
        (DUE + timedelta(days=30), ""),
    ],
)
def test_it_begins_a_week_before_and_ends_with_the_date(now, said):
    assert words(now) == said


def test_days_are_those_of_a_calendar_in_the_uk():
    """In summer it is already tomorrow there while it is still today in UTC."""
    due = datetime(2027, 7, 12, 16, tzinfo=UTC)

    assert words(due.replace(day=11, hour=22, minute=59), due).startswith("Due tomorrow, ")
    assert words(due.replace(day=11, hour=23), due) == "Due today, Monday 12 July 2027 at 5pm"


def test_the_clocks_going_back_neither_add_a_day_nor_take_one():
    due = datetime(2026, 10, 30, 17, tzinfo=UTC)  # they go back on 25 October

    assert words(datetime(2026, 10, 22, 22, 59, tzinfo=UTC), due) == ""
    assert words(datetime(2026, 10, 22, 23, 0, tzinfo=UTC), due).startswith("Due in 7 days, ")


def test_there_is_none_once_it_is_handed_in_or_without_a_date():
    assert words(DUE - timedelta(days=1), handed_in=True) == ""
    assert words(DUE, None) == ""


def test_with_more_time_it_waits_for_the_learners_own_date():
    now = DUE - timedelta(days=1)
    own = later(DUE, DUE + timedelta(days=DAYS_BEFORE))

    assert words(now) != ""
    assert words(now, own) == ""
    assert words(own - timedelta(days=3), own) == (
        "Due in 3 days, on Monday 7 December 2026 at 5pm"
    )
