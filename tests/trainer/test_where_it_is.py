"""How a trainer is told where an exercise is: every state of the round has its words."""

from dataclasses import replace

import pytest

from coprod_training.grading.hand_ins import HandInRow
from coprod_training.grading.overview import HandInState, Standing
from coprod_training.trainer.words import (
    HIDDEN,
    exercise_rows,
    hand_in_words,
    partly_read_words,
    points_for,
    some_names,
    where_words,
)

WAITS = HandInState("ann", "2026-11-26 09:00:00.000000", None, collected=False, returned=False)
TO_MARK = WAITS._replace(collected=True)
BY_COURSE = TO_MARK._replace(points=3.0)
BY_PERSON = BY_COURSE._replace(by_person=True)
HELD = BY_PERSON._replace(held=True)
BROKEN = WAITS._replace(not_read="It could not be collected.")
ONE, AGAIN = {"one": "One"}, ("collect", "Collect 1 again")
BACK = BY_PERSON._replace(returned=True)


def exercise(*hand_ins, released=True):
    each = tuple(one._replace(learner=f"learner-{n}") for n, one in enumerate(hand_ins))
    return Standing(assignment="one", released=released, due=None, learners=5, hand_ins=each)


@pytest.mark.parametrize(
    ("stands", "words"),
    [
        (exercise(released=False), "Not released"),
        (exercise(), "Open to learners"),
        (exercise(WAITS), "Handed in"),
        (exercise(WAITS, TO_MARK, BACK), "Handed in"),
        (exercise(TO_MARK, BY_COURSE), "Marking"),
        (exercise(BY_COURSE), "Marked by the course"),
        (exercise(BY_COURSE, BY_PERSON), "Ready to return"),
        (exercise(HELD, BACK), "To agree"),
        (exercise(BACK), "Returned"),
        (exercise(BROKEN), "Handed in"),
        (exercise(BROKEN, BACK), "Returned"),
        (exercise(BROKEN, TO_MARK), "Marking"),
    ],
)
def test_each_state_has_its_words(stands, words):
    assert where_words(stands) == words


def test_every_state_is_counted():
    (row,) = exercise_rows((exercise(WAITS, TO_MARK, BY_COURSE, BACK),), {"one": "One"}, {})

    assert row["counts"] == [
        ("Handed in", "4"),
        ("Not handed in", "1"),
        ("To mark", "1"),
        ("Marked", "2"),
        ("Returned", "1"),
    ]


def test_one_that_could_not_be_read_is_said_and_holds_up_nobody():
    alone, beside = exercise_rows((exercise(BROKEN), exercise(BROKEN, WAITS, TO_MARK)), ONE, {})

    assert (alone["not_read"], alone["step"], alone["also"]) == (1, "", [AGAIN])
    assert (beside["not_read"], beside["button"]) == (1, "Collect 1 now")
    assert beside["also"] == [("mark", "Mark the next one")]
    (marking,) = exercise_rows((exercise(BROKEN, TO_MARK),), ONE, {})
    assert (marking["step"], marking["also"]) == ("mark", [AGAIN])


def test_one_of_which_a_part_could_not_be_read_is_said_and_can_be_returned():
    damaged = BY_COURSE._replace(partly_read=True)
    one, two = exercise_rows((exercise(damaged, BACK), exercise(damaged, damaged)), ONE, {})

    assert (one["partly_read"], one["step"]) == (
        "In 1 hand-in, something could not be read.",
        "return",
    )
    assert two["partly_read"] == "In 2 hand-ins, something could not be read."
    assert partly_read_words(0) == ""


def test_a_hand_in_has_its_words_in_every_list():
    at = WAITS.at
    row = HandInRow("one", "ann", "Ann", at, "1", None)
    newer = WAITS._replace(handed_in="2026-11-27 09:00:00.000000")

    assert [hand_in_words(None, one) for one in (None, WAITS, BROKEN)] == [
        "Not handed in",
        "To collect",
        "Could not be read",
    ]
    assert hand_in_words(None, released=False) == "Not released"
    assert hand_in_words(row, released=False) == "To mark"
    assert hand_in_words(row, BROKEN) == "Could not be read"  # the same one, graded again
    assert hand_in_words(row) == "To mark"
    assert hand_in_words(row, newer) == "To mark. A newer one is to be collected."
    assert hand_in_words(replace(row, points=1.0), newer._replace(not_read="So.")) == (
        "Marked. A newer one could not be read."
    )


def test_points_are_hidden_only_where_there_are_any():
    row = HandInRow("one", "ann", "Ann", WAITS.at, "1", 3.0)

    assert (points_for(row, {"ann"}), points_for(row, {"ben"})) == (HIDDEN, "3")
    assert points_for(replace(row, points=None), {"ann"}) == "Not yet"


def test_of_many_who_are_not_done_five_are_named():
    many = [f"learner-{n}" for n in range(7)]

    assert some_names(["ann", "ben"], {"ben": ("Ben", "Lee")}) == "ann, Ben Lee"
    assert some_names(many, {}) == f"{', '.join(many[:5])}, and 2 more"
