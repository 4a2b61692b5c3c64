"""A mark that was corrected counts for the learner too when a later hand-in took its place."""

from datetime import UTC, datetime, timedelta

import pytest
from graded_course import SLUG, give_mark, hand_in_by_hand, make_course
from one_mark import hand_in_marked

from coprod_training.grading import steps
from coprod_training.grading.kept_marks import details_of, keep
from coprod_training.grading.marks_returned import corrected_and_replaced, marks_returned
from coprod_training.grading.overview import overview
from coprod_training.grading.returned import note_changed, note_returned

FIRST = datetime(2026, 11, 23, 12, 0, 0, 5, tzinfo=UTC)
LATER = FIRST + timedelta(days=1)
TOLD = f"{FIRST:%Y-%m-%d %H:%M:%S.%f}"  # as the gradebook has it


def hand_in(points):
    about = {"activity": "words", "out_of": 3.0, "by_hand": True}
    return hand_in_marked(points, at=FIRST, assignment=SLUG, **about)


@pytest.mark.parametrize(
    ("came_back", "kept", "counts"),
    [
        ([1.0], 2.0, [2.0]),
        ([2.0], 1.0, [1.0]),
        ([2.0], 2.0, []),
        ([1.0, 2.0], 2.0, []),
        ([], 2.0, []),
    ],
)
def test_only_a_mark_that_is_another_one_than_came_back_last_is_news(
    tmp_path, came_back, kept, counts
):
    for points in came_back:
        whole = {"ann": details_of(hand_in(points))}
        note_returned(tmp_path, SLUG, [("ann", TOLD, points)], LATER, whole)
    keep(tmp_path, [hand_in(kept)])

    found = corrected_and_replaced(tmp_path, SLUG, "ann", LATER)

    assert [(at, one.points) for at, one in found] == [(TOLD, points) for points in counts]
    assert corrected_and_replaced(tmp_path, SLUG, "ann", FIRST) == ()  # no later one took its place


def test_what_an_earlier_version_noted_is_known_whole_from_then_on(tmp_path):
    note_returned(tmp_path, SLUG, [("ann", TOLD, 1.0)], LATER)  # the points alone
    keep(tmp_path, [hand_in(1.0)])

    ((_, found),) = corrected_and_replaced(tmp_path, SLUG, "ann", LATER)

    assert found.points == 1.0


def mark(course, points):
    """As the marking page does."""
    give_mark(course, points)
    note_changed(course.trainer, "ann", SLUG, datetime.now(UTC))


def step(course, name):
    getattr(steps, name)(course.trainer, SLUG, lambda done, of, what: None)


def levels_back(course):
    """Of each hand-in that came back, in order, the points for what was written."""
    found = sorted(marks_returned(course.trainer, "ann"), key=lambda one: one.handed_in)
    return [{each.activity: each.points for each in one.marks}["test-words"] for one in found]


@pytest.mark.slow
def test_it_goes_back_with_the_hand_in_that_took_its_place(tmp_path):
    course = make_course(tmp_path / "course")
    hand_in_by_hand(course, "ann")
    step(course, "collect")
    mark(course, 1)
    step(course, "give_back")
    mark(course, 2)  # it is to be returned, and then:
    hand_in_by_hand(course, "ann")
    step(course, "collect")
    mark(course, 1)
    assert levels_back(course) == [1]

    step(course, "give_back")

    assert levels_back(course) == [2, 1]
    (standing,) = overview(course.trainer, course.inbound.parent, [SLUG])
    assert standing.to_return == ()
