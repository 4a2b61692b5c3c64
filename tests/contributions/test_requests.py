from datetime import date, timedelta

import pytest

from coprod_training.contributions.requests import (
    Due,
    Request,
    asking_again,
    due,
    due_lines,
    held_until,
    overdue,
)

FRIDAY = date(2026, 11, 27)
NEXT_FRIDAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("wish", "last"),
    [
        ("stop using it", Due(FRIDAY, NEXT_FRIDAY)),
        ("change the credit", Due(NEXT_FRIDAY, NEXT_FRIDAY)),
        ("change the content", Due(None, None)),
        ("pause", Due(FRIDAY, None)),
        ("delete", Due(FRIDAY, NEXT_FRIDAY, date(2026, 12, 27))),
    ],
)
def test_each_wish_is_done_by_its_day(wish, last):
    assert due(Request(wish=wish, asked_on=FRIDAY)) == last


def test_what_was_not_done_by_its_day_is_said_from_the_day_after():
    asked = Request(wish="stop using it", asked_on=FRIDAY)

    assert overdue([asked], FRIDAY) == ()
    assert overdue([asked], NEXT_FRIDAY) == (
        '"stop using it", asked for on 2026-11-27, was due on the site by 2026-11-27.',
    )
    assert len(overdue([asked], NEXT_FRIDAY + timedelta(days=1))) == 2


def test_what_was_done_is_not_said():
    done = Request(
        wish="delete",
        asked_on=FRIDAY,
        site_done_on=FRIDAY,
        packages_done_on=FRIDAY,
        confirmed_on=FRIDAY,
    )

    assert overdue([done], date(2028, 1, 1)) == ()


def test_a_released_module_is_held_30_days_without_a_required_contribution():
    assert held_until(FRIDAY) == date(2026, 12, 27)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, ()),
        (91, ()),
        (90, ("its contributor is to be asked again by ",)),
        (1, ("its contributor is to be asked again by ",)),
        (0, ("its contributor was to be asked again by ",)),
        (-1, ("its contributor was to be asked again by ",)),
    ],
)
def test_the_day_to_ask_again_is_said_90_days_before_it_comes(days, said):
    day = None if days is None else FRIDAY + timedelta(days=days)

    assert asking_again(day, FRIDAY) == tuple(f"{words}{day}." for words in said)


def test_whoever_enters_a_request_is_told_by_when_it_is_done():
    assert due_lines(Request(wish="pause", asked_on=FRIDAY)) == (
        f'"pause" is due on the site by {FRIDAY}.',
    )
    assert (
        "agree with the person" in due_lines(Request(wish="change the content", asked_on=FRIDAY))[0]
    )
