"""The capstone through real nbgrader: five written parts, five levels, what the learner reads."""

import shutil
from pathlib import Path

import pytest
from graded_course import run_nbgrader
from shipped import COURSE

from coprod_training.answers import Answer, AnswerStore
from coprod_training.grading import config
from coprod_training.grading.gradebook import results
from coprod_training.progress.completion import progress_of

pytestmark = pytest.mark.drawn

ROOT = Path(__file__).parents[2]
TASK = "your-action-plan"
PARTS = [question.activity.id for question in COURSE.assessment(TASK).questions]
LEVELS = {"sound": [2.0, 2.0, 2.0, 2.0, 2.0], "nearly": [3.0, 3.0, 1.0, 3.0, 3.0]}


@pytest.fixture(scope="module")
def trainer(tmp_path_factory):
    """A trainer's course root in which two plans were handed in, graded, marked and returned."""
    root = tmp_path_factory.mktemp("capstone")
    for name in ("course", "exercises"):
        shutil.copytree(ROOT / name, root / name)
    trainer = root / "trainer"
    trainer.mkdir()
    (trainer / "nbgrader_config.py").write_text(
        config.trainer_config(trainer, root / "exercises", root / "exchange", root / "course")
    )
    run_nbgrader("generate_assignment", TASK, at=trainer)
    for learner in LEVELS:
        hand_in(trainer, learner)
    run_nbgrader("autograde", TASK, at=trainer)
    return trainer


def hand_in(trainer, learner):
    """A hand-in as `nbgrader collect` leaves it: a test record in each part."""
    folder = trainer / "submitted" / learner / TASK
    folder.mkdir(parents=True)
    shutil.copy(trainer / "release" / TASK / f"{TASK}.ipynb", folder)
    (folder / "timestamp.txt").write_text("2026-11-23 14:05:00.000000 UTC")
    store = AnswerStore(folder / f"{TASK}.answers.jsonl")
    for part in PARTS:
        words = f"Test record of {learner} for {part}."
        store.add(Answer(id=part, activity=part, response=words, at="2026-11-23T14:00:00Z"))


def give_levels(trainer, learner, levels):
    """Mark each part as a trainer does in formgrader."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{trainer}/gradebook.db", config.COURSE_ID) as book:
        for part, level in zip(PARTS, levels, strict=True):
            grade = book.find_grade(part, TASK, TASK, learner)
            grade.manual_score, grade.needs_manual_grade = level, False
        book.db.commit()


def standing(trainer, learner):
    """The capstone in this learner's progress."""
    found = [one for one in results(trainer / "gradebook.db") if one.learner == learner]
    progress = progress_of(COURSE, [], found)
    return next(one for one in progress.assignments if one.slug == TASK)


def test_a_plan_waits_for_five_levels_and_level_2_in_each_is_enough(trainer):
    for learner in LEVELS:
        before = standing(trainer, learner)
        assert (before.state, before.objective_percent) == ("not yet marked", None)

    for learner, levels in LEVELS.items():
        give_levels(trainer, learner, levels)

    assert standing(trainer, "sound").state == "marked"
    # More points than the other plan, and one row that is not there yet.
    nearly = standing(trainer, "nearly")
    assert (nearly.state, nearly.reflection_level) == ("to hand in again", 1.0)


def test_the_learner_reads_each_part_with_its_level_and_what_is_still_needed(trainer):
    for learner, levels in LEVELS.items():
        give_levels(trainer, learner, levels)
    run_nbgrader("generate_feedback", TASK, "--force", at=trainer)

    pages = {
        learner: (trainer / "feedback" / learner / TASK / f"{TASK}.html").read_text()
        for learner in LEVELS
    }

    for part in PARTS:
        assert f"Test record of nearly for {part}." in pages["nearly"]
    for number, level in enumerate(("Strong", "Strong", "Starting", "Strong", "Strong"), 1):
        title = COURSE.assessment(TASK).questions[number - 1].activity.title
        assert f"Your reflection {title} is {level}." in " ".join(pages["nearly"].split())
    assert "each reflection at Sound or higher" in " ".join(pages["nearly"].split())
    assert "each reflection at Sound or higher" not in " ".join(pages["sound"].split())
    for question in COURSE.assessment(TASK).questions:
        assert " ".join(question.rationale.split()) not in " ".join(pages["sound"].split())
