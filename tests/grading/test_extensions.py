"""More time for one learner: every date and every penalty of theirs follows, and nobody else's."""

import json
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from graded_course import SLUG, make_course

from coprod_training.errors import CoprodError
from coprod_training.grading import extensions, steps
from coprod_training.grading.due import write_due
from coprod_training.grading.extensions import Dues, due_for, dues_of, give, read_extension

COMMON = datetime(2027, 1, 11, 17, tzinfo=UTC)
LATER, EARLIER = COMMON + timedelta(days=7), COMMON - timedelta(days=7)
NOW = datetime(2026, 11, 26, tzinfo=UTC)


def agree(root, learner, due, assignment=SLUG):
    give(root / "trainer", root / "exchange", assignment, learner, due, by="tom", now=NOW)


@pytest.mark.parametrize(
    ("common", "own", "due", "extension"),
    [
        (COMMON, LATER, LATER, timedelta(days=7)),
        (COMMON, EARLIER, COMMON, None),  # everybody's date was moved on since
        (COMMON, None, COMMON, None),
        (None, LATER, None, None),
    ],
)
def test_the_date_that_counts(common, own, due, extension):
    dues = Dues(common, {"ann": own} if own else {})

    assert (dues.of("ann"), dues.extension("ann")) == (due, extension)
    assert (dues.of("ben"), dues.extension("ben")) == (common, None)


def test_the_date_agreed_last_counts_and_can_be_taken_back(tmp_path):
    (tmp_path / "exchange").mkdir()
    agree(tmp_path, "ann", LATER)
    agree(tmp_path, "ann", LATER + timedelta(days=1))
    agree(tmp_path, "ben", LATER)
    agree(tmp_path, "ben", None)

    assert extensions.extensions(tmp_path / "trainer") == {(SLUG, "ann"): LATER + timedelta(days=1)}
    assert read_extension(tmp_path / "exchange", SLUG, "ann") == LATER + timedelta(days=1)
    assert read_extension(tmp_path / "exchange", SLUG, "ben") is None
    lines = (tmp_path / "trainer" / ".coprod" / "extensions.jsonl").read_text().splitlines()
    assert [json.loads(line)["by"] for line in lines] == ["tom"] * 4


def test_the_exchange_tells_nobody_who_has_more_time(tmp_path):
    (tmp_path / "exchange").mkdir()
    agree(tmp_path, "ann", LATER)

    (folder,) = (tmp_path / "exchange").iterdir()
    (file,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "ann" not in file.name
    assert "ann" not in file.read_text()


def test_what_does_not_fit_in_the_exchange_or_the_records_is_passed_over(tmp_path):
    (tmp_path / "exchange").mkdir()
    agree(tmp_path, "ann", LATER)
    (file,) = (tmp_path / "exchange" / extensions.FOLDER).iterdir()
    file.write_text('{"schema": 1, "due": "soon"}')
    with (tmp_path / "trainer" / ".coprod" / "extensions.jsonl").open("a") as records:
        records.write('{"schema": 1}\n{"assignment": 5, "learner": []}\nnonsense\n')

    assert read_extension(tmp_path / "exchange", SLUG, "ann") is None
    assert extensions.extensions(tmp_path / "trainer") == {(SLUG, "ann"): LATER}


def test_a_learners_exchange_has_their_own_date(tmp_path):
    released = tmp_path / "exchange" / "outbound" / SLUG
    released.mkdir(parents=True)
    write_due(released, COMMON)
    agree(tmp_path, "ann", LATER)

    assert due_for(tmp_path / "exchange", SLUG, "ann") == LATER
    assert due_for(tmp_path / "exchange", SLUG, "ben") == COMMON


# ------------------------------------------------------------------------- with nbgrader itself


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Two late hand-ins of a course that takes everything off for being late."""
    course = make_course(tmp_path_factory.mktemp("extensions") / "course")
    with (course.trainer / "nbgrader_config.py").open("a") as file:
        file.write('\nget_config().LateSubmissionPlugin.penalty_method = "zero"\n')
    steps.release(course.trainer, SLUG, datetime(2020, 1, 1, tzinfo=UTC))
    for learner in ("ann", "ben"):
        course.answer(learner, test_one="green")
        course.submit(learner)
    return course


def in_gradebook(course):
    """By learner: nbgrader's extension in whole days, and the points it takes off."""
    with closing(sqlite3.connect(course.trainer / "gradebook.db")) as db, db:
        rows = db.execute(
            "SELECT a.student_id, a.extension, f.late_submission_penalty"
            " FROM submitted_assignment a JOIN submitted_notebook f ON f.assignment_id = a.id"
        ).fetchall()
    zero = datetime(1970, 1, 1)  # noqa: DTZ001  # how SQLAlchemy keeps a length of time
    return {
        learner: ((datetime.fromisoformat(one) - zero).days if one else None, penalty)
        for learner, one, penalty in rows
    }


@pytest.mark.slow
def test_lateness_follows_whether_the_date_is_agreed_before_or_after_grading(course):
    steps.extend(course.trainer, SLUG, "ann", LATER, "tom")  # before anything is collected
    steps.collect(course.trainer, SLUG, lambda done, of, what: None)
    days = (LATER - datetime(2020, 1, 1, tzinfo=UTC)).days
    assert in_gradebook(course) == {"ann": (days, None), "ben": (None, 1.0)}

    steps.extend(course.trainer, SLUG, "ben", LATER, "tom")  # after
    assert in_gradebook(course) == {"ann": (days, None), "ben": (days, None)}

    steps.extend(course.trainer, SLUG, "ann", None, "tom")
    assert in_gradebook(course) == {"ann": (None, 1.0), "ben": (days, None)}


@pytest.mark.slow
def test_nbgraders_own_command_keeps_to_it(course):
    before = in_gradebook(course)

    course.nbgrader("autograde", SLUG, "--force")

    assert in_gradebook(course) == before


@pytest.mark.slow
def test_another_date_for_everybody_moves_penalties_and_takes_nobodys_time(course):
    steps.release(course.trainer, SLUG, LATER + timedelta(days=1))

    assert in_gradebook(course) == {"ann": (None, None), "ben": (None, None)}
    assert dues_of(course.trainer, SLUG).of("ben") == LATER + timedelta(days=1)


@pytest.mark.slow
def test_what_is_not_released_has_no_date_to_change(course):
    with pytest.raises(CoprodError, match="Release this exercise first"):
        steps.extend(course.trainer, "another", "ann", LATER, "tom")
