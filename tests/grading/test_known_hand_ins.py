"""Whoever handed in is never said not to have, wherever the hand-in is: real nbgrader."""

import pytest
from graded_course import SLUG, hand_in_by_hand, make_course

from coprod_training.grading import bulk, round
from coprod_training.grading.known_hand_ins import known_hand_ins
from coprod_training.grading.learner_list import add_learners

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Two in the list; one of them has handed in. The tests use it in their order."""
    course = make_course(tmp_path_factory.mktemp("known") / "course")
    add_learners(course.trainer, [("ann", "", ""), ("ben", "", "")])
    hand_in_by_hand(course, "ann")
    return course


def states(course):
    """By learner, what is said of each hand-in that is known."""
    found = known_hand_ins(course.trainer, course.inbound.parent, [SLUG])
    return {
        learner: [one.state for one in found if one.learner == learner]
        for learner in sorted({one.learner for one in found})
    }


def test_it_waits_in_the_exchange(course):
    assert states(course)["ann"][-1] == "not yet marked"
    assert states(course)["ben"] == ["not handed in"]


def test_its_first_grading_failed(course, monkeypatch):
    def broken(*_):
        raise OSError("the disk has a fault here")

    monkeypatch.setattr(bulk, "read_handed_in", broken)
    round.collect(course.trainer, SLUG)
    assert [one.done for one in round.grade(course.trainer, SLUG)] == [False]

    assert states(course)["ann"][-1] == "not yet marked"


def test_once_it_is_graded_it_is_there_once(course):
    round.grade(course.trainer, SLUG)

    assert states(course) == {"ann": ["marked"], "ben": ["not handed in"]}


def test_a_newer_one_stands_beside_the_one_that_is_marked(course):
    hand_in_by_hand(course, "ann")

    assert states(course)["ann"] == ["marked", "not yet marked"]
