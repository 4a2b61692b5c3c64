"""Second marking: what is drawn, what waits, and what is held back until two people agree."""

import json
import random
import shutil
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from held_gradebook import hold

from coprod_training.grading import records, second_marks
from coprod_training.grading.gradebook import CellMark, Result
from coprod_training.grading.returned import note_changed, note_returned

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
NOW = AT + timedelta(days=1)
TASK = "task"


def handed_in(learner, level=None, at=AT, blank=False):
    """A hand-in with one written answer, marked or not. level: 0 to 3 of three points."""
    mark = CellMark(
        activity="words",
        out_of=3.0,
        auto=0.0 if blank else None,
        manual=None if level is None else float(level),
        extra=0.0,
        by_hand=True,
        needs_manual=level is None and not blank,
    )
    return Result(learner=learner, assignment=TASK, handed_in=at, marks=(mark,), submitted=True)


@pytest.fixture
def gradebook_with(tmp_path):
    """Sets what the gradebook holds."""
    return partial(hold, tmp_path)


def drawn(root):
    return {one.learner for one in second_marks.second_markings(root, TASK)}


def draw(root, seed=1):
    return second_marks.draw(root, TASK, random.Random(seed))


@pytest.mark.parametrize(("number", "share"), [(0, 0), (1, 1), (9, 1), (10, 1), (11, 2), (200, 20)])
def test_a_tenth_is_drawn_and_no_more_the_next_time(tmp_path, gradebook_with, number, share):
    gradebook_with(*(handed_in(f"l{n}") for n in range(number)))

    assert draw(tmp_path) == share
    assert len(drawn(tmp_path)) == share
    assert draw(tmp_path) == 0


def test_each_hand_in_has_the_same_chance(tmp_path, gradebook_with):
    gradebook_with(*(handed_in(f"l{n}") for n in range(20)))
    counts = dict.fromkeys((f"l{n}" for n in range(20)), 0)
    for seed in range(300):
        root = tmp_path / str(seed)
        root.mkdir()
        shutil.copy(tmp_path / "gradebook.db", root)
        draw(root, seed)
        for learner in drawn(root):
            counts[learner] += 1

    # 300 draws of 2 in 20: 30 each; four standard deviations (5.2) either way.
    assert all(9 < count < 51 for count in counts.values()), counts


@pytest.mark.parametrize(("unmarked", "of_them"), [(0, 0), (1, 1), (2, 2), (5, 2)])
def test_what_nobody_has_marked_is_drawn_before_what_others_may_have_seen(
    tmp_path, gradebook_with, unmarked, of_them
):
    gradebook_with(*(handed_in(f"l{n}", None if n < unmarked else 2) for n in range(20)))

    draw(tmp_path)

    assert len(drawn(tmp_path)) == 2
    assert len(drawn(tmp_path) & {f"l{n}" for n in range(unmarked)}) == of_them


def test_a_blank_answer_is_not_drawn(tmp_path, gradebook_with):
    gradebook_with(handed_in("ann", blank=True))

    assert draw(tmp_path) == 0


def test_a_newer_hand_in_leaves_the_draw_and_another_takes_its_place(tmp_path, gradebook_with):
    gradebook_with(handed_in("ann"))
    draw(tmp_path)
    gradebook_with(handed_in("ann", at=AT + timedelta(hours=1)))
    assert drawn(tmp_path) == set()

    assert draw(tmp_path) == 1
    assert drawn(tmp_path) == {"ann"}


def the_one(root):
    (one,) = second_marks.second_markings(root, TASK)
    return one


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [(2, 2, "close"), (2, 1, "close"), (3, 1, "apart"), (0, 3, "apart")],
)
def test_more_than_one_level_apart_is_held_back_until_agreed(
    tmp_path, gradebook_with, first, second, state
):
    gradebook_with(handed_in("ann"))
    draw(tmp_path)
    assert the_one(tmp_path).state == "waits"
    gradebook_with(handed_in("ann", first))
    assert the_one(tmp_path).state == "to mark"

    second_marks.give_second(tmp_path, the_one(tmp_path), second, "tom", NOW)

    assert the_one(tmp_path).state == state
    held = {(TASK, "ann", AT.isoformat())} if state == "apart" else set()
    assert second_marks.held_back(tmp_path) == held
    if held:
        second_marks.give_agreed(tmp_path, the_one(tmp_path), 2, "tom", NOW)
        assert the_one(tmp_path).state == "agreed"
        assert second_marks.held_back(tmp_path) == set()


