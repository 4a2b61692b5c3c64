from datetime import date

import pytest

from coprod_training.contributions.months import months_after, working_days_after


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 6, 15), 0, date(2026, 6, 15)),
    ],
)
def test_months_are_counted_as_people_do(day, months, then):
    assert months_after(day, months) == then


@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        (date(2026, 11, 23), 5, date(2026, 11, 30)),  # Monday to Monday
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # over a weekend
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # asked on a Saturday
        (date(2026, 11, 26), 0, date(2026, 11, 26)),
    ],
)
def test_weekends_are_no_working_days(day, days, then):
    assert working_days_after(day, days) == then
