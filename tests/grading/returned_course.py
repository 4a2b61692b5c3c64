"""The real course, graded by real nbgrader: hand-ins as a trainer returns them with feedback."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graded_course import run_nbgrader

from coprod_training.answers import Answer, AnswerStore
from coprod_training.grading import config

ROOT = Path(__file__).parents[2]
TASK = "where-is-it-really"
WORDS = "one-thing-called-co-production"
RIGHT = {
    "job-guide-step": "designed-together",
    "job-guide-step-5": "lead-sessions",
    "evacuation-notice": "ask-what-is-open",
}


@dataclass(frozen=True)
class ReturnedCourse:
    """One trainer's course root, and the staff copy of the course beside it."""

    root: Path

    @property
    def trainer(self) -> Path:
        return self.root / "trainer"

    def hand_in(self, learner: str, responses: Mapping[str, Any]) -> None:
        """A hand-in as `nbgrader collect` leaves it."""
        folder = self.trainer / "submitted" / learner / TASK
        folder.mkdir(parents=True)
        shutil.copy(self.trainer / "release" / TASK / f"{TASK}.ipynb", folder)
        (folder / "timestamp.txt").write_text("2026-11-23 14:05:00.000000 UTC")
        store = AnswerStore(folder / f"{TASK}.answers.jsonl")
        for activity, response in responses.items():
            at = "2026-11-23T14:00:00Z"
            store.add(Answer(id=f"1-{activity}", activity=activity, response=response, at=at))

    def mark(self, learner: str, points: float | None, comment: str = "") -> None:
        """Mark and comment on the reflection as formgrader does."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.trainer}/gradebook.db", config.COURSE_ID) as book:
            where = (WORDS, TASK, TASK, learner)
            if points is not None:
                grade = book.find_grade(*where)
                grade.manual_score, grade.needs_manual_grade = points, False
            book.find_comment(*where).manual_comment = comment or None
            book.db.commit()

    def nbgrader(self, *command: str) -> str:
        return run_nbgrader(*command, at=self.trainer)

    def page(self, learner: str) -> Path:
        return self.trainer / "feedback" / learner / TASK / f"{TASK}.html"


def make_returned(root: Path) -> ReturnedCourse:
    """The course with its assignment generated, and nothing handed in."""
    course = ReturnedCourse(root)
    for name in ("course", "exercises"):
        shutil.copytree(ROOT / name, root / name)
    course.trainer.mkdir()
    (course.trainer / "nbgrader_config.py").write_text(
        config.trainer_config(
            course.trainer, root / "exercises", root / "exchange", root / "course"
        )
    )
    course.nbgrader("generate_assignment", TASK)
    return course
