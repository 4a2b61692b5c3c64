"""A tiny course, made for these tests, and the steps of nbgrader on it."""

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import at_hand
import made_once
import nbformat

from coprod_training.answers import Answer, AnswerStore
from coprod_training.grading import config
from coprod_training.grading.records import Regrading

SLUG = "test-record"
AGAIN = Regrading("the tester", "Test record.")
COMMANDS = str(Path(sys.executable).parent)
PACKAGE = str(Path(config.__file__).parents[2])
LEAN = Path(__file__).parents[1] / "lean"
ASSESSMENT = """\
id: test-record
title: Test record
module: test-module
lead: Test record.
questions:
  - points: 1
    rationale: STAFF-ONLY-RATIONALE
    activity:
      kind: single_choice
      id: test-one
      title: Test record
      question: Which word is green?
      options:
        - {id: green, text: The green word, feedback: Green is green.}
        - {id: red, text: The red word, feedback: Red is another colour.}
      key: green
  - points: 2
    activity:
      kind: multiple_choice
      id: test-many
      title: Test record
      question: Which words are green?
      options:
        - {id: a, text: First green word, feedback: This is green.}
        - {id: b, text: Second green word, feedback: STAFF-ONLY-UNCHOSEN.}
        - {id: c, text: A red word, feedback: This is red.}
      key: [a, b]
  - points: 3
    activity:
      kind: free_text
      id: test-words
      title: Test record
      question: What did you notice?
    rubric:
      - {level: 0, name: Not yet}
"""


@dataclass(frozen=True)
class GradedCourse:
    """Folders of one trainer, one exchange and any number of learners."""

    root: Path

    @property
    def trainer(self) -> Path:
        return self.root / "trainer"

    @property
    def inbound(self) -> Path:
        return self.root / "exchange" / config.COURSE_ID / "inbound"

    def submitted(self, learner: str) -> Path:
        return self.trainer / "submitted" / learner / SLUG

    def exercise(self, learner: str) -> Path:
        """The learner's own folder of the exercise; fetched on first use."""
        home = self.root / "learners" / learner
        folder = home / "exercises" / SLUG
        if not folder.exists():
            home.mkdir(parents=True)
            (home / "nbgrader_config.py").write_text(
                config.learner_config(home / "exercises", self.root / "exchange", home)
            )
            folder.parent.mkdir()
            shutil.copytree(self.root / "exchange" / config.COURSE_ID / "outbound" / SLUG, folder)
        return folder

    def answer(self, learner: str, question: str = "", **responses: Any) -> Path:
        """Write answers as the page would; names have _ for -. question: a fingerprint."""
        path = self.exercise(learner) / f"{SLUG}.answers.jsonl"
        store = AnswerStore(path)
        for number, (name, response) in enumerate(responses.items()):
            activity = name.replace("_", "-")
            size = path.stat().st_size if path.exists() else 0
            store.add(
                Answer(
                    id=f"{learner}-{size}-{number}",
                    activity=activity,
                    response=response,
                    question=question,
                    at="2026-01-01T00:00:00Z",
                )
            )
        return path

    def submit(self, learner: str) -> Path:
        """Hand in with nbgrader, in this process: loading it anew takes seconds; the folder."""
        from nbgrader.apps import NbGrader
        from nbgrader.auth import Authenticator
        from nbgrader.exchange import ExchangeFactory

        before = set(self.inbound.iterdir())
        app = NbGrader()
        app.load_cwd_config = False
        app.initialize([], root=str(self.root / "learners" / learner))
        app.coursedir.student_id, app.coursedir.assignment_id = learner, SLUG
        allowed = Authenticator(config=app.config)
        kind = ExchangeFactory(config=app.config).submit
        kind(app.coursedir, allowed, config=app.config).start()
        (new,) = set(self.inbound.iterdir()) - before
        return new

    def nbgrader(self, *command: str, at: Path | None = None, check: bool = True) -> str:
        """One nbgrader command in the trainer's course root; what it said."""
        return run_nbgrader(*command, at=at or self.trainer, check=check)


def run_nbgrader(*command: str, at: Path, check: bool = True, **environment: str) -> str:
    """One real nbgrader command; its whole output."""
    home = at / ".home"
    code, said = at_hand.run(
        *("-m", "nbgrader", *command),
        cwd=at,
        env={
            "PATH": f"{COMMANDS}:/usr/bin:/bin",
            "PYTHONPATH": f"{LEAN}:{PACKAGE}",
            "HOME": str(home),
            "JUPYTER_DATA_DIR": str(home / "data"),
            **environment,
        },
    )
    if check and code:
        raise AssertionError(said)
    return said


