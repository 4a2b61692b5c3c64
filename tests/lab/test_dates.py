from datetime import UTC, datetime

import pytest

from coprod_training.lab.dates import (
    clock_words,
    due_words,
    record_words,
    record_words_of,
)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_a_due_date_is_said_in_uk_time():
    assert due_words(utc(2027, 1, 11, 17)) == "Due Monday 11 January 2027, 5pm"
    assert due_words(utc(2027, 7, 12, 16)) == "Due Monday 12 July 2027, 5pm"  # summer time
    assert due_words(None) == ""


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(0, 0, "midnight"), (0, 5, "12:05am"), (9, 0, "9am"), (12, 0, "midday"), (23, 59, "11:59pm")],
)
def test_the_clock(hour, minute, words):
    assert clock_words(utc(2027, 1, 11, hour, minute)) == words


def test_a_record_has_its_minute():
    assert record_words(utc(2026, 11, 23, 14, 5)) == "Monday 23 November 2026 at 14:05"
    assert record_words_of("2026-11-23T14:05:00.000Z") == "Monday 23 November 2026 at 14:05"
    assert record_words_of("some day") == "some day"
