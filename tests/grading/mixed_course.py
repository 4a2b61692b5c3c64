"""The final mixed check of the real course, handed in and graded by real nbgrader."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graded_course import run_nbgrader
from shipped import COURSE

from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.draw import drawn
from coprod_training.grading import config

ROOT = Path(__file__).parents[2]
TASK = "mixed-check"
CHECK = COURSE.assessment(TASK)
EVERY = {question.activity.id: question.activity for _, question in CHECK.every_question()}
PLACES = CHECK.pool.places


def asked(learner: str) -> dict[str, Any]:
    """What stands in each place for this learner."""
    return {one.part: one.activity for one in drawn(CHECK, learner).questions}


def right(*activities: Any) -> dict[str, str]:
    return {one.id: one.key for one in activities}


def wrong(*activities: Any) -> dict[str, str]:
    return {
        one.id: next(option.id for option in one.options if option.id != one.key)
        for one in activities
    }


@dataclass(frozen=True)
class MixedCourse:
    """One trainer's course root, graded against the checkout's own staff copy."""

    root: Path

    @property
    def trainer(self) -> Path:
        return self.root / "trainer"

    def submitted(self, learner: str) -> Path:
        return self.trainer / "submitted" / learner / TASK

    def hand_in(self, learner: str, responses: Mapping[str, Any]) -> Path:
        """A hand-in as `nbgrader collect` leaves it; its answers file."""
        folder = self.submitted(learner)
        folder.mkdir(parents=True)
        shutil.copy(self.trainer / "release" / TASK / f"{TASK}.ipynb", folder)
        (folder / "timestamp.txt").write_text("2026-11-23 14:05:00.000000 UTC")
        (folder / "submission_secret.txt").write_text("0a" * 64)
        path = folder / f"{TASK}.answers.jsonl"
        store = AnswerStore(path)
        for number, (activity, response) in enumerate(responses.items()):
            at = "2026-11-23T14:00:00Z"
            store.add(Answer(id=f"{number}-id", activity=activity, response=response, at=at))
        return path

    def marked(self, learner: str) -> str:
        """The text of the marked copy."""
        path = self.trainer / "autograded" / learner / TASK / f"{TASK}.ipynb"
        return path.read_text(encoding="utf-8")

    def feedback(self, learner: str) -> str:
        path = self.trainer / "feedback" / learner / TASK / f"{TASK}.html"
        return path.read_text(encoding="utf-8")

    def nbgrader(self, *command: str, at: Path | None = None) -> str:
        return run_nbgrader(*command, at=at or self.trainer)


def make_mixed(root: Path) -> MixedCourse:
    """The course, with the check released."""
    course = MixedCourse(root)
    course.trainer.mkdir(parents=True)
    (root / "exchange").mkdir()
    (root / "exchange").chmod(0o777)
    (course.trainer / "nbgrader_config.py").write_text(
        config.trainer_config(
            course.trainer, ROOT / "exercises", root / "exchange", ROOT / "course"
        )
    )
    course.nbgrader("generate_assignment", TASK)
    course.nbgrader("release_assignment", TASK)
    return course


def move_parts(folder: Path) -> None:
    """What a learner may do to their own copy: other order, other names, other questions."""
    path = folder / f"{TASK}.ipynb"
    notebook = json.loads(path.read_text())
    parts = [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
    names = [cell["metadata"]["nbgrader"]["grade_id"] for cell in parts]
    for part, name in zip(parts, reversed(names), strict=True):
        part["metadata"]["nbgrader"]["grade_id"] = name
        part["source"] = f'activity("{name}")'
    notebook["cells"].reverse()
    path.write_text(json.dumps(notebook))
