"""What a trainer is called: kept for other trainers, by the time at which it was so."""

import stat
from datetime import UTC, datetime, timedelta

import pytest

from coprod_training.errors import CoprodError
from coprod_training.grading.trainer_names import LONGEST, give_name, trainer_names

NINE = datetime(2026, 11, 26, 9, tzinfo=UTC)
BROWSER = "3f9a" + 28 * "0"


def at(hour):
    return f"2026-11-26T{hour:02}:00:00Z"


def test_a_name_counts_for_what_was_done_before_it_was_asked_for(tmp_path):
    give_name(tmp_path, BROWSER, " Sam\n Lee ", NINE)

    names = trainer_names(tmp_path)
    assert (names.of(BROWSER, at(8)), names.of(BROWSER, at(10))) == ("Sam Lee", "Sam Lee")
    assert names.of("somebody else", at(10)) == ""


def test_somebody_else_at_the_same_browser_does_not_take_over_what_was_done(tmp_path):
    give_name(tmp_path, BROWSER, "Sam Lee", NINE)
    give_name(tmp_path, BROWSER, "Pat Roe", NINE + timedelta(hours=2))

    names = trainer_names(tmp_path)
    assert [names.of(BROWSER, at(hour)) for hour in (10, 11, 12)] == [
        "Sam Lee",
        "Pat Roe",
        "Pat Roe",
    ]


@pytest.mark.parametrize("typed", ["", " \n", "\u202e", "x" * (LONGEST + 1)])
def test_what_is_no_name_is_refused_and_nothing_is_kept(tmp_path, typed):
    with pytest.raises(CoprodError, match="A name has 1 to 80"):
        give_name(tmp_path, BROWSER, typed, NINE)

    assert not list(tmp_path.iterdir())


def test_the_names_are_for_their_owner_only(tmp_path):
    give_name(tmp_path, BROWSER, "Sam Lee", NINE)

    assert stat.S_IMODE((tmp_path / ".coprod" / "trainers.jsonl").stat().st_mode) == 0o600


def test_a_torn_or_foreign_line_is_passed_over(tmp_path):
    give_name(tmp_path, BROWSER, "Sam Lee", NINE)
    with (tmp_path / ".coprod" / "trainers.jsonl").open("a") as file:
        file.write('{"account": 5, "at": "", "name": "x"}\n{"account": "')

    assert trainer_names(tmp_path).of(BROWSER, at(10)) == "Sam Lee"
