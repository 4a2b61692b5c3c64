"""What ended codes and places in one book goes into another, as a restore of a backup needs it."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.membership import Place

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
SINCE, LATER = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
SPRING, AUTUMN = Place("learner", "spring", "sample-a"), Place("learner", "autumn", "sample-a")
PEOPLE = ("stays", "left", "off", "back")


@pytest.fixture
def book(tmp_path):
    found = EnrolmentBook(tmp_path / "state")
    found.enrol([(one, SPRING) for one in PEOPLE] + [("left", AUTUMN)], NOW)
    return found


@pytest.fixture
def restored(book, tmp_path):
    """The book as it is now, in another folder."""

    def copied():
        shutil.copytree(tmp_path / "state", tmp_path / "restored")
        return EnrolmentBook(tmp_path / "restored")

    return copied


def test_a_code_that_was_closed_since_lets_nobody_in(book, restored):
    code = book.new_code(SPRING, NOW, days=60, most=9)
    backup = restored()
    book.close_code(code, SINCE)

    assert backup.end_again(book.ends()) == 1

    assert not backup.join("new", code, LATER)
    assert backup.end_again(book.ends()) == 0


def test_who_left_or_was_taken_off_since_is_out_and_who_came_back_is_not(book, restored):
    backup = restored()
    book.leave_place("left", SPRING, SINCE)
    book.leave("off", SINCE)
    book.leave("back", SINCE)
    book.enrol([("back", SPRING)], LATER)

    backup.end_again(book.ends())

    assert {one: backup.of(one).places for one in PEOPLE} == {
        "stays": {SPRING},
        "left": {AUTUMN},
        "off": frozenset(),
        "back": {SPRING},
    }
    assert [one for one in PEOPLE if backup.of(one).taken_off] == ["off"]


def test_where_nothing_has_ended_nothing_is_written(book, restored):
    backup = restored()
    before = backup._lines.path.read_bytes()

    assert backup.end_again(book.ends()) == 0

    assert backup._lines.path.read_bytes() == before
