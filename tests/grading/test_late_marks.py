"""What is taken off for being late follows each mark that a person gives: real nbgrader."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from graded_course import SLUG, make_course

from coprod_training.grading import steps
from coprod_training.grading.agreed_level import agree
from coprod_training.grading.gradebook import results
from coprod_training.grading.kept_marks import all_hand_ins
from coprod_training.grading.late import LatePenalties
from coprod_training.grading.nbgrader_api import open_api
from coprod_training.grading.returned import changed_times
from coprod_training.grading.second_marks import SecondMarking

pytestmark = pytest.mark.slow
DUE, NOW = datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 11, 26, tzinfo=UTC)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A late hand-in of a course that takes everything off for being late."""
    course = make_course(tmp_path_factory.mktemp("late") / "course")
    with (course.trainer / "nbgrader_config.py").open("a") as file:
        file.write('\nget_config().LateSubmissionPlugin.penalty_method = "zero"\n')
    steps.release(course.trainer, SLUG, DUE)
    course.answer("ann", test_one="green", test_words="What I saw.")
    course.submit("ann")
    steps.collect(course.trainer, SLUG, lambda done, of, what: None)
    return course


def taken_off(course):
    with closing(sqlite3.connect(course.trainer / "gradebook.db")) as db, db:
        ((lost,),) = db.execute("SELECT late_submission_penalty FROM submitted_notebook")
    return lost


def test_an_agreed_level_is_taken_off_too_and_a_date_changes_no_more(course):
    assert taken_off(course) == 1.0  # the course's own mark
    (hand_in,) = results(course.trainer / "gradebook.db")
    one = SecondMarking(
        learner="ann",
        assignment=SLUG,
        activity="test-words",
        handed_in=hand_in.handed_in,
        first=None,
        first_by="",
        given=False,
        second=None,
        agreed=None,
    )

    agree(course.trainer, one, 2, "tom", NOW, LatePenalties(open_api(course.trainer).config), "")

    assert taken_off(course) == 3.0  # 2 of 3 for the words
    (after,) = results(course.trainer / "gradebook.db")
    assert (after.state, after.points) == ("marked", 0.0)
    steps.release(course.trainer, SLUG, datetime(2020, 1, 2, tzinfo=UTC))
    assert results(course.trainer / "gradebook.db") == (after,)


def of_the_first(course):
    """What the earliest hand-in loses, also when a later one has taken its place."""
    found = all_hand_ins(course.trainer, "ann")
    return min(found, key=lambda one: one.handed_in).taken_off


def test_an_earlier_hand_in_that_is_kept_follows_changed_dates_too(course):
    course.answer("ann", test_words="More than I thought.")
    course.submit("ann")
    steps.collect(course.trainer, SLUG, lambda done, of, what: None)
    assert len(all_hand_ins(course.trainer, "ann")) == 2
    assert of_the_first(course) == 3.0
    later = datetime(2030, 1, 1, tzinfo=UTC)

    steps.extend(course.trainer, SLUG, "ann", later, "the tester")
    assert of_the_first(course) == 0.0
    steps.extend(course.trainer, SLUG, "ann", None, "the tester")
    assert of_the_first(course) == 3.0
    steps.release(course.trainer, SLUG, later)
    assert of_the_first(course) == 0.0


def test_whoever_loses_more_or_less_by_another_date_has_that_yet_to_come(course):
    steps.release(course.trainer, SLUG, DUE)
    assert taken_off_now(course) > 0
    before = changes(course)

    steps.release(course.trainer, SLUG, datetime(2020, 1, 3, tzinfo=UTC))
    assert changes(course) == before  # as late as before
    steps.release(course.trainer, SLUG, datetime(2030, 1, 1, tzinfo=UTC))

    assert taken_off_now(course) == 0
    assert changes(course) == before + 1


def changes(course):
    return len(changed_times(course.trainer, SLUG).get("ann", ()))


def taken_off_now(course):
    return taken_off(course) or 0
