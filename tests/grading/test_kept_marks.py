"""The highest mark counts: what was fully marked is kept when a later hand-in comes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from graded_course import SLUG, give_mark, make_course
from held_gradebook import hold
from one_mark import hand_in_marked

from coprod_training.content.course import load_course
from coprod_training.grading import kept_marks, marking, marking_round, records
from coprod_training.grading.score_answers import ScoreAnswers
from coprod_training.progress.completion import best_marked, progress_of
from coprod_training.progress.statements import scored

NOW = datetime(2026, 11, 23, 12, 0, 0, 5, tzinfo=UTC)


def result(points, *, at=NOW, needs_manual=False):
    return hand_in_marked(points, at=at, assignment=SLUG, needs_manual=needs_manual)


@pytest.fixture
def shows(tmp_path):
    """Lets the gradebook hold these results."""
    return partial(hold, tmp_path)


def points_kept(folder):
    return [record["marks"][0]["points"] for record in records.scored(folder)]


def test_a_fully_marked_hand_in_is_kept_once(shows, tmp_path):
    shows(result(2.0))

    kept_marks.keep_marks(tmp_path)
    kept_marks.keep_marks(tmp_path)

    assert points_kept(tmp_path) == [2.0]


def test_a_hand_in_that_is_not_fully_marked_is_not_kept(shows, tmp_path):
    shows(result(2.0, needs_manual=True))

    kept_marks.keep_marks(tmp_path)

    assert points_kept(tmp_path) == []


def test_an_earlier_hand_in_stands_beside_the_one_in_the_gradebook(shows, tmp_path):
    shows(first := result(2.0))
    kept_marks.keep_marks(tmp_path)
    shows(second := result(1.0, at=NOW + timedelta(days=1)))

    assert kept_marks.all_hand_ins(tmp_path) == (second, first)


def test_a_mark_that_was_corrected_counts_as_corrected(shows, tmp_path):
    for points in (2.0, 1.0):
        shows(result(points))
        kept_marks.keep_marks(tmp_path)
    shows(result(0.0, at=NOW + timedelta(days=1)))

    assert [one.points for one in kept_marks.all_hand_ins(tmp_path)] == [0.0, 1.0]


def test_a_hand_in_being_marked_again_is_as_the_gradebook_has_it(shows, tmp_path):
    shows(result(2.0))
    kept_marks.keep_marks(tmp_path)
    shows(again := result(2.0, needs_manual=True))

    assert kept_marks.all_hand_ins(tmp_path) == (again,)


def test_a_line_that_is_not_whole_is_passed_over(shows, tmp_path):
    records.note(tmp_path, "scored", "ann", SLUG, NOW, [{"handed_in": "", "marks": None}, {}])
    shows()

    assert kept_marks.all_hand_ins(tmp_path) == ()


def test_a_mark_that_a_failed_grading_took_away_is_found_again():
    kept = result(2.0)

    assert kept_marks.found_again({"one": None, "two": None}, kept) == {"one": 2.0, "two": None}
    assert kept_marks.found_again({"one": 1.0}, kept) == {"one": 1.0}
    assert kept_marks.found_again({"one": None}, None) == {"one": None}
    assert kept_marks.found_again({}, kept) == {}  # only a person has marked it


@pytest.mark.parametrize(("points", "noted"), [(2.0, []), (1.0, [(2.0, 1.0)])])
def test_grading_after_one_that_failed_notes_only_what_changed(shows, tmp_path, points, noted):
    """As nbgrader's own step does it: the grading that failed took the mark away."""
    shows(result(2.0))
    kept_marks.keep_marks(tmp_path)
    at = NOW.isoformat()
    records.note(tmp_path, "graded", "ann", SLUG, NOW, [{"handed_in": at}])
    parent = SimpleNamespace(marks_before={("ann", SLUG): {"one": None}})
    step = SimpleNamespace(parent=parent, why="Once more.")
    ids = {"student": "ann", "assignment": SLUG, "notebook": SLUG}

    ScoreAnswers._note_changes(step, ids, tmp_path, at, {"one": points})

    changes = records.mark_changes(tmp_path, SLUG, "ann")
    assert [(one["before"], one["mark"]) for one in changes] == noted


@pytest.fixture(scope="module")
def handed_in_twice(tmp_path_factory):
    """All right and marked Sound by a trainer; then a worse hand-in, graded by nbgrader alone."""
    course = make_course(tmp_path_factory.mktemp("twice"))
    course.answer("ann", test_one="green", test_many=["a", "b"], test_words="My first words.")
    course.submit("ann")
    marking_round.collect(course.trainer, SLUG)
    marking_round.grade(course.trainer, SLUG)
    give_mark(course, 2.0)
    course.answer("ann", test_one="red", test_many=["c"], test_words="My second words.")
    course.submit("ann")
    course.nbgrader("collect", SLUG)
    course.nbgrader("autograde", SLUG)
    return course


@pytest.mark.slow
def test_a_worse_hand_in_does_not_take_the_better_mark_away(handed_in_twice):
    now, before = kept_marks.all_hand_ins(handed_in_twice.trainer)

    assert (now.state, before.state, before.points) == ("not yet marked", "marked", 5.0)
    assert before.handed_in < now.handed_in


@pytest.mark.slow
def test_a_learner_whose_work_was_enough_keeps_that(handed_in_twice):
    whole = load_course(Path(__file__).parents[2] / "course")
    asked = marking.staff_assessment(handed_in_twice.root / "course", SLUG)
    found = kept_marks.all_hand_ins(handed_in_twice.trainer)

    progress = progress_of(replace(whole, assessments=(asked,)), (), found)
    best = best_marked(whole.info.pass_rule, found)

    assert [one.state for one in progress.assignments] == ["marked"]
    assert scored(best, "PSEUDONYM", whole.info)["result"]["score"]["raw"] == 5.0


@pytest.mark.slow
def test_the_kept_marks_hold_no_words(handed_in_twice):
    kept = records.own_folder(handed_in_twice.trainer) / "grading.jsonl"

    assert "words." not in kept.read_text()


@pytest.mark.slow
def test_a_mark_given_after_the_collection_is_kept_too(tmp_path):
    course = make_course(tmp_path)
    course.answer("ann", test_one="green", test_words="My first words.")
    course.submit("ann")
    marking_round.collect(course.trainer, SLUG)
    marking_round.grade(course.trainer, SLUG)
    course.answer("ann", test_one="red", test_words="My second words.")
    course.submit("ann")
    course.nbgrader("collect", SLUG)
    give_mark(course, 3.0)
    course.nbgrader("autograde", SLUG)

    assert [one.points for one in kept_marks.all_hand_ins(course.trainer)] == [None, 4.0]
