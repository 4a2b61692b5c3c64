"""What the gradebook says of every hand-in: one query, whose answer holds until the next change."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from coprod_training.grading.gradebook import POINTS, WAITS, as_time, opened

# The parts of a hand-in are added up first, since the gradebook has no index from hand-in to grade.
_STANDS = f"""
    WITH marked AS (
      SELECT filled.assignment_id AS hand_in,
             SUM({WAITS}) AS waiting,
             SUM(graded.cell_type = 'code' AND grade.auto_score IS NULL) AS failed,
             SUM(grade.manual_score IS NOT NULL) AS given,
             SUM({POINTS}) AS points
      FROM grade JOIN submitted_notebook AS filled ON filled.id = grade.notebook_id
      JOIN grade_cells AS graded ON graded.id = grade.cell_id
      GROUP BY filled.assignment_id
    ), late AS (
      SELECT assignment_id AS hand_in, SUM(late_submission_penalty) AS lost
      FROM submitted_notebook WHERE late_submission_penalty > 0 GROUP BY assignment_id
    )
    SELECT 'hand-in', assignment.name, handed_in.student_id, handed_in.timestamp,
           marked.waiting, marked.failed, marked.given,
           MAX(marked.points - COALESCE(late.lost, 0), 0)
    FROM submitted_assignment AS handed_in
    JOIN assignment ON assignment.id = handed_in.assignment_id
    LEFT JOIN marked ON marked.hand_in = handed_in.id
    LEFT JOIN late ON late.hand_in = handed_in.id
    UNION ALL SELECT 'assignment', name, NULL, duedate, NULL, NULL, NULL, NULL FROM assignment
    UNION ALL SELECT 'learner', NULL, id, NULL, NULL, NULL, NULL, NULL FROM student
"""  # noqa: S608  # nothing but our own words

# Where SQLite's file says that it was written without a log beside it, and how often it changed:
# "File Format", 1.3.3 and 1.3.7. With a log the number stands still.
_WRITTEN, _PLAIN = 18, 1
_CHANGES = slice(24, 28)

Row = tuple[str, str, str, str, int | None, int | None, int | None, float | None]


@dataclass(frozen=True)
class HandInRows:
    """What is in a gradebook: when each assignment is due, everybody known, and the hand-ins.

    hand_ins: "hand-in", assignment, learner, time; parts that wait for a person, whose marking
    failed, that a person marked (counts; None where the form has no graded part); points.
    """

    dues: Mapping[str, datetime | None] = field(default_factory=dict)
    learners: frozenset[str] = frozenset()
    hand_ins: tuple[Row, ...] = ()


def hand_in_rows(database: Path) -> HandInRows:
    """All of a gradebook; nothing where there is none yet.

    Raises CoprodError when it cannot be read.
    """
    if not database.is_file():
        return HandInRows()
    state = _state(database)
    return _since(database, state) if state else _asked(database)


def _state(database: Path) -> tuple[object, ...] | None:
    """What differs after each change of the gradebook; None where that cannot be told."""
    try:
        with database.open("rb") as file:
            head, stat = file.read(_CHANGES.stop), os.fstat(file.fileno())
    except OSError:
        return None
    if len(head) < _CHANGES.stop or head[_WRITTEN] != _PLAIN:
        return None
    return head[_CHANGES], stat.st_ino, stat.st_size, stat.st_mtime_ns


def forget() -> None:
    """Ask anew the next time, whether anything changed or not."""
    _since.cache_clear()


@lru_cache(maxsize=1)  # a trainer's page, its summary and each step ask about the same gradebook
def _since(database: Path, _state: tuple[object, ...]) -> HandInRows:
    return _asked(database)


def _asked(database: Path) -> HandInRows:
    with opened(database) as db:
        rows = db.execute(_STANDS).fetchall()
    return HandInRows(
        dues={row[1]: as_time(row[3]) for row in rows if row[0] == "assignment"},
        learners=frozenset(row[2] for row in rows if row[0] == "learner"),
        hand_ins=tuple(row for row in rows if row[0] == "hand-in"),
    )
