"""The step behind nbgrader's own that saves the course's marks: what a person gave stands.

nbgrader has every mark that a person gave looked at again, whenever it grades. That is right for
words. A mark in the place of the course's own needs nothing more, and no page of ours shows it as
work to do: its hand-in would wait for ever.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Grade, Gradebook, GradeCell
from nbgrader.preprocessors import NbGraderPreprocessor
from sqlalchemy import select, update

from coprod_training.grading import records

_CODE = "code"  # the type of a cell that needs no person


class GivenMarksStand(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Asks for no second look at parts that the course marks, and notes that all are graded."""

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Go through the marks of one notebook. It is not changed."""
        ids, course = resources["nbgrader"], self.parent.parent.coursedir
        with Gradebook(ids["db_url"], course.course_id) as book:
            notebook = book.find_submission_notebook(
                ids["notebook"], ids["assignment"], ids["student"]
            )
            by_course = select(GradeCell.id).where(GradeCell.cell_type == _CODE)
            # In one statement: to load each grade and its cell took a tenth of a round's time.
            book.db.execute(
                update(Grade)
                .where(Grade.notebook_id == notebook.id, Grade.cell_id.in_(by_course))
                .values(needs_manual_grade=Grade.auto_score.is_(None))
            )
            at = notebook.assignment.timestamp
            book.db.commit()
        if at is not None:
            note_graded(Path(course.root), ids, at)
        return nb, resources


def take_back(book: Gradebook, ids: dict[str, str], course_root: Path) -> bool:
    """Take away what a person gave in the course's place for an earlier hand-in, with a record.

    ids: assignment and student, of nbgrader's resources. Whether there was any. The marks of words
    are left alone: they go with their words (`score_answers`).
    """
    hand_in = book.find_submission(ids["assignment"], ids["student"])
    graded = records.graded(course_root, ids["assignment"]).get(ids["student"])
    if graded is None or hand_in.timestamp is None or graded == _iso(hand_in.timestamp):
        return False
    given = [
        grade
        for notebook in hand_in.notebooks
        for grade in notebook.grades
        if is_marked_by_the_course(grade) and grade.manual_score is not None
    ]
    details = [
        {"activity": grade.name, "mark": grade.manual_score, "comment": None} for grade in given
    ]
    about = (ids["student"], ids["assignment"], datetime.now(UTC))
    records.note(course_root, "mark reset", *about, details)
    for grade in given:
        grade.manual_score = None
    book.db.commit()
    return bool(given)


def is_marked_by_the_course(grade: Any) -> bool:
    """Whether a part is one that needs no person. grade: of nbgrader's gradebook."""
    return str(grade.cell.cell_type) == _CODE


def note_graded(course_root: Path, ids: dict[str, str], at: datetime) -> None:
    """Keep which hand-in was graded. at: as nbgrader has it, UTC without saying so."""
    about = (ids["student"], ids["assignment"], datetime.now(UTC))
    records.note(course_root, "graded", *about, [{"handed_in": _iso(at)}])


def _iso(stored: datetime) -> str:
    return stored.replace(tzinfo=UTC).isoformat()
