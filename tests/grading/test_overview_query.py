"""Where every exercise stands is asked of the gradebook once, and again after each change."""

import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import pytest

from coprod_training.grading import config, gradebook, hand_in_rows, overview

pytestmark = pytest.mark.slow


@pytest.fixture
def statements(monkeypatch):
    """What the gradebook is asked, as SQLite hears it."""
    heard = []
    hand_in_rows.forget()

    @contextmanager
    def opened(database):
        with gradebook.opened(database) as db:
            db.set_trace_callback(heard.append)
            yield db

    monkeypatch.setattr(hand_in_rows, "opened", opened)
    return heard


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A gradebook with two exercises and three learners; nbgrader takes seconds to make one."""
    from nbgrader.api import Gradebook

    gradebook.put_scripts_on_path()
    database = tmp_path_factory.mktemp("made") / "gradebook.db"
    with Gradebook(f"sqlite:///{database}", config.COURSE_ID) as book:
        book.add_assignment("first", duedate="2031-01-11 17:00:00")
        book.add_assignment("second")
        for learner in ("ann", "ben", "cem"):
            book.add_student(learner)
        book.add_submission("first", "ann", timestamp="2030-12-01 09:00:00")
    return database


@pytest.fixture
def root(made, tmp_path):
    """A course with a copy of it."""
    shutil.copy(made, tmp_path)
    return tmp_path


def asked(root):
    return overview.overview(root, root / "exchange", ["first", "second"])


def test_one_statement_gives_dates_learners_and_hand_ins(root, statements):
    first, second = asked(root)

    assert (first.due, second.due) == (datetime(2031, 1, 11, 17, tzinfo=UTC), None)
    assert [one.learner for one in first.hand_ins] == ["ann"]
    assert (first.not_handed_in, second.not_handed_in) == (2, 3)
    assert len(statements) == 1


def test_a_gradebook_that_did_not_change_is_not_asked_again(root, statements):
    before = asked(root)

    assert asked(root) == before
    assert len(statements) == 1


def test_each_change_is_seen_at_once_whatever_the_clock_says(root, statements):
    database = root / "gradebook.db"
    for most in range(1, 6):
        with closing(sqlite3.connect(database)) as db, db:
            db.execute("UPDATE student SET id = ? WHERE id LIKE 'ben%'", (f"ben{most}",))
        os.utime(database, (1, 1))
        asked(root)
        assert len(statements) == most


def test_another_gradebook_put_in_its_place_is_read(root):
    database = root / "gradebook.db"
    earlier = database.read_bytes()
    with closing(sqlite3.connect(database)) as db, db:
        db.execute("DELETE FROM student WHERE id = 'cem'")
    assert asked(root)[0].learners == 2

    database.write_bytes(earlier)

    assert asked(root)[0].learners == 3


def test_a_gradebook_with_a_log_beside_it_is_always_asked(root, statements):
    with closing(sqlite3.connect(root / "gradebook.db")) as db:
        db.execute("PRAGMA journal_mode = WAL")
        asked(root)
        with db:
            db.execute("DELETE FROM student WHERE id = 'cem'")
        assert asked(root)[0].learners == 2
    assert len(statements) == 2


def test_a_learner_of_the_exchange_is_not_remembered_when_they_have_gone(root):
    folder = root / "exchange" / "inbound" / "dee+first+2030-12-01 10:00:00.000000 UTC"
    folder.mkdir(parents=True)
    assert asked(root)[0].learners == 4
    folder.rmdir()
    assert asked(root)[0].learners == 3
