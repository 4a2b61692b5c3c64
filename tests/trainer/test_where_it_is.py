"""How a trainer is told where an exercise is: every state of the round has its words."""

from dataclasses import replace

import pytest

from coprod_training.grading.overview import HandInState, Standing
from coprod_training.trainer.words import exercise_rows, where_words

WAITS = HandInState("ann", "2026-11-26 09:00:00.000000", None, collected=False, returned=False)
TO_MARK = replace(WAITS, collected=True)
BY_COURSE = replace(TO_MARK, points=3.0)
BY_PERSON = replace(BY_COURSE, by_person=True)
HELD = replace(BY_PERSON, held=True)
BACK = replace(BY_PERSON, returned=True)


def exercise(*hand_ins, released=True):
    return Standing(assignment="one", released=released, due=None, learners=5, hand_ins=hand_ins)


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
