"""What a person gave for an earlier hand-in is taken back, and the record of it comes first."""

from datetime import UTC, datetime, timedelta

import pytest

from coprod_training.grading import records
from coprod_training.grading.bulk import BulkGrader, _given_in_our_place, _HandIn
from coprod_training.grading.bulk_gradebook import HandInGrades
from coprod_training.grading.marking import Mark, Written

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
BEFORE = NOW - timedelta(days=1)
GIVEN = (0.5, "A comment")


def hand_in():
    return _HandIn(
        "ann",
        NOW,
        {"task": {"one": Mark(points=1.0, out_of=1.0, html=""), "words": Written("Other words")}},
    )


def in_gradebook(at, *, is_whole=True):
    return HandInGrades("1", at, manual={"one": GIVEN, "words": GIVEN}, is_whole=is_whole)


@pytest.mark.parametrize(
    ("was", "graded", "taken"),
    [
        (in_gradebook(BEFORE), BEFORE, {"one": GIVEN}),
        (in_gradebook(NOW), NOW, {}),
        # A mark given to this hand-in, whose grading was killed before its last note.
        (in_gradebook(NOW), BEFORE, {}),
        (in_gradebook(NOW, is_whole=False), NOW, {}),
        (in_gradebook(NOW, is_whole=False), None, {}),
        # nbgrader had written the new time and taken nothing back yet.
        (in_gradebook(NOW, is_whole=False), BEFORE, {"one": GIVEN}),
        (None, BEFORE, {}),
    ],
)
def test_a_mark_of_another_hand_in_is_told_from_one_of_this(was, graded, taken):
    told = graded.isoformat() if graded else None

    assert _given_in_our_place(hand_in(), was, told) == taken


class Killed:
    """A gradebook whose process is gone at the moment of writing."""

    def __init__(self):
        self.taken_back = []

    def add(self, learner, at, answers, before, taken_back):
        self.taken_back += taken_back

    def commit(self):
        raise KeyboardInterrupt


def test_whoever_is_killed_at_the_gradebook_has_every_mark_taken_back_on_record(tmp_path):
    grader, book = BulkGrader.__new__(BulkGrader), Killed()
    grader.root, grader.assignment = tmp_path, "task"
    texts = {("ann", "words"): records.digest("My first words")}

    with pytest.raises(KeyboardInterrupt):
        grader._keep(book, [hand_in()], {"ann": in_gradebook(BEFORE)}, {}, texts, None)

    kept = [one["activity"] for one in records.mark_changes(tmp_path, "task", "ann")]
    assert sorted(kept) == sorted(book.taken_back) == ["one", "words"]
    assert records.graded(tmp_path, "task") == {}
