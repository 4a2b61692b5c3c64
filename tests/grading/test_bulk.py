"""Grading in one go gives what nbgrader's own steps give, row by row and byte by byte."""

import sqlite3
from contextlib import closing

import pytest
from compared import book, collected_course, copied, copies
from graded_course import AGAIN, SLUG, give_mark
from nbgrader.api import Gradebook

from coprod_training.grading import bulk, kept_marks, marking, marking_round, records
from coprod_training.grading.config import COURSE_ID
from coprod_training.grading.feedback_marks import marks_of
from coprod_training.grading.feedback_page import feedback_page
from coprod_training.grading.feedback_words import late_words
from coprod_training.grading.gradebook import results
from coprod_training.grading.hand_ins import hand_ins
from coprod_training.grading.late import LatePenalties, follow_dates
from coprod_training.grading.nbgrader_api import open_api
from coprod_training.grading.overview import overview

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    return collected_course(tmp_path_factory.mktemp("collected") / "course")


@pytest.fixture
def ours(collected, tmp_path):
    return copied(collected, tmp_path / "ours")


@pytest.mark.drawn
def test_it_is_equal_to_nbgraders_own_steps_at_every_turn(collected, ours, tmp_path):
    stock = copied(collected, tmp_path / "stock")
    for course in (ours, stock):  # everybody is late
        with closing(sqlite3.connect(course.trainer / "gradebook.db")) as db, db:
            db.execute("UPDATE assignment SET duedate = '2020-01-01 00:00:00.000000'")
        with (course.trainer / "nbgrader_config.py").open("a") as file:
            file.write('\nget_config().LateSubmissionPlugin.penalty_method = "zero"\n')

    done = marking_round.grade(ours.trainer, SLUG)
    stock.nbgrader("autograde", SLUG)
    assert all(one.done for one in done)
    assert book(ours) == book(stock)
    assert copies(ours) == copies(stock)
    theirs = ours.trainer / "autograded" / "ben" / SLUG / f"{SLUG}.ipynb"
    assert theirs.read_text().count(marking.EARLIER) == len(("test-one", "test-many", "test-words"))
    penalties = {row[0]: row[3] for row in book(ours)["notebooks"]}
    assert (penalties["ann"], penalties["eve"]) == (3.0, 0.0)

    # Again, after a person gave marks: they stay, and that of words is to be looked at once more.
    for course in (ours, stock):
        give_mark(course, 2)
        give_mark(course, 0.5, activity="test-one")
        with Gradebook(f"sqlite:///{course.trainer}/gradebook.db", COURSE_ID) as gradebook:
            late = LatePenalties(open_api(course.trainer).config)
            follow_dates(gradebook, late, course.trainer, SLUG, "ann")  # as the page does
    assert points_everywhere(ours) == dict.fromkeys(POINTS, 0.0)  # 0.5 + 2 + 2, and 4.5 taken off
    marking_round.grade(ours.trainer, SLUG, again=AGAIN)
    stock.nbgrader("autograde", SLUG, "--force")
    assert book(ours) == book(stock)
    assert copies(ours) == copies(stock)
    (mark,) = [row for row in book(ours)["grades"] if row[:2] == ("ann", "test-words")]
    assert mark[3:] == (2.0, None, 1)
    (mark,) = [row for row in book(ours)["grades"] if row[:2] == ("ann", "test-one")]
    assert mark[2:] == (1.0, 0.5, None, 0)

    # Another hand-in takes back the mark of new words, and what stands in the course's place.
    for course in (ours, stock):
        course.answer("ann", test_words="Another text.")
        course.submit("ann")
        course.nbgrader("collect", SLUG)
    marking_round.grade(ours.trainer, SLUG)
    stock.nbgrader("autograde", SLUG)
    both = [book(ours), book(stock)]
    for one in both:  # the two were handed in at different moments
        one["hand-ins"] = [row[:1] for row in one["hand-ins"]]
    assert both[0] == both[1]
    for course in (ours, stock):
        kept = records.jsonl.read(course.trainer / ".coprod" / "grading.jsonl").records
        assert [one["mark"] for one in kept if one["event"] == "mark reset"] == [0.5, 2.0]
    assert {row[3] for row in book(ours)["grades"] if row[0] == "ann"} == {None}


POINTS = ("nbgrader", "results", "kept", "exercises", "hand-ins", "feedback")


def points_everywhere(course):
    """By who says so: the points of a late hand-in that is marked in full."""
    root, database = course.trainer, course.trainer / "gradebook.db"
    with Gradebook(f"sqlite:///{database}", "coprod") as gradebook:
        found = gradebook.find_submission(SLUG, "ann")
        theirs = max(0.0, found.score - found.late_submission_penalty)
    kept_marks.keep_marks(root)
    (standing,) = overview(root, course.inbound.parent, [SLUG])
    assessment = marking.staff_assessment(course.root / "course", SLUG)
    feedback = feedback_page(assessment, (), marks_of(database, "ann", SLUG, SLUG), None)
    said = [
        theirs,
        *(one.points for one in results(database) if one.learner == "ann"),
        *(one.points for one in kept_marks.kept(root, "ann", SLUG)),
        *(one.points for one in standing.hand_ins if one.learner == "ann"),
        *(one.points for one in hand_ins(database, learner="ann")),
        feedback.now,
    ]
    assert "so 4.5 points were taken off. That leaves 0 of 6." in late_words(feedback)
    return dict(zip(POINTS, said, strict=True))


def test_what_is_graded_already_is_left_alone(ours):
    marked = ours.trainer / "autograded" / "ann" / SLUG / f"{SLUG}.ipynb"
    marking_round.grade(ours.trainer, SLUG)
    before, changed = copies(ours), marked.stat().st_mtime_ns

    marking_round.grade(ours.trainer, SLUG)

    assert (copies(ours), marked.stat().st_mtime_ns) == (before, changed)
    marking_round.grade(ours.trainer, SLUG, again=AGAIN)
    assert copies(ours) == before
    assert marked.stat().st_mtime_ns != changed


def test_one_that_cannot_be_graded_stops_nobody(ours, monkeypatch):
    real = bulk.read_handed_in

    def broken(path, *asked):
        if "/ben/" in str(path):
            raise OSError("the disk has a fault here")
        return real(path, *asked)

    monkeypatch.setattr(bulk, "read_handed_in", broken)

    done = {one.learner: one.done for one in marking_round.grade(ours.trainer, SLUG)}

    assert done == {"ann": True, "ben": False, "cem": True, "dia": True, "eve": True}
    assert {row[0] for row in book(ours)["hand-ins"]} == {"ann", "cem", "dia", "eve"}


def test_a_mark_that_is_given_meanwhile_stays(ours, monkeypatch):
    marking_round.grade(ours.trainer, SLUG)
    real = bulk.BulkGradebook.grades_of

    def then_somebody_marks(self, learners):
        found = real(self, learners)
        self._book.db.rollback()
        give_mark(ours, 3)
        return found

    monkeypatch.setattr(bulk.BulkGradebook, "grades_of", then_somebody_marks)

    marking_round.grade(ours.trainer, SLUG, again=AGAIN)

    (mark,) = [row for row in book(ours)["grades"] if row[:2] == ("ann", "test-words")]
    assert mark[2:] == (None, 3.0, None, 1)
