import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coprod_training.errors import CoprodError
from coprod_training.grading import gradebook
from coprod_training.grading.gradebook import CellMark, Result, same_points

# What is read of nbgrader's tables: two learners, and one question that the course marked.
TWO_LEARNERS = """
    CREATE TABLE student (id);
    INSERT INTO student VALUES ('ann'), ('ben');
    CREATE TABLE assignment (id, name);
    INSERT INTO assignment VALUES ('e', 'one');
    CREATE TABLE submitted_assignment (id, assignment_id, student_id, timestamp);
    INSERT INTO submitted_assignment VALUES
      ('s1', 'e', 'ann', '2026-11-20 10:42:00.000001'),
      ('s2', 'e', 'ben', '2026-11-20 10:43:00.000001');
    CREATE TABLE submitted_notebook (id, assignment_id, late_submission_penalty);
    INSERT INTO submitted_notebook VALUES ('n1', 's1', NULL), ('n2', 's2', NULL);
    CREATE TABLE base_cell (id, name);
    INSERT INTO base_cell VALUES ('c', 'a');
    CREATE TABLE grade_cells (id, max_score, cell_type);
    INSERT INTO grade_cells VALUES ('c', 2.0, 'code');
    CREATE TABLE grade
      (notebook_id, cell_id, auto_score, manual_score, extra_credit, needs_manual_grade);
    INSERT INTO grade VALUES
      ('n1', 'c', 1.0, NULL, NULL, 0),
      ('n2', 'c', 2.0, NULL, NULL, 0);
"""


def mark(**changes) -> CellMark:
    return CellMark(
        **{
            "activity": "a",
            "out_of": 2.0,
            "auto": 1.0,
            "manual": None,
            "extra": 0.0,
            "by_hand": False,
            "needs_manual": False,
            **changes,
        }
    )


def result(*marks, submitted=True) -> Result:
    return Result(learner="ann", assignment="one", marks=marks, submitted=submitted)


def test_a_trainers_mark_counts_before_ours():
    assert mark(manual=2.0).points == 2.0


def test_extra_points_are_added():
    assert mark(extra=0.5).points == 1.5


@pytest.mark.parametrize(
    ("given", "state", "points"),
    [
        (result(mark(), mark()), "marked", 2.0),
        (result(mark(auto=0.0)), "marked", 0.0),
        (result(mark(), mark(auto=None)), "not yet marked", None),
        (result(mark(needs_manual=True)), "not yet marked", None),
        (result(), "not yet marked", None),
        (result(submitted=False), "not handed in", None),
    ],
)
def test_a_mark_of_nothing_is_not_the_same_as_no_mark(given, state, points):
    assert (given.state, given.points) == (state, points)


def test_points_that_were_added_up_are_the_same_as_the_sum_itself():
    assert same_points(0.1 + 0.2, 0.3)
    assert not same_points(2.0, 2.01)


def test_there_are_no_results_before_there_is_a_gradebook(tmp_path):
    assert gradebook.results(tmp_path / "gradebook.db") == ()


def test_a_file_that_is_no_gradebook_is_said_to_be_none(tmp_path):
    (tmp_path / "gradebook.db").write_text("words " * 100)

    with pytest.raises(CoprodError, match="This file is not a gradebook that can be read"):
        gradebook.results(tmp_path / "gradebook.db")


@pytest.mark.slow
def test_every_learner_of_a_real_gradebook_has_a_result(graded_course):
    found = {one.learner: one for one in gradebook.results(graded_course.trainer / "gradebook.db")}

    assert {name: one.state for name, one in found.items()} == {
        "right": "not yet marked",
        "partly": "marked",
        "wrong": "marked",
        "blank": "marked",
    }
    assert found["partly"].points == 2.0
    assert datetime.now(UTC) - found["right"].handed_in < timedelta(hours=1)


def test_one_learners_results_are_read_alone(tmp_path):
    database = tmp_path / "gradebook.db"
    with closing(sqlite3.connect(database)) as db:
        db.executescript(TWO_LEARNERS)

    found = gradebook.results(database)

    assert [(one.learner, one.points) for one in found] == [("ann", 1.0), ("ben", 2.0)]
    assert gradebook.results(database, "ben") == found[1:]
    assert gradebook.results(database, "nobody") == ()


@pytest.mark.slow
def test_reading_writes_nothing(graded_course):
    database = graded_course.trainer / "gradebook.db"
    before = database.read_bytes(), sorted(graded_course.trainer.iterdir())

    gradebook.results(database)

    assert (database.read_bytes(), sorted(graded_course.trainer.iterdir())) == before


def test_the_gradebook_and_the_round_load_no_nbgrader():
    code = (
        "import sys, coprod_training.grading.gradebook, coprod_training.grading.marking_round\n"
        "assert not {'nbgrader', 'pandas', 'sqlalchemy'} & set(sys.modules)"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_scripts_of_this_python_are_put_on_the_path(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    gradebook.put_scripts_on_path()
    gradebook.put_scripts_on_path()

    assert os.environ["PATH"] == f"{Path(sys.executable).parent}{os.pathsep}/nowhere"
