"""Reads statements back, page by page, in the order of the table's own key."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Row, select, tuple_

from coprod_training.collector.learners import NOT_COUNTED
from coprod_training.collector.tables import learner, statement

CURSOR = r"^([0-9A-Z]{24}\.[0-9a-f]{32})?$"
"""Where a page ends: pseudonym and id. An empty one stands before the first."""

Kept = Row[tuple[object, ...]]


def statements_after(
    connection: Connection, cursor: str, limit: int, learners: Sequence[str] | None = None
) -> tuple[list[Kept], str]:
    """Rows of `statement` after a cursor, and the cursor of the next page, empty at the end.

    learners: pseudonyms; None for everybody who may be counted, in activities that the course has.
    """
    wanted = select(statement).order_by(statement.c.learner, statement.c.id).limit(limit + 1)
    if learners is None:
        # What no course has is somebody's own word until a course has it.
        wanted = wanted.where(statement.c.module != "", statement.c.learner.not_in(_NOT_COUNTED))
    else:
        wanted = wanted.where(statement.c.learner.in_(learners))
    if cursor:
        name, _, number = cursor.partition(".")
        key = tuple_(statement.c.learner, statement.c.id)
        wanted = wanted.where(key > tuple_(name, UUID(number), types=_KEY_TYPES))
    rows = list(connection.execute(wanted).all())
    if len(rows) <= limit:
        return rows, ""
    return rows[:limit], f"{rows[limit - 1].learner}.{rows[limit - 1].id.hex}"


def time_words(at: datetime | None) -> str | None:
    """A time as all addresses write it, such as "2026-11-23T14:05:00.123456Z"."""
    return at.isoformat().replace("+00:00", "Z") if at else None


_NOT_COUNTED = select(learner.c.learner).where(learner.c.service == NOT_COUNTED)
_KEY_TYPES = [statement.c.learner.type, statement.c.id.type]
