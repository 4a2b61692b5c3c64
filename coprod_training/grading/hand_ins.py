"""Hand-ins as a trainer's lists show them: read from the gradebook, one query for each list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coprod_training.grading.gradebook import POINTS, WAITS, as_time, counted, opened

_FILLED = f"""
    SELECT assignment.name, handed_in.student_id, learner.first_name, learner.last_name,
           handed_in.timestamp, filled.id,
           SUM({WAITS}), SUM({POINTS}), COALESCE(filled.late_submission_penalty, 0)
    FROM submitted_notebook AS filled
    JOIN submitted_assignment AS handed_in ON handed_in.id = filled.assignment_id
    JOIN assignment ON assignment.id = handed_in.assignment_id
    JOIN student AS learner ON learner.id = handed_in.student_id
    LEFT JOIN grade ON grade.notebook_id = filled.id
"""  # noqa: S608  # nothing but our own words
_WAITING = f"""
    SELECT cell.name, filled.id
    FROM grade
    JOIN submitted_notebook AS filled ON filled.id = grade.notebook_id
    JOIN submitted_assignment AS handed_in ON handed_in.id = filled.assignment_id
    JOIN assignment ON assignment.id = handed_in.assignment_id
    JOIN base_cell AS cell ON cell.id = grade.cell_id
    WHERE assignment.name = ? AND ({WAITS})
    ORDER BY filled.id
"""  # noqa: S608  # nothing but our own words
_IDS = """
    SELECT cell.name, grade.id, comment.id
    FROM grade
    JOIN base_cell AS cell ON cell.id = grade.cell_id
    JOIN base_cell AS written
      ON written.name = cell.name AND written.notebook_id = cell.notebook_id
      AND written.type = 'SolutionCell'
    JOIN comment ON comment.cell_id = written.id AND comment.notebook_id = grade.notebook_id
    WHERE grade.notebook_id = ?
"""

_MARK_IDS = """
    SELECT cell.name, grade.id FROM grade JOIN base_cell AS cell ON cell.id = grade.cell_id
    WHERE grade.notebook_id = ?
"""


@dataclass(frozen=True)
class HandInRow:
    """One collected hand-in. id: formgrader's name for it.

    points: without those in taken_off, which it loses for being late; None until all is marked.
    """

    assignment: str
    learner: str
    name: str
    handed_in: datetime | None
    id: str
    points: float | None
    taken_off: float = 0.0


def hand_ins(
    database: Path,
    *,
    assignment: str | None = None,
    learner: str | None = None,
    hand_in: str | None = None,
) -> tuple[HandInRow, ...]:
    """The collected hand-ins of one assignment, of one learner or of one id, in formgrader's order.

    Empty without a gradebook. Raises CoprodError when it cannot be read.
    """
    if not database.is_file():
        return ()
    asked = [("assignment.name", assignment), ("learner.id", learner), ("filled.id", hand_in)]
    where = " AND ".join(f"{column} = ?" for column, value in asked if value is not None)
    values = [value for _, value in asked if value is not None]
    narrowed = f" WHERE {where}" if where else ""
    with opened(database) as db:
        found = db.execute(f"{_FILLED}{narrowed} GROUP BY filled.id ORDER BY filled.id", values)
        return tuple(
            HandInRow(
                name,
                who,
                full_name(who, first, last),
                as_time(at),
                one,
                counted(points, lost) if waiting == 0 else None,
                lost,
            )
            for name, who, first, last, at, one, waiting, points, lost in found
        )


def waiting_for(database: Path, assignment: str) -> dict[str, tuple[str, ...]]:
    """By activity, the hand-ins in which it waits for a person, in formgrader's order."""
    if not database.is_file():
        return {}
    found: dict[str, list[str]] = {}
    with opened(database) as db:
        for activity, hand_in in db.execute(_WAITING, (assignment,)):
            found.setdefault(activity, []).append(hand_in)
    return {activity: tuple(waiting) for activity, waiting in found.items()}


def time_told(row: HandInRow) -> str:
    """A hand-in's time as formgrader's API compares it: UTC, without saying so; "" for none."""
    return row.handed_in.replace(tzinfo=None).isoformat() if row.handed_in else ""


def full_name(learner: str, first: str | None, last: str | None) -> str:
    """A person's name as they are called, else the id they sign in with."""
    return " ".join(part for part in (first, last) if part) or learner


def ids_of(database: Path, hand_in: str) -> dict[str, tuple[str, str]]:
    """By activity: formgrader's ids of the mark and of the comment of each written answer."""
    with opened(database) as db:
        return {name: (mark, comment) for name, mark, comment in db.execute(_IDS, (hand_in,))}


def mark_ids_of(database: Path, hand_in: str) -> dict[str, str]:
    """By activity: formgrader's id of each mark, the course's own among them."""
    with opened(database) as db:
        return dict(db.execute(_MARK_IDS, (hand_in,)))


def next_to_mark(rows: Iterable[HandInRow], after: str = "") -> str:
    """The first hand-in behind `after` that waits for a person, else the first of all, or ""."""
    return next_of((row.id for row in rows if row.points is None), after)


def next_of(waiting: Iterable[str], after: str) -> str:
    """The same of the hand-ins that wait."""
    others = sorted(one for one in waiting if one != after)
    return next((one for one in others if one > after), others[0] if others else "")