def test_what_was_agreed_does_not_change_how_far_they_agreed(tmp_path, gradebook_with):
    gradebook_with(handed_in("ann", 3))
    draw(tmp_path)
    second_marks.give_second(tmp_path, the_one(tmp_path), 1, "tom", NOW)
    second_marks.give_agreed(tmp_path, the_one(tmp_path), 2, "tom", NOW)
    gradebook_with(handed_in("ann", 2))

    assert second_marks.pairs(tmp_path, TASK) == [(3, 1)]
    assert (the_one(tmp_path).first, the_one(tmp_path).agreed) == (2, 2)


def change_first(root, level):
    """The first marker gives another level."""
    second_marks.note_first(
        root,
        learner="ann",
        assignment=TASK,
        activity="words",
        handed_in=AT,
        level=level,
        now=NOW,
    )


def test_a_first_mark_that_changes_after_the_second_is_compared_anew(tmp_path, gradebook_with):
    gradebook_with(handed_in("ann", 2))
    draw(tmp_path)
    change_first(tmp_path, 3)  # before there is a second one: nothing to compare with
    second_marks.give_second(tmp_path, the_one(tmp_path), 2, "tom", NOW)
    assert second_marks.held_back(tmp_path) == set()

    change_first(tmp_path, 0)
    gradebook_with(handed_in("ann", 0))
    assert the_one(tmp_path).state == "apart"
    assert second_marks.held_back(tmp_path) == {(TASK, "ann", AT.isoformat())}

    change_first(tmp_path, 1)
    gradebook_with(handed_in("ann", 1))
    assert the_one(tmp_path).state == "close"
    assert second_marks.held_back(tmp_path) == set()
    assert second_marks.pairs(tmp_path, TASK) == [(2, 2)]


def test_what_has_gone_back_is_not_drawn(tmp_path, gradebook_with):
    gradebook_with(*(handed_in(f"l{n}") for n in range(10)))
    back = [(f"l{n}", "2026-11-20 09:00:00.000000", 3.0) for n in range(9)]
    note_returned(tmp_path, TASK, back, NOW)

    draw(tmp_path)

    assert drawn(tmp_path) == {"l9"}


def test_what_was_marked_on_the_pages_and_has_not_gone_back_is_drawn(tmp_path, gradebook_with):
    gradebook_with(*(handed_in(f"l{n}", 2) for n in range(10)))
    for n in range(10):
        note_changed(tmp_path, f"l{n}", TASK, NOW)  # as each mark on the pages does

    assert draw(tmp_path) == 1


def test_a_newer_hand_in_than_the_one_that_went_back_is_drawn(tmp_path, gradebook_with):
    note_returned(tmp_path, TASK, [("ann", "2026-11-20 09:00:00.000000", 3.0)], NOW)
    gradebook_with(handed_in("ann", at=AT + timedelta(hours=1)))

    assert draw(tmp_path) == 1
    assert drawn(tmp_path) == {"ann"}


def test_who_gave_the_first_mark_is_known(tmp_path, gradebook_with):
    gradebook_with(handed_in("ann", 3))
    draw(tmp_path)
    given = [
        {"activity": "words", "before": None, "mark": 2.0, "by": "pat"},
        {"activity": "words", "before": 2.0, "mark": 3.0, "by": "sam"},
        {"activity": "words", "before": 3.0, "mark": 3.0, "by": "pat", "why": "Read once more."},
    ]
    records.note(tmp_path, "mark given", "ann", TASK, NOW, given)

    assert the_one(tmp_path).first_by == "sam"


@pytest.mark.parametrize(
    ("reset", "mark", "known"), [(False, 3.0, True), (False, 2.0, False), (True, 3.0, False)]
)
def test_whoever_gave_a_mark_that_somebody_confirmed_knows_it(
    tmp_path, gradebook_with, reset, mark, known
):
    gradebook_with(handed_in("ann", mark))
    draw(tmp_path)
    given = {"activity": "words", "before": None}
    records.note(tmp_path, "mark given", "ann", TASK, NOW, [given | {"mark": 3.0, "by": "pat"}])
    if reset:  # other words were handed in
        records.note(tmp_path, "mark reset", "ann", TASK, NOW, [given | {"mark": 3.0}])
    records.note(tmp_path, "mark given", "ann", TASK, NOW, [given | {"mark": mark, "by": "sam"}])

    assert the_one(tmp_path).first_by == "sam"
    assert the_one(tmp_path).knows("pat") is known


def test_lines_that_are_torn_or_of_another_kind_are_passed_over(tmp_path, gradebook_with):
    gradebook_with(handed_in("ann", 3))
    draw(tmp_path)
    path = tmp_path / ".coprod" / "second_marks.jsonl"
    with path.open("a") as file:
        file.write('{"event": "second mark", "assignment": "task"}\n{"event": []}\n{"event": "dr')

    assert the_one(tmp_path).state == "to mark"
    assert second_marks.held_back(tmp_path) == set()
    assert json.loads(path.read_text().splitlines()[0])["schema"] == 1