def make_course(root: Path) -> GradedCourse:
    """The course, released to the exchange."""
    return GradedCourse(made_once.copied("graded-course", _make_course, root))


def _make_course(root: Path) -> None:
    course = GradedCourse(root)
    (root / "course" / "assessments").mkdir(parents=True)
    (root / "course" / "assessments" / f"{SLUG}.yaml").write_text(ASSESSMENT)
    (root / "exercises" / SLUG).mkdir(parents=True)
    nbformat.write(source_notebook(), root / "exercises" / SLUG / f"{SLUG}.ipynb")
    course.trainer.mkdir()
    (root / "exchange").mkdir()
    (root / "exchange").chmod(0o777)
    (course.trainer / "nbgrader_config.py").write_text(
        config.trainer_config(
            course.trainer, root / "exercises", root / "exchange", root / "course"
        )
    )
    course.nbgrader("generate_assignment", SLUG)
    course.nbgrader("release_assignment", SLUG)


def give_mark(
    course: GradedCourse, points: float, learner: str = "ann", activity: str = "test-words"
) -> None:
    """Mark the reflection, or another part, as a trainer does in formgrader."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.trainer}/gradebook.db", config.COURSE_ID) as book:
        grade = book.find_grade(activity, SLUG, SLUG, learner)
        grade.manual_score, grade.needs_manual_grade = points, False
        book.db.commit()


def hand_in_by_hand(course: GradedCourse, learner: str) -> Path:
    """A hand-in made without nbgrader, as anybody can who may write to the exchange."""
    course.answer(learner, test_one="green")
    now = datetime.now(UTC)
    folder = course.inbound / f"{learner}+{SLUG}+{now:%Y-%m-%d %H:%M:%S.%f} UTC+aaaaaaaaaaaa"
    shutil.copytree(course.exercise(learner), folder)
    (folder / "timestamp.txt").write_text(f"{now:%Y-%m-%d %H:%M:%S.%f} UTC")
    (folder / "submission_secret.txt").write_text(os.urandom(32).hex())
    return folder


def read_marks(trainer: Path) -> dict[tuple[str, str], float | None]:
    """(learner, activity) to nbgrader's own mark, by a query of this test's own."""
    with closing(sqlite3.connect(trainer / "gradebook.db")) as db, db:
        return {
            (learner, cell): score
            for learner, cell, score in db.execute(
                "SELECT student_id, name, auto_score FROM grade"
                " JOIN base_cell ON base_cell.id = cell_id"
                " JOIN submitted_notebook AS n ON n.id = grade.notebook_id"
                " JOIN submitted_assignment AS a ON a.id = n.assignment_id"
            )
        }


def source_notebook() -> Any:
    """The exercise as a writer has it: one part for each question."""

    def graded(activity: str, points: float) -> dict[str, Any]:
        return {
            "nbgrader": {
                "grade": True,
                "locked": True,
                "solution": False,
                "task": False,
                "schema_version": 3,
                "cell_type": "code",
                "grade_id": activity,
                "points": points,
            }
        }

    new = nbformat.v4
    page = {
        "nbgrader": {
            "grade": False,
            "locked": True,
            "solution": False,
            "task": False,
            "schema_version": 3,
            "cell_type": "code",
            "grade_id": "test-words-page",
        }
    }
    words = {
        "nbgrader": {
            "grade": True,
            "locked": False,
            "solution": True,
            "task": False,
            "schema_version": 3,
            "cell_type": "markdown",
            "grade_id": "test-words",
            "points": 3,
        }
    }
    cells = [
        new.new_markdown_cell("# Test record", id="title"),
        new.new_code_cell("from coprod_training import activity", id="start"),
        new.new_code_cell('activity("test-one")', id="one", metadata=graded("test-one", 1)),
        new.new_code_cell('activity("test-many")', id="many", metadata=graded("test-many", 2)),
        new.new_code_cell('activity("test-words")', id="words-page", metadata=page),
        new.new_markdown_cell("Copied here.", id="words", metadata=words),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new.new_notebook(cells=cells, metadata={**kernel, "coprod": {"assignment": SLUG}})


def edit_notebook(path: Path, change: Any) -> None:
    """Change a notebook's JSON in place."""
    notebook = json.loads(path.read_text())
    change(notebook)
    path.write_text(json.dumps(notebook))
