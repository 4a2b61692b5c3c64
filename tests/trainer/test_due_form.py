"""A due date as somebody types it, in UK time, in summer and in winter."""

from datetime import UTC, datetime

import pytest

from coprod_training.trainer.due_form import NOT_A_DATE, NOT_A_TIME, PAST, due_in, fields_of

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def typed(day="11", month="1", year="2027", time="5pm"):
    return {"day": day, "month": month, "year": year, "time": time}


@pytest.mark.parametrize(
    ("time", "hour", "minute"),
    [
        ("5pm", 17, 0),
        ("5 PM", 17, 0),
        ("17:00", 17, 0),
        ("17.30", 17, 30),
        ("9:05am", 9, 5),
        ("12am", 0, 0),
        ("12pm", 12, 0),
        ("", 17, 0),
    ],
)
def test_a_time_in_any_of_the_ways_people_write_it(time, hour, minute):
    due, problem = due_in(typed(time=time), NOW)

    assert (due, problem) == (datetime(2027, 1, 11, hour, minute, tzinfo=UTC), "")


def test_in_summer_5pm_is_an_hour_earlier_in_utc():
    due, _ = due_in(typed(month="7"), NOW)

    assert due == datetime(2027, 7, 11, 16, tzinfo=UTC)
    assert fields_of(due) == {"day": "11", "month": "7", "year": "2027", "time": "17:00"}


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"day": "31", "month": "2"}, NOT_A_DATE),
        ({"day": "soon"}, NOT_A_DATE),
        ({"year": ""}, NOT_A_DATE),
        ({"year": "99999999999"}, NOT_A_DATE),
        ({"day": "-1"}, NOT_A_DATE),
        ({"day": "1.5"}, NOT_A_DATE),
        ({"time": "25:00"}, NOT_A_TIME),
        ({"time": "13pm"}, NOT_A_TIME),
        ({"time": "0am"}, NOT_A_TIME),
        ({"time": "noon"}, NOT_A_TIME),
        ({"time": "5"}, NOT_A_TIME),
        ({"year": "2025"}, PAST),
        ({"day": "25", "month": "11", "year": "2026", "time": "11:59"}, PAST),
    ],
)
def test_what_is_no_date_to_come_is_said_in_words(wrong, problem):
    assert due_in(typed(**wrong), NOW) == (None, problem)


def test_an_empty_date_is_no_due_date():
    assert due_in(typed("", " ", ""), NOW) == (None, "")
    assert fields_of(None) == {"day": "", "month": "", "year": "", "time": "5pm"}
