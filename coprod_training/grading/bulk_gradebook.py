"""One assignment in nbgrader's gradebook, read and written for many learners at once.

The rules for each value are nbgrader's (preprocessors/saveautogrades.py, latesubmissions.py and
api.add_submission in 0.9.6), so that its own commands and pages read what is written here.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import Boolean, and_, bindparam, insert, or_, select, update

from coprod_training.grading.extensions import Dues
from coprod_training.grading.late import LatePenalties
from coprod_training.grading.marking import Mark, Written

_BLANK = "No response."  # what nbgrader says of a written part that is as it was released

# A mark that a person gives at this moment stays: what is there now decides, not what was read.
# Words that a person marked are to be looked at again; a mark in the course's place is not.
_GRADE = Grade.__table__
_SCORE = (
    update(_GRADE)
    .where(_GRADE.c.id == bindparam("of"))
    .values(
        auto_score=bindparam("auto"),
        needs_manual_grade=or_(
            and_(bindparam("written", type_=Boolean), _GRADE.c.manual_score.is_not(None)),
            bindparam("auto").is_(None),
        ),
    )
)


@dataclass
class HandInGrades:
    """What the gradebook holds of one learner.

    id: of the submission. at: UTC. notebooks, grades, comments: ids, by notebook or by cell.
    auto: by activity, what the course gave. manual: the same, the mark and comment that a person
    gave. is_whole: the course has marked all that it can mark.
    """

    id: str
    at: datetime | None
    notebooks: dict[str, str] = field(default_factory=dict)
    grades: dict[str, Any] = field(default_factory=dict)
    comments: dict[str, Any] = field(default_factory=dict)
    auto: dict[str, float | None] = field(default_factory=dict)
    manual: dict[str, tuple[float, str | None]] = field(default_factory=dict)
    is_whole: bool = True


@dataclass(frozen=True)
class _Cells:
    """One released notebook: its id, and by activity the ids of its graded and written cells."""

    id: str
    graded: dict[str, str]
    written: dict[str, str]


class BulkGradebook:
    """An assignment in an open gradebook. What is added is written by `commit`, all at once."""

    def __init__(
        self, book: Gradebook, config: Any, assignment: str, own_dues: Mapping[str, datetime]
    ) -> None:
        """Find the assignment. config: nbgrader's. own_dues: of learners with more time, UTC.

        Raises nbgrader's MissingEntry when the assignment is not in it.
        """
        self._book = book
        found = book.find_assignment(assignment)
        self._assignment = found.id
        due = found.duedate.replace(tzinfo=UTC) if found.duedate else None
        self._dues = Dues(due, own_dues)
        self._cells = {
            one.name: _Cells(
                one.id,
                {cell.name: cell.id for cell in one.grade_cells},
                {cell.name: cell.id for cell in one.solution_cells},
            )
            for one in found.notebooks
        }
        self._late = LatePenalties(config)
        self._new: dict[Any, list[dict[str, Any]]] = {}
        self._changed: dict[Any, list[dict[str, Any]]] = {}
        self._scores: list[dict[str, Any]] = []

    def grades_of(self, learners: Collection[str]) -> dict[str, HandInGrades]:
        """What is there of these learners; nothing for those who are new."""
        db = self._book.db
        rows = db.execute(
            select(
                SubmittedAssignment.student_id,
                SubmittedAssignment.id,
                SubmittedAssignment.timestamp,
            )
            .where(SubmittedAssignment.assignment_id == self._assignment)
            .where(SubmittedAssignment.student_id.in_(learners))
        )
        found = {
            learner: HandInGrades(one, at.replace(tzinfo=UTC) if at else None)
            for learner, one, at in rows
        }
        by_id = {one.id: one for one in found.values()}
        of_notebook = {}
        for one, form, hand_in in db.execute(
            select(
                SubmittedNotebook.id, SubmittedNotebook.notebook_id, SubmittedNotebook.assignment_id
            ).where(SubmittedNotebook.assignment_id.in_(by_id))
        ):
            by_id[hand_in].notebooks[form] = one
            of_notebook[one] = by_id[hand_in]
        self._read_grades(of_notebook)
        return found

    def _read_grades(self, of_notebook: Mapping[str, HandInGrades]) -> None:
        db = self._book.db
        names = {i: name for one in self._cells.values() for name, i in one.graded.items()}
        written = {i: name for one in self._cells.values() for name, i in one.written.items()}
        comments: dict[tuple[int, str], str | None] = {}
        for row in db.execute(
            select(Comment.id, Comment.cell_id, Comment.notebook_id, Comment.manual_comment).where(
                Comment.notebook_id.in_(of_notebook)
            )
        ):
            hand_in = of_notebook[row.notebook_id]
            hand_in.comments[row.cell_id] = row.id
            comments[id(hand_in), written.get(row.cell_id, "")] = row.manual_comment
        for row in db.execute(
            select(
                Grade.id,
                Grade.cell_id,
                Grade.notebook_id,
                Grade.auto_score,
                Grade.manual_score,
                Grade.extra_credit,
            ).where(Grade.notebook_id.in_(of_notebook))
        ):
            hand_in, name = of_notebook[row.notebook_id], names.get(row.cell_id, "")
            hand_in.grades[row.cell_id], hand_in.auto[name] = row, row.auto_score
            by_hand = row.cell_id in names and name in written.values()
            hand_in.is_whole = hand_in.is_whole and (by_hand or row.auto_score is not None)
            if row.manual_score is not None:
                hand_in.manual[name] = (row.manual_score, comments.get((id(hand_in), name)))

    def add(
        self,
        learner: str,
        at: datetime,
        answers: Mapping[str, Mapping[str, Mark | Written]],
        before: HandInGrades | None,
        taken_back: Sequence[str],
    ) -> None:
        """One hand-in. answers: by notebook and activity. taken_back: marks to take away."""
        naive = at.astimezone(UTC).replace(tzinfo=None)  # nbgrader keeps UTC without saying so
        times = {"timestamp": naive, "extension": self._dues.extension(learner)}
        if before is None:
            before = HandInGrades(new_uuid(), None)
            if self._book.db.get(Student, learner) is None:
                self._put(Student, {"id": learner})
            self._put(
                SubmittedAssignment,
                {
                    "id": before.id,
                    "assignment_id": self._assignment,
                    "student_id": learner,
                    **times,
                },
            )
        else:
            self._change(SubmittedAssignment, {"id": before.id, **times})
        for name, cells in self._cells.items():
            notebook = before.notebooks.get(cells.id)
            is_new = notebook is None
            notebook = notebook or new_uuid()
            score = self._grades(cells, answers.get(name, {}), before, notebook, taken_back)
            row = {
                "id": notebook,
                "late_submission_penalty": self._late.of(
                    learner, at, self._dues.of(learner), score
                ),
            }
            if is_new:
                self._put(
                    SubmittedNotebook,
                    {**row, "notebook_id": cells.id, "assignment_id": before.id, "flagged": False},
                )
            else:
                self._change(SubmittedNotebook, row)

    def forget(self, before: HandInGrades) -> None:
        """Take away what the course gave; what a person gave stays, and waits to be looked at."""
        self._scores += [
            {"of": grade.id, "auto": None, "written": True} for grade in before.grades.values()
        ]

    def _grades(
        self,
        cells: _Cells,
        answers: Mapping[str, Mark | Written],
        before: HandInGrades,
        notebook: str,
        taken_back: Sequence[str],
    ) -> float:
        """The marks and comments of one notebook; the points that they come to."""
        total = 0.0
        for activity, cell in cells.graded.items():
            answer, old = answers.get(activity, 0.0), before.grades.get(cell)
            auto = _auto(answer)
            manual = old.manual_score if old and activity not in taken_back else None
            if old:
                written = activity in cells.written
                self._scores.append({"of": old.id, "auto": auto, "written": written})
                if activity in taken_back:
                    self._change(Grade, {"id": old.id, "manual_score": None})
            else:
                ids = {"id": new_uuid(), "cell_id": cell, "notebook_id": notebook}
                score = {"auto_score": auto, "needs_manual_grade": auto is None}
                self._put(Grade, {**ids, **score})
            counts = auto if manual is None else manual
            if counts is not None:
                total += counts + ((old.extra_credit or 0.0) if old else 0.0)
        for activity, cell in cells.written.items():
            comment: dict[str, Any] = {
                "auto_comment": None if _is_read(answers.get(activity)) else _BLANK
            }
            if cell not in before.comments:
                ids = {"id": new_uuid(), "cell_id": cell, "notebook_id": notebook}
                self._put(Comment, {**ids, **comment, "manual_comment": None})
            elif activity in taken_back:
                self._change(
                    Comment, {"id": before.comments[cell], **comment, "manual_comment": None}
                )
            else:
                self._change(Comment, {"id": before.comments[cell], **comment})
        return total

    def commit(self) -> None:
        """Write everything that was added."""
        db = self._book.db
        for table in (Student, SubmittedAssignment, SubmittedNotebook, Grade, Comment):
            for rows in _alike(self._new.pop(table, [])):
                db.execute(insert(table), rows)
            for rows in _alike(self._changed.pop(table, [])):
                db.execute(update(table), rows)
        if self._scores:
            db.connection().execute(_SCORE, self._scores)
            self._scores = []
        db.commit()
        db.expunge_all()

    def _put(self, table: Any, row: dict[str, Any]) -> None:
        self._new.setdefault(table, []).append(row)

    def _change(self, table: Any, row: dict[str, Any]) -> None:
        self._changed.setdefault(table, []).append(row)


def _is_read(answer: Mark | Written | None) -> bool:
    """Whether there are words in it, for a person to read."""
    return isinstance(answer, Written) and bool(answer.text)


def _auto(answer: Mark | Written | float) -> float | None:
    """What the course itself gives: None for words, which a person reads; 0 for none."""
    if isinstance(answer, Mark):
        return answer.points
    if isinstance(answer, Written):
        return None if answer.text else 0.0
    return answer


def _alike(rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Rows with the same columns together, as one statement needs them."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row), []).append(row)
    return list(groups.values())
