"""Grading again: what changed, who said so and why (features.md, T12); all of it in one session."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from graded_course import AGAIN, ASSESSMENT, SLUG, make_course

from coprod_training.cli import main
from coprod_training.grading import marking_round, nbgrader_api, records
from coprod_training.grading.feedback_page import FeedbackPage
from coprod_training.grading.feedback_words import changed_words
from coprod_training.grading.overview import overview

pytestmark = pytest.mark.drawn

OTHER = "test-other"


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """One learner, who chose green; then the key was found to be wrong, and is red."""
    course = make_course(tmp_path_factory.mktemp("regrading"))
    course.answer("ann", test_one="green", test_many=["a", "b"])
    course.submit("ann")
    marking_round.collect(course.trainer, SLUG)
    marking_round.grade(course.trainer, SLUG)
    course.nbgrader("generate_feedback", SLUG)
    course.nbgrader("release_feedback", SLUG)
    return course


def standing(course):
    (one,) = overview(course.trainer, course.inbound.parent, [SLUG])
    return one


@pytest.mark.slow
def test_a_mark_that_changes_is_on_record_with_who_and_why(handed_in):
    assert standing(handed_in).to_return == ()
    marking_round.grade(handed_in.trainer, SLUG, again=AGAIN)
    assert records.mark_changes(handed_in.trainer, SLUG, "ann") == ()  # nothing changed

    assessment = handed_in.root / "course" / "assessments" / f"{SLUG}.yaml"
    assessment.write_text(ASSESSMENT.replace("key: green", "key: red"))
    marking_round.grade(handed_in.trainer, SLUG, again=AGAIN)

    (change,) = records.mark_changes(handed_in.trainer, SLUG, "ann")
    assert change["activity"] == "test-one"
    assert (change["before"], change["mark"]) == (1.0, 0.0)
    assert (change["by"], change["why"]) == (AGAIN.by, AGAIN.why)
    assert change["at"]
    # The points are added up anew, and the learner has to be told.
    (one,) = standing(handed_in).hand_ins
    assert one.points == 2.0
    assert standing(handed_in).to_return == ("ann",)


@pytest.mark.slow
def test_the_learners_page_says_that_the_marks_changed(handed_in):
    page = handed_in.trainer / "feedback" / "ann" / SLUG / f"{SLUG}.html"
    assert "have changed" not in page.read_text()

    handed_in.nbgrader("generate_feedback", SLUG, "--force")

    assert "it had 3 of 6 points. It has 2 now." in page.read_text()


@pytest.mark.slow
def test_a_grading_that_failed_in_between_hides_no_change(handed_in):
    assessment = handed_in.root / "course" / "assessments" / f"{SLUG}.yaml"
    before = len(records.mark_changes(handed_in.trainer, SLUG, "ann"))
    assessment.write_text(ASSESSMENT.replace("key: green", ""))
    (ann,) = marking_round.grade(handed_in.trainer, SLUG, again=AGAIN)
    assert not ann.done

    assessment.write_text(ASSESSMENT)
    marking_round.grade(handed_in.trainer, SLUG, again=AGAIN)

    (change,) = records.mark_changes(handed_in.trainer, SLUG, "ann")[before:]
    assert (change["activity"], change["before"], change["mark"]) == ("test-one", 0.0, 1.0)


@pytest.mark.slow
def test_nbgraders_own_grading_again_is_on_record_too(handed_in):
    """As `nbgrader autograde --force` and formgrader's API do it, in one of their processes."""
    assessment = handed_in.root / "course" / "assessments" / f"{SLUG}.yaml"
    before = len(records.mark_changes(handed_in.trainer, SLUG, "ann"))

    def autograde(why):
        api = nbgrader_api.open_api(handed_in.trainer)
        api.config.ScoreAnswers.why = why
        outcome = api.autograde(SLUG, "ann", force=True)
        assert outcome["success"], outcome

    autograde("Nothing is another one.")
    handed_in.nbgrader("generate_feedback", SLUG, "--force")
    handed_in.nbgrader("release_feedback", SLUG)
    assert len(records.mark_changes(handed_in.trainer, SLUG, "ann")) == before
    assert standing(handed_in).to_return == ()
    assessment.write_text(ASSESSMENT.replace("key: green", "key: red"))
    autograde("The key was wrong.")
    assessment.write_text(ASSESSMENT)
    autograde("")

    changes = records.mark_changes(handed_in.trainer, SLUG, "ann")[before:]
    assert [(one["before"], one["mark"], one["why"]) for one in changes] == [
        (1.0, 0.0, "The key was wrong."),
        (0.0, 1.0, ""),
    ]
    assert {one["activity"] for one in changes} == {"test-one"}
    assert all(one["by"] and one["at"] for one in changes)
    assert standing(handed_in).to_return == ("ann",)  # the learner has to be told

    # Another hand-in is no grading again.
    handed_in.answer("ann", test_one="red")
    handed_in.submit("ann")
    marking_round.collect(handed_in.trainer, SLUG)
    autograde("")
    assert len(records.mark_changes(handed_in.trainer, SLUG, "ann")) == before + 2


