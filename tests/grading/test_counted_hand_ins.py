"""A mark counts for nothing while two markers have still to agree on it."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from held_gradebook import hold

from coprod_training.grading import second_marks
from coprod_training.grading.counted_hand_ins import counted_hand_ins
from coprod_training.grading.gradebook import CellMark, Result
from coprod_training.grading.hand_ins import HandInRow
from coprod_training.grading.kept_marks import all_hand_ins, details_of, keep_marks
from coprod_training.grading.known_hand_ins import known_hand_ins
from coprod_training.grading.marks_returned import corrected_and_replaced, marks_returned
from coprod_training.grading.returned import note_returned
from coprod_training.trainer.hand_in_page import _earlier, _tries

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
LATER = AT + timedelta(days=1)
NOW = AT + timedelta(days=2)
TASK = "task"
TOLD = f"{AT:%Y-%m-%d %H:%M:%S.%f}"  # as the gradebook has it
QUESTION = CellMark(
    activity="question",
    out_of=1.0,
    auto=1.0,
    manual=None,
    extra=0.0,
    by_hand=False,
    needs_manual=False,
)


def handed_in(level, at=AT):
    """One question that is right, and one written answer. level: 0 to 3 points; None: to mark."""
    words = replace(
        QUESTION,
        activity="words",
        out_of=3.0,
        auto=None,
        manual=level,
        by_hand=True,
        needs_manual=level is None,
    )
    marks = (QUESTION, words)
    return Result(learner="ann", assignment=TASK, handed_in=at, marks=marks, submitted=True)


@pytest.fixture
def root(tmp_path):
    """The first marker gave the highest level, and it is drawn."""
    hold(tmp_path, handed_in(3.0))
    assert second_marks.draw(tmp_path, TASK, random.Random(1)) == 1
    keep_marks(tmp_path)  # as whoever looks at the marks does
    return tmp_path


def the_one(root):
    (one,) = second_marks.second_markings(root, TASK)
    return one


def give_second(root, level):
    second_marks.give_second(root, the_one(root), level, "tom", NOW)


def hand_in_again(root):
    keep_marks(root)
    hold(root, later := handed_in(None, LATER))
    return later


def tries(root):
    """What the page of the later one says of those before it."""
    return _tries(*of_the_later_one(root))


def of_the_later_one(root):
    return SimpleNamespace(root=root), HandInRow(TASK, "ann", "ann", LATER, "an-id", None)


@pytest.mark.parametrize(("second", "state"), [(1, "not yet marked"), (2, "marked")])
def test_where_the_two_are_far_apart_it_is_not_yet_marked(root, second, state):
    give_second(root, second)

    (one,) = counted_hand_ins(root)

    assert (one.state, one.marks[0]) == (state, QUESTION)
    assert counted_hand_ins(root, "ann") == (one,)
    assert [each.state for each in known_hand_ins(root, root / "exchange", [TASK])] == [state]


def test_once_they_agree_that_level_counts(root):
    give_second(root, 1)
    second_marks.give_agreed(root, the_one(root), 1, "tom", NOW)
    hold(root, agreed := handed_in(1.0))

    assert counted_hand_ins(root) == (agreed,)


def test_a_later_hand_in_does_not_make_it_count(root):
    give_second(root, 1)
    later = hand_in_again(root)

    assert len(all_hand_ins(root)) == 2
    assert counted_hand_ins(root) == (later,)
    assert tries(root) == []
    assert len(_earlier(*of_the_later_one(root))) == 1  # the page still says: handed in again


def test_what_was_marked_alike_counts_beside_a_later_one(root):
    give_second(root, 2)
    later = hand_in_again(root)

    assert counted_hand_ins(root) == (later, handed_in_as_kept(3.0))
    assert len(tries(root)) == 1


def handed_in_as_kept(level):
    """As the records have it: which mark a person gave is no part of them."""
    question, words = handed_in(level).marks
    return replace(handed_in(level), marks=(question, replace(words, auto=level, manual=None)))


def test_what_the_learner_was_told_before_stands(root):
    """It went back, was given another mark since, and nobody can agree on that any more."""
    whole = {"ann": details_of(handed_in(3.0))}
    note_returned(root, TASK, [("ann", TOLD, 4.0)], NOW, whole)
    give_second(root, 2)
    about = {"learner": "ann", "assignment": TASK, "activity": "words", "handed_in": AT}
    second_marks.note_first(root, **about, level=0, now=NOW)
    hold(root, handed_in(0.0))
    assert [one.state for one in counted_hand_ins(root)] == ["not yet marked"]
    later = hand_in_again(root)

    assert counted_hand_ins(root) == (later, handed_in_as_kept(3.0))
    assert marks_returned(root, "ann") == (handed_in_as_kept(3.0),)
    assert corrected_and_replaced(root, TASK, "ann", LATER) == ()
    (said,) = tries(root)
    assert said.endswith("4 of 4 points")
