"""Second marking is drawn from before anything goes back, whoever graded it: real nbgrader."""

import pytest
from graded_course import SLUG, give_mark, hand_in_by_hand, make_course

from coprod_training.grading import second_marks, steps
from coprod_training.grading.returned import returned_points

pytestmark = [pytest.mark.drawn, pytest.mark.slow]


@pytest.fixture
def graded(tmp_path):
    """One hand-in that nbgrader's own commands collected and graded, and a person marked."""
    course = make_course(tmp_path / "course")
    hand_in_by_hand(course, "ann")
    course.nbgrader("collect", SLUG)
    course.nbgrader("autograde", SLUG)
    give_mark(course, 2)
    assert second_marks.second_markings(course.trainer, SLUG) == ()
    return course


def test_by_nbgraders_own_commands(graded):
    graded.nbgrader("generate_feedback", SLUG)
    graded.nbgrader("release_feedback", SLUG)

    (one,) = second_marks.second_markings(graded.trainer, SLUG)
    assert (one.learner, one.state) == ("ann", "to mark")
    assert returned_points(graded.trainer)


def test_by_the_trainers_page_once_for_all(graded, monkeypatch):
    again = []
    monkeypatch.setattr(second_marks, "draw", lambda *about: again.append(about))

    steps.give_back(graded.trainer, SLUG, lambda done, of, what: None)

    (one,) = second_marks.second_markings(graded.trainer, SLUG)
    assert (one.learner, one.state) == ("ann", "to mark")
    assert returned_points(graded.trainer)
    assert again == []  # not once more for each learner
