"""Grading in one go gives what nbgrader's own steps give, row by row and byte by byte."""

import random
import shutil
import signal
import sqlite3

import pytest
from graded_course import AGAIN, SLUG, GradedCourse, give_mark, make_course
from killed_round import grade_for, grade_until
from nbgrader.api import Gradebook

from coprod_training.grading import bulk, kept_marks, marking, records, round
from coprod_training.grading.config import COURSE_ID
from coprod_training.grading.feedback_marks import marks_of
from coprod_training.grading.feedback_page import feedback_page
from coprod_training.grading.feedback_words import late_words
from coprod_training.grading.gradebook import results
from coprod_training.grading.late import LatePenalties, follow_dates
from coprod_training.grading.nbgrader_api import open_api
from coprod_training.grading.overview import overview
from coprod_training.trainer.hand_in_list import hand_ins

pytestmark = pytest.mark.slow

ANSWERS = {
    "ann": {
        "test_one": "green",
        "test_many": ["a", "b"],
        "test_words": "What <b>I</b> saw. $x$\n\n# é",
    },
    "ben": {"test_one": "red", "test_many": ["a"], "test_words": "Not much."},
    "cem": {"test_many": ["a", "b", "c"]},
    "dia": {"test_words": "   "},
    "eve": {},
}
TABLES = {
    "student": "SELECT id, first_name, last_name, email FROM student ORDER BY id",
    "hand-ins": "SELECT student_id, timestamp, extension FROM submitted_assignment ORDER BY 1",
    "notebooks": """
        SELECT a.student_id, n.name, f.flagged, f.late_submission_penalty
        FROM submitted_notebook f JOIN submitted_assignment a ON a.id = f.assignment_id
        JOIN notebook n ON n.id = f.notebook_id ORDER BY 1, 2""",
    "grades": """
        SELECT a.student_id, c.name, g.auto_score, g.manual_score, g.extra_credit,
               g.needs_manual_grade
        FROM grade g JOIN base_cell c ON c.id = g.cell_id
        JOIN submitted_notebook f ON f.id = g.notebook_id
        JOIN submitted_assignment a ON a.id = f.assignment_id ORDER BY 1, 2""",
    "comments": """
        SELECT a.student_id, c.name, m.auto_comment, m.manual_comment
        FROM comment m JOIN base_cell c ON c.id = m.cell_id
        JOIN submitted_notebook f ON f.id = m.notebook_id
        JOIN submitted_assignment a ON a.id = f.assignment_id ORDER BY 1, 2""",
}


def book(course):
    with sqlite3.connect(course.trainer / "gradebook.db") as db:
        return {name: db.execute(query).fetchall() for name, query in TABLES.items()}


