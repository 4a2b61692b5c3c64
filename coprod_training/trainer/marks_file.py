"""The file of everybody's marks, for the command, the trainer's page and nbgrader's own export."""

from pathlib import Path

from coprod_training.content.course import Course
from coprod_training.grading.extensions import due_finder
from coprod_training.grading.gradebook import learner_names
from coprod_training.grading.kept_marks import keep_marks
from coprod_training.grading.known_hand_ins import known_hand_ins
from coprod_training.grading.overview import is_released
from coprod_training.progress.marks_table import COLUMNS, marks_table
from coprod_training.spreadsheet import Kind, table_bytes


def marks_file(course: Course, root: Path, exchange: Path, kind: Kind) -> tuple[bytes, int]:
    """The file, and how many rows it has. root: nbgrader's course root. exchange: of this course.

    Raises CoprodError when the gradebook cannot be read.
    """
    keep_marks(root)
    names = learner_names(root / "gradebook.db")
    exercises = [one.id for one in course.assessments]
    hand_ins = known_hand_ins(root, exchange, exercises)
    unreleased = [one for one in exercises if not is_released(exchange, one)]
    rows = marks_table(course, hand_ins, names, due_finder(root), unreleased)
    return table_bytes(kind, "Marks", COLUMNS, rows), len(rows)
