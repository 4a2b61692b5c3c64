"""The marks and comments of one hand-in, read from nbgrader's gradebook.db and never written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.grading.gradebook import CellMark, as_time, opened

# By way of the few parts of the form, since each grade is found by its part and its hand-in.
_ONE = """
    SELECT cell.name, graded.max_score, graded.cell_type, grade.auto_score, grade.manual_score,
           grade.extra_credit, grade.needs_manual_grade, comment.manual_comment,
           handed_in.timestamp, filled.late_submission_penalty
    FROM assignment
    JOIN submitted_assignment AS handed_in
      ON handed_in.assignment_id = assignment.id AND handed_in.student_id = :learner
    JOIN notebook ON notebook.assignment_id = assignment.id AND notebook.name = :form
    JOIN submitted_notebook AS filled
      ON filled.notebook_id = notebook.id AND filled.assignment_id = handed_in.id
    JOIN base_cell AS cell ON cell.notebook_id = notebook.id
    JOIN grade_cells AS graded ON graded.id = cell.id
    JOIN grade ON grade.cell_id = cell.id AND grade.notebook_id = filled.id
    LEFT JOIN base_cell AS written
      ON written.name = cell.name AND written.notebook_id = notebook.id
      AND written.type = 'SolutionCell'
    LEFT JOIN comment ON comment.cell_id = written.id AND comment.notebook_id = filled.id
    WHERE assignment.name = :assignment
"""


@dataclass(frozen=True)
class HandInMarks:
    """By activity. comments: only what a person wrote; nbgrader's own "No response." is none.

    handed_in: UTC. taken_off: points that are gone for being late.
    """

    marks: Mapping[str, CellMark]
    comments: Mapping[str, str]
    handed_in: datetime | None = None
    taken_off: float = 0.0


def marks_of(database: Path, learner: str, assignment: str, form: str) -> HandInMarks:
    """What the gradebook holds of one hand-in. form: the name of its notebook.

    Raises CoprodError when the hand-in is not there, or the file cannot be read.
    """
    which = {"learner": learner, "assignment": assignment, "form": form}
    with opened(database) as db:
        rows = db.execute(_ONE, which).fetchall()
    if not rows:
        raise CoprodError(
            "This hand-in is not in the gradebook.",
            where=str(database),
            fix="Grade it again, then make the feedback.",
        )
    return HandInMarks(
        marks={name: CellMark.from_row(name, *row) for name, *row, _comment, _at, _lost in rows},
        comments={
            name: comment.strip()
            for name, *_, comment, _at, _lost in rows
            if comment and comment.strip()
        },
        handed_in=as_time(rows[0][-2]),
        taken_off=rows[0][-1] or 0.0,
    )
