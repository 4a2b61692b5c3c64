"""Where every exercise stands is asked of the gradebook once."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from coprod_training.grading import config, gradebook, overview

pytestmark = pytest.mark.slow


@pytest.fixture
def statements(monkeypatch):
    """What the gradebook is asked, as SQLite hears it."""
    heard = []

    @contextmanager
    def opened(database):
        with gradebook.opened(database) as db:
            db.set_trace_callback(heard.append)
            yield db

    monkeypatch.setattr(overview, "opened", opened)
    return heard


def test_one_statement_gives_dates_learners_and_hand_ins(tmp_path, statements):
    from nbgrader.api import Gradebook

    gradebook.put_scripts_on_path()
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db", config.COURSE_ID) as book:
        book.add_assignment("first", duedate="2031-01-11 17:00:00")
        book.add_assignment("second")
        for learner in ("ann", "ben", "cem"):
            book.add_student(learner)
        book.add_submission("first", "ann", timestamp="2030-12-01 09:00:00")

    first, second = overview.overview(tmp_path, tmp_path / "exchange", ["first", "second"])

    assert (first.due, second.due) == (datetime(2031, 1, 11, 17, tzinfo=UTC), None)
    assert [one.learner for one in first.hand_ins] == ["ann"]
    assert (first.not_handed_in, second.not_handed_in) == (2, 3)
    assert len(statements) == 1
