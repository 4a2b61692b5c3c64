"""What *Second marking* says of each answer: whose turn it is; and how far markers agree."""

from datetime import UTC, datetime

import pytest

from coprod_training.grading.second_marks import SecondMarking
from coprod_training.trainer.second_marking import agreement_words, turn_words


@pytest.mark.parametrize(
    ("first", "second", "agreed", "words"),
    [
        (None, None, None, ("Waiting for its first mark",) * 3),
        (
            3,
            None,
            None,
            (
                "For somebody else to mark: you gave the first mark",
                "For somebody else to mark: you have looked at the first mark",
                "To mark: you can give the second mark",
            ),
        ),
        (3, 1, None, ("To agree: both markers together",) * 3),
        (3, 1, 2, ("Agreed",) * 3),
        (3, 2, None, ("Done",) * 3),
    ],
)
def test_whose_turn_it_is_depends_on_who_reads_it(first, second, agreed, words):
    one = SecondMarking(
        learner="ann",
        assignment="task",
        activity="words",
        handed_in=datetime(2026, 11, 20, tzinfo=UTC),
        first=first,
        first_by="tom",
        given=first is not None,
        second=second,
        agreed=agreed,
        seen_by=frozenset({"sam"}),
    )

    assert tuple(turn_words(one, account) for account in ("tom", "sam", "eve")) == words


def test_a_first_mark_that_waits_to_be_looked_at_again_is_not_said_to_be_missing():
    one = SecondMarking(
        learner="ann",
        assignment="task",
        activity="words",
        handed_in=datetime(2026, 11, 20, tzinfo=UTC),
        first=None,
        first_by="tom",
        given=True,
        second=None,
        agreed=None,
    )

    assert turn_words(one, "eve") == "Waiting for its first mark to be looked at again"


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], "Nothing has two marks yet."),
        ([(2, 2)], "1 marked twice: the same level in 1, at most one level apart in 1."),
        ([(2, 2)], "That is too few for a weighted kappa, which needs 32."),
        ([(0, 0), (3, 3), (2, 0), (1, 2), (1, 0)] * 6, "too few for a weighted kappa"),
        ([(0, 0), (3, 3), (2, 0), (1, 2), (1, 0)] * 7, "Weighted kappa 0.57"),
        ([(2, 2)] * 32, "needs marks on more than one level"),
        (
            [(0, 0), (3, 3)] * 5,
            "the same level in 10, at most one level apart in 10",
        ),
    ],
)
def test_how_far_two_markers_agree_is_said_in_words(pairs, words):
    said = agreement_words(pairs)

    assert words in said
    assert "Weighted kappa" not in said or len(pairs) >= 32
