"""Whoever handed in is never said not to have, wherever the hand-in is: real nbgrader."""

import pytest
from graded_course import SLUG, hand_in_by_hand, make_course

from coprod_training.grading import bulk, collected, marking_round
from coprod_training.grading.known_hand_ins import known_hand_ins
from coprod_training.grading.learner_list import add_learners
from coprod_training.grading.not_read import NOT_GRADED
from coprod_training.grading.overview import overview

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Two in the list; one of them has handed in. The tests use it in their order."""
    course = make_course(tmp_path_factory.mktemp("known") / "course")
    add_learners(course.trainer, [("ann", "", ""), ("ben", "", "")])
    hand_in_by_hand(course, "ann")
    return course


def stands(course):
    (one,) = overview(course.trainer, course.inbound.parent, [SLUG])
    return one


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
    marking_round.collect(course.trainer, SLUG)
    (graded,) = marking_round.grade(course.trainer, SLUG)

    assert states(course)["ann"][-1] == "not yet marked"
    assert (graded.done, graded.reasons) == (False, (NOT_GRADED,))
    assert stands(course).waiting["ann"].not_read == NOT_GRADED
    assert (stands(course).step, stands(course).to_collect, stands(course).not_read) == ("", 0, 1)


def test_once_it_is_graded_it_is_there_once(course):
    marking_round.grade(course.trainer, SLUG)

    assert states(course) == {"ann": ["marked"], "ben": ["not handed in"]}
    assert (stands(course).waiting, stands(course).step) == ({}, "return")


def test_a_newer_one_stands_beside_the_one_that_is_marked(course):
    hand_in_by_hand(course, "ann")

    assert states(course)["ann"] == ["marked", "not yet marked"]
    assert (stands(course).step, stands(course).to_collect) == ("collect", 1)


def test_one_that_cannot_be_collected_is_among_those_not_done(course, monkeypatch):
    def broken(*_):
        raise MemoryError("PLANTED")

    monkeypatch.setattr(collected, "_take_secret", broken)
    marking_round.collect(course.trainer, SLUG)

    (graded,) = marking_round.grade(course.trainer, SLUG)

    assert (graded.learner, graded.done) == ("ann", False)
    assert graded.reasons[-1].startswith("The hand-in could not be collected.")
    assert (stands(course).to_collect, stands(course).not_read) == (0, 1)
    hand_in_by_hand(course, "ann")
    assert (stands(course).to_collect, stands(course).not_read) == (1, 0)