def copies(course):
    """Every marked copy, with its bytes and who may do what with it."""
    return {
        str(path.relative_to(course.trainer)): (path.read_bytes(), oct(path.stat().st_mode))
        for path in sorted((course.trainer / "autograded").rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Five hand-ins, collected and not graded."""
    course = make_course(tmp_path_factory.mktemp("collected") / "course")
    for learner, answers in ANSWERS.items():
        course.answer(learner, **answers)
        course.submit(learner)
    (sorted(course.inbound.iterdir())[1] / "extra.html").write_text("<script>")
    course.nbgrader("collect", SLUG)
    return course


def copied(course, to):
    """The whole course once more, with its settings."""
    shutil.copytree(course.root, to, symlinks=True)
    for settings in to.rglob("nbgrader_config.py"):
        settings.write_text(settings.read_text().replace(str(course.root), str(to)))
    return GradedCourse(to)


@pytest.fixture
def ours(collected, tmp_path):
    return copied(collected, tmp_path / "ours")


@pytest.fixture(scope="module")
def undisturbed(collected, tmp_path_factory):
    """What grading in one go comes to."""
    course = copied(collected, tmp_path_factory.mktemp("undisturbed") / "course")
    round.grade(course.trainer, SLUG)
    return course


@pytest.mark.drawn
def test_it_is_equal_to_nbgraders_own_steps_at_every_turn(collected, ours, tmp_path):
    stock = copied(collected, tmp_path / "stock")
    for course in (ours, stock):  # everybody is late
        with sqlite3.connect(course.trainer / "gradebook.db") as db:
            db.execute("UPDATE assignment SET duedate = '2020-01-01 00:00:00.000000'")
        with (course.trainer / "nbgrader_config.py").open("a") as file:
            file.write('\nget_config().LateSubmissionPlugin.penalty_method = "zero"\n')

    done = round.grade(ours.trainer, SLUG)
    stock.nbgrader("autograde", SLUG)
    assert all(one.done for one in done)
    assert book(ours) == book(stock)
    assert copies(ours) == copies(stock)
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
    round.grade(ours.trainer, SLUG, again=AGAIN)
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
    round.grade(ours.trainer, SLUG)
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
    round.grade(ours.trainer, SLUG)
    before, changed = copies(ours), marked.stat().st_mtime_ns

    round.grade(ours.trainer, SLUG)

    assert (copies(ours), marked.stat().st_mtime_ns) == (before, changed)
    round.grade(ours.trainer, SLUG, again=AGAIN)
    assert copies(ours) == before
    assert marked.stat().st_mtime_ns != changed


def test_one_that_cannot_be_graded_stops_nobody(ours, monkeypatch):
    real = bulk.read_handed_in

    def broken(path, *asked):
        if "/ben/" in str(path):
            raise OSError("the disk has a fault here")
        return real(path, *asked)

    monkeypatch.setattr(bulk, "read_handed_in", broken)

    done = {one.learner: one.done for one in round.grade(ours.trainer, SLUG)}

    assert done == {"ann": True, "ben": False, "cem": True, "dia": True, "eve": True}
    assert {row[0] for row in book(ours)["hand-ins"]} == {"ann", "cem", "dia", "eve"}


def test_a_mark_that_is_given_meanwhile_stays(ours, monkeypatch):
    round.grade(ours.trainer, SLUG)
    real = bulk.BulkGradebook.grades_of

    def then_somebody_marks(self, learners):
        found = real(self, learners)
        self._book.db.rollback()
        give_mark(ours, 3)
        return found

    monkeypatch.setattr(bulk.BulkGradebook, "grades_of", then_somebody_marks)

    round.grade(ours.trainer, SLUG, again=AGAIN)

    (mark,) = [row for row in book(ours)["grades"] if row[:2] == ("ann", "test-words")]
    assert mark[2:] == (None, 3.0, None, 1)


def test_killed_at_any_moment_and_run_again_it_comes_to_the_same(
    collected, undisturbed, tmp_path, full_campaign, record_property
):
    """Issue 4: 50 times in `make proof`. Every other time a clock says when, whatever runs then."""
    chance, kills = random.Random(20261125), 50 if full_campaign else 4
    _, said = grade_until(copied(collected, tmp_path / "whole"), 0)
    lines = int(said.split()[-1])
    seconds = grade_for(copied(collected, tmp_path / "timed"), 60)
    assert seconds is not None
    for number in range(kills):
        course = copied(collected, tmp_path / f"killed-{number}")
        if number % 2:
            assert grade_until(course, chance.randint(1, lines))[0] == -signal.SIGKILL
        else:
            # It may be quicker than the one that was timed; then that is no kill.
            while grade_for(course, chance.uniform(0, seconds)) is not None:
                shutil.rmtree(course.root)
                course = copied(collected, tmp_path / f"killed-{number}")

        assert all(one.done for one in round.grade(course.trainer, SLUG))

        assert book(course) == book(undisturbed)
        assert copies(course) == copies(undisturbed)
        assert not list((course.trainer / "autograded").rglob(".*.new"))
        shutil.rmtree(course.root)
    record_property("cases", kills)
