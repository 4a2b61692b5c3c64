"""Grading that is killed at any moment and run again comes to what it comes to undisturbed."""

import random
import shutil
import signal
import sqlite3
from contextlib import closing

import pytest
from compared import book, collected_course, copied, copies
from graded_course import SLUG, give_mark
from killed_round import grade_for, grade_until

from coprod_training.grading import marking_round, records

pytestmark = pytest.mark.slow


def untouched(to):
    return collected_course(to)


def marked_late_and_handed_in_again(to):
    """Everybody is late, ann has marks that a person gave, and ann and ben handed in once more."""
    course = collected_course(to)
    with closing(sqlite3.connect(course.trainer / "gradebook.db")) as db, db:
        db.execute("UPDATE assignment SET duedate = '2020-01-01 00:00:00.000000'")
    with (course.trainer / "nbgrader_config.py").open("a") as file:
        file.write('\nget_config().LateSubmissionPlugin.penalty_method = "zero"\n')
    marking_round.grade(course.trainer, SLUG)
    give_mark(course, 2)
    give_mark(course, 0.5, activity="test-one")
    course.answer("ann", test_words="Another text.")
    course.answer("ben", test_one="green")
    for learner in ("ann", "ben"):
        course.submit(learner)
    course.nbgrader("collect", SLUG)
    return course


def taken_back(course):
    """Every mark that a newer hand-in took back, as the records say; one may be said twice."""
    kept = records.jsonl.read(course.trainer / ".coprod" / "grading.jsonl").records
    return {
        (one["learner"], one["activity"], one["mark"])
        for one in kept
        if one["event"] == "mark reset"
    }


@pytest.mark.parametrize(
    ("before", "resets", "sample"),
    [
        (untouched, set(), 4),
        (
            marked_late_and_handed_in_again,
            {("ann", "test-one", 0.5), ("ann", "test-words", 2.0)},
            2,
        ),
    ],
)
def test_killed_at_any_moment_and_run_again_it_comes_to_the_same(
    before, resets, sample, tmp_path, full_campaign, record_property
):
    """Issue 4: 50 times in `make proof`. Every other time a clock says when, whatever runs then."""
    chance, kills = random.Random(20261125), 50 if full_campaign else sample
    begun = before(tmp_path / "begun")
    undisturbed = copied(begun, tmp_path / "undisturbed")
    marking_round.grade(undisturbed.trainer, SLUG)
    assert taken_back(undisturbed) == resets
    _, said = grade_until(copied(begun, tmp_path / "whole"), 0)
    lines = int(said.split()[-1])
    seconds = grade_for(copied(begun, tmp_path / "timed"), 60)
    assert seconds is not None
    for number in range(kills):
        course = copied(begun, tmp_path / f"killed-{number}")
        if number % 2:
            assert grade_until(course, chance.randint(1, lines))[0] == -signal.SIGKILL
        else:
            # It may be quicker than the one that was timed; then that is no kill.
            while grade_for(course, chance.uniform(0, seconds)) is not None:
                shutil.rmtree(course.root)
                course = copied(begun, tmp_path / f"killed-{number}")

        assert all(one.done for one in marking_round.grade(course.trainer, SLUG))

        assert book(course) == book(undisturbed)
        assert copies(course) == copies(undisturbed)
        assert taken_back(course) == resets
        assert not list((course.trainer / "autograded").rglob(".*.new"))
        shutil.rmtree(course.root)
    record_property("cases", kills)