@pytest.mark.slow
def test_a_mark_that_a_trainer_changed_by_hand_is_not_taken_for_a_regrading(handed_in):
    with closing(sqlite3.connect(handed_in.trainer / "gradebook.db")) as db, db:
        db.execute(
            "UPDATE grade SET manual_score = 0, needs_manual_grade = 0 WHERE cell_id ="
            " (SELECT id FROM base_cell WHERE name = 'test-one' AND type = 'GradeCell')"
        )
        assert db.total_changes == 1
    before = records.mark_changes(handed_in.trainer, SLUG, "ann")

    marking_round.grade(handed_in.trainer, SLUG, again=AGAIN)

    assert records.mark_changes(handed_in.trainer, SLUG, "ann") == before


def test_marks_that_changed_and_come_to_the_same_are_told_as_well():
    page = FeedbackPage(
        title="", questions=(), reflections=(), rule=None, first=3.0, now=3.0, out_of=6.0
    )

    assert changed_words(page) == ""
    assert changed_words(replace(page, changed=True)).startswith("Some of your marks have changed")
    assert changed_words(replace(page, first=None, changed=True)) == ""


def test_a_reason_without_grading_again_is_refused(tmp_path, capsys):
    asked = ["grade", "where-is-it-really", "--why", "No reason."]

    assert main([*asked, "--workspace", str(tmp_path / "coprod")]) == 1

    assert "--why belongs to --again." in capsys.readouterr().err


def test_without_a_reason_nothing_is_graded_again(tmp_path, capsys):
    asked = ["grade", "where-is-it-really", "--again", "--why", "  "]

    assert main([*asked, "--workspace", str(tmp_path / "coprod")]) == 1

    assert "Say why, for the records." in capsys.readouterr().err


@pytest.mark.slow
def test_all_assignments_are_graded_in_one_session_of_the_gradebook(tmp_path, monkeypatch):
    course = make_course(tmp_path)
    for name in ("course/assessments", "exercises"):
        add_another(tmp_path / name)
    course.nbgrader("generate_assignment", OTHER)
    for assignment in (SLUG, OTHER):
        for learner in ("ann", "ben"):
            hand_in(course, learner, assignment)
    from nbgrader import api

    opened, how_far = [], []
    real = api.Gradebook.__init__

    def counted(self, *arguments, **options):
        opened.append(self)
        real(self, *arguments, **options)

    monkeypatch.setattr(api.Gradebook, "__init__", counted)

    done = marking_round.grade_all(
        course.trainer, [SLUG, OTHER], tell=lambda *numbers: how_far.append(numbers)
    )

    # nbgrader's steps that clean a released form open it twice, once for each assignment.
    assert len(opened) == 1 + 2 * len(done)
    assert how_far == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert {name: [one.learner for one in found if one.done] for name, found in done.items()} == {
        SLUG: ["ann", "ben"],
        OTHER: ["ann", "ben"],
    }


def add_another(folder):
    """The same exercise under another name."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file():
            there = folder / str(path.relative_to(folder)).replace(SLUG, OTHER)
            there.parent.mkdir(exist_ok=True)
            there.write_text(path.read_text().replace(SLUG, OTHER))


def hand_in(course, learner, assignment):
    """As `nbgrader collect` leaves it."""
    folder = course.trainer / "submitted" / learner / assignment
    folder.mkdir(parents=True)
    form = course.trainer / "release" / assignment / f"{assignment}.ipynb"
    (folder / form.name).write_bytes(form.read_bytes())
    (folder / "timestamp.txt").write_text("2026-11-23 14:05:00.000000 UTC")
