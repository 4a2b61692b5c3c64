"""What is noted as returned is what the learner can read: real nbgrader."""

from datetime import UTC, datetime

import pytest
from graded_course import AGAIN, SLUG, give_mark, hand_in_by_hand, make_course

from coprod_training.grading import config, feedback_exporter, marking_round, steps
from coprod_training.grading.marks_returned import marks_returned
from coprod_training.grading.nbgrader_api import open_api
from coprod_training.grading.overview import overview
from coprod_training.grading.release_feedback import ReleaseAndNote
from coprod_training.grading.returned import note_changed, note_confirmed

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """One hand-in that is marked in full."""
    course = make_course(tmp_path_factory.mktemp("read") / "course")
    hand_in_by_hand(course, "ann")
    steps.collect(course.trainer, SLUG, lambda done, of, what: None)
    change_mark(course, 1)
    return course


def change_mark(course, points):
    """As the marking page does."""
    give_mark(course, points)
    note_changed(course.trainer, "ann", SLUG, datetime.now(UTC))


def to_return(course):
    (one,) = overview(course.trainer, course.root / "exchange" / config.COURSE_ID, [SLUG])
    return one.to_return


def give_back(course):
    return steps.give_back(course.trainer, SLUG, lambda done, of, what: None)["words"]


def test_a_page_that_was_made_before_the_mark_changed_is_not_noted(course):
    course.nbgrader("generate_feedback", SLUG)
    change_mark(course, 2)

    course.nbgrader("release_feedback", SLUG)

    assert to_return(course) == ("ann",)
    course.nbgrader("generate_feedback", "--force", SLUG)
    course.nbgrader("release_feedback", SLUG)
    assert to_return(course) == ()


def test_a_page_that_was_made_while_the_mark_waited_is_not_noted(course):
    change_mark(course, 1)
    marking_round.grade(course.trainer, SLUG, again=AGAIN)  # a person has to look again
    course.nbgrader("generate_feedback", "--force", SLUG)
    give_mark(course, 1)  # the same once more, as the marking page keeps it
    note_confirmed(course.trainer, "ann", SLUG, datetime.now(UTC))

    course.nbgrader("release_feedback", SLUG)

    assert to_return(course) == ("ann",)
    assert (give_back(course), to_return(course)) == ("1 returned.", ())


def test_a_mark_that_changes_while_its_page_is_made_is_to_be_returned_again(course, monkeypatch):
    change_mark(course, 1)
    as_page = feedback_exporter.as_page

    def marked_meanwhile(*about):
        change_mark(course, 3)
        return as_page(*about)

    monkeypatch.setattr(feedback_exporter, "as_page", marked_meanwhile)
    give_back(course)
    monkeypatch.undo()

    assert to_return(course) == ("ann",)
    assert (give_back(course), to_return(course)) == ("1 returned.", ())


def test_a_comment_that_changes_while_its_page_is_sent_is_to_be_returned_again(course, monkeypatch):
    change_mark(course, 2)
    api = open_api(course.trainer)
    api.generate_feedback(SLUG, "ann", force=True)

    def commented_meanwhile(self, learners):
        note_changed(course.trainer, "ann", SLUG, datetime.now(UTC))
        return learners

    monkeypatch.setattr(ReleaseAndNote, "pass_on", commented_meanwhile)
    assert api.release_feedback(SLUG, "ann")["success"]
    monkeypatch.undo()

    assert to_return(course) == ("ann",)
    assert (give_back(course), to_return(course)) == ("1 returned.", ())


def test_the_marks_that_went_back_stay_known_when_they_change(course):
    change_mark(course, 2)
    give_back(course)

    change_mark(course, 0)

    (one,) = marks_returned(course.trainer, "ann")
    assert {mark.activity: mark.points for mark in one.marks}["test-words"] == 2
    assert one.state == "marked"
