"""Reads nbgrader's gradebook.db, and never writes it. Does not load nbgrader.

Three things are kept apart that a number alone would mix: a mark, a hand-in that is not yet
marked, and nothing handed in.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from coprod_training.errors import CoprodError

State = Literal["marked", "not yet marked", "not handed in"]

# As CellMark has it, in SQL about the table `grade`: the points of one mark (0 while it has none),
# and whether a trainer has to look.
POINTS = "COALESCE(grade.manual_score, grade.auto_score, 0) + COALESCE(grade.extra_credit, 0)"
WAITS = "grade.needs_manual_grade OR COALESCE(grade.manual_score, grade.auto_score) IS NULL"

_CACHE = 16_384  # KiB, given back when the connection is closed
_SAME = 1e-9  # points
_ASSIGNED = """
    SELECT learner.id, assignment.name, handed_in.id, handed_in.timestamp
    FROM student AS learner CROSS JOIN assignment
    LEFT JOIN submitted_assignment AS handed_in
      ON handed_in.assignment_id = assignment.id AND handed_in.student_id = learner.id
    WHERE (:learner IS NULL OR learner.id = :learner)
      AND (:assignment IS NULL OR assignment.name = :assignment)
    ORDER BY assignment.name, learner.id
"""
_TAKEN_OFF = """
    SELECT assignment_id, SUM(late_submission_penalty) FROM submitted_notebook
    WHERE late_submission_penalty > 0 GROUP BY assignment_id
"""
_MARKS = """
    SELECT submitted_notebook.assignment_id, cell.name, graded.max_score, graded.cell_type,
           grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade
    FROM grade
    JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
    JOIN base_cell AS cell ON cell.id = grade.cell_id
    JOIN grade_cells AS graded ON graded.id = cell.id
    JOIN submitted_assignment AS handed_in ON handed_in.id = submitted_notebook.assignment_id
    JOIN assignment ON assignment.id = handed_in.assignment_id
    WHERE (:learner IS NULL OR handed_in.student_id = :learner)
      AND (:assignment IS NULL OR assignment.name = :assignment)
    ORDER BY cell.name
"""


@dataclass(frozen=True, kw_only=True)
class CellMark:
    """The mark of one graded activity, in points out of `out_of`.

    auto: what our marking gave; manual: what a trainer gave, which counts before it. extra:
    points a trainer added. by_hand: a reflection, marked by a trainer.
    """

    activity: str
    out_of: float
    auto: float | None
    manual: float | None
    extra: float
    by_hand: bool
    needs_manual: bool

    @classmethod
    def from_row(
        cls,
        activity: str,
        out_of: float,
        kind: str,
        auto: float | None,
        manual: float | None,
        extra: float | None,
        needs_manual: int,
    ) -> "CellMark":
        """The mark in one row of the gradebook. kind: of the graded cell, code or markdown."""
        return cls(
            activity=activity,
            out_of=out_of,
            auto=auto,
            manual=manual,
            extra=extra or 0.0,
            by_hand=kind == "markdown",
            needs_manual=bool(needs_manual),
        )

    @property
    def given(self) -> bool:
        """Whether a person gave a mark, also one that waits to be looked at again."""
        return self.manual is not None

    @property
    def points(self) -> float | None:
        """The points that count, or None while a trainer has to look."""
        score = self.auto if self.manual is None else self.manual
        return None if self.needs_manual or score is None else score + self.extra


@dataclass(frozen=True, kw_only=True)
class Result:
    """One learner and one assignment. handed_in: UTC, when the exchange received it.

    taken_off: points that the hand-in loses for being late, where the course takes any.
    """

    learner: str
    assignment: str
    handed_in: datetime | None = None
    marks: tuple[CellMark, ...] = ()
    submitted: bool = False
    taken_off: float = 0.0

    @property
    def state(self) -> State:
        """Which of the three it is."""
        if not self.submitted:
            return "not handed in"
        whole = self.marks and all(mark.points is not None for mark in self.marks)
        return "marked" if whole else "not yet marked"

    @property
    def points(self) -> float | None:
        """All points together, without those taken off; None unless everything is marked."""
        if self.state != "marked":
            return None
        return counted(sum(mark.points or 0.0 for mark in self.marks), self.taken_off)


def counted(points: float, taken_off: float) -> float:
    """The points of a hand-in without those that it loses for being late.

    Never below 0, as nbgrader counts (plugins/export.py in 0.9.6).
    """
    return max(points - taken_off, 0.0)


def same_points(one: float, other: float) -> bool:
    """Whether two numbers of points are the same, in whichever order each was added up."""
    return abs(one - other) < _SAME


def results(
    database: Path, learner: str | None = None, assignment: str | None = None
) -> tuple[Result, ...]:
    """One result for each learner and assignment that the gradebook knows; none without a file.

    learner: whose results alone are read; left out, everybody's. assignment: of which alone; left
    out, of all. Raises CoprodError when the file is not a gradebook.
    """
    if not database.is_file():
        return ()
    only = {"learner": learner, "assignment": assignment}
    with opened(database) as db:
        marks: dict[str, list[CellMark]] = {}
        for hand_in, mark in _marks(db, only):
            marks.setdefault(hand_in, []).append(mark)
        taken_off = dict(db.execute(_TAKEN_OFF))
        return tuple(
            Result(
                learner=name,
                assignment=assignment,
                handed_in=as_time(at),
                marks=tuple(marks.get(hand_in, ())),
                submitted=hand_in is not None,
                taken_off=taken_off.get(hand_in, 0.0),
            )
            for name, assignment, hand_in, at in db.execute(_ASSIGNED, only)
        )


def learner_names(database: Path) -> dict[str, tuple[str, str]]:
    """First and last name of everybody in the gradebook, "" where it has none; {} without a file.

    Raises CoprodError when the file is not a gradebook.
    """
    if not database.is_file():
        return {}
    with opened(database) as db:
        found = db.execute("SELECT id, first_name, last_name FROM student ORDER BY id")
        return {learner: (first or "", last or "") for learner, first, last in found}


@contextmanager
def opened(database: Path) -> Iterator[sqlite3.Connection]:
    """The gradebook, for reading. Raises CoprodError when the file is not one."""
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as db:
            # 1,000 learners' gradebook has 13 MB: with SQLite's own 2 MB it reads much of it twice.
            db.execute(f"PRAGMA cache_size = -{_CACHE}")
            yield db
    except sqlite3.DatabaseError as error:
        raise CoprodError(
            "This file is not a gradebook that can be read.",
            where=str(database),
            fix="Check that it was made by nbgrader 0.9, or put back a copy of it.",
        ) from error


def _marks(db: sqlite3.Connection, only: dict[str, str | None]) -> Iterator[tuple[str, CellMark]]:
    for hand_in, *row in db.execute(_MARKS, only):
        yield hand_in, CellMark.from_row(*row)


def as_time(stored: str | None) -> datetime | None:
    """A stored time; nbgrader stores UTC without saying so."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC) if stored else None


def put_scripts_on_path() -> None:
    """Let nbgrader find `alembic`, which it calls by name, from a Python started by its path."""
    scripts = str(Path(sys.executable).parent)
    places = os.environ.get("PATH", "").split(os.pathsep)
    if scripts not in places:
        os.environ["PATH"] = os.pathsep.join([scripts, *places])
