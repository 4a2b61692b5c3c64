"""Deletes all that the main database holds of one learner, and what was on its way meanwhile.

What stays is a pseudonym and the time at which they asked. A statement said up to then is dropped
whenever it comes; one said later is a new start.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Table, delete, func, select, text

from coprod_training.collector.intake import Taken
from coprod_training.collector.kept_files import drop_unused
from coprod_training.collector.learners import OF_WHAT_WAS_DONE, known_learner, move_counts
from coprod_training.collector.many_rows import among, among_value, put_rows
from coprod_training.collector.tables import (
    deleted,
    extension,
    feedback,
    feedback_file,
    learner,
    statement,
    submission,
    submission_file,
)
from coprod_training.survey.pseudonym import Key, pseudonym_of

_OF_LEARNER = (*OF_WHAT_WAS_DONE, submission, learner)


def forget_learner(connection: Connection, name: str, key: Key, asked: datetime) -> int:
    """Delete everything of a hub user; how many rows. Twice deletes nothing more.

    key: the progress key. asked: when they asked for it, UTC.
    """
    if connection.dialect.name == "postgresql":
        # Whoever writes for a learner has come to an end, or begins afterwards; as in repair.py.
        connection.execute(text("LOCK TABLE deleted IN ACCESS EXCLUSIVE MODE"))
        connection.execute(text("LOCK TABLE learner, blob IN EXCLUSIVE MODE"))
    pseudonym = pseudonym_of(name, key)
    earlier = deleted_at(connection, [pseudonym]).get(pseudonym, asked)
    put_rows(
        connection,
        deleted,
        [{"learner": pseudonym, "asked": max(asked, earlier)}],
        update={"asked": "excluded.asked"},
    )
    # A trainer may have agreed more time with somebody who has not begun.
    gone = drop_extensions(connection, pseudonym)
    who = known_learner(connection, name, key)
    if who is None:
        return gone
    move_counts(connection, who, {who.service: -1})
    hand_ins = select(submission.c.submission).where(submission.c.learner == pseudonym)
    owned: tuple[tuple[Table, str], ...] = (
        (submission_file, "owner"),
        (feedback_file, "owner"),
        (feedback, "submission"),
    )
    for table, column in owned:
        gone += connection.execute(delete(table).where(table.c[column].in_(hand_ins))).rowcount
    for table in _OF_LEARNER:
        gone += connection.execute(delete(table).where(table.c.learner == pseudonym)).rowcount
    drop_unused(connection)
    return gone


def began_anew(connection: Connection, pseudonym: str, asked: datetime) -> bool:
    """Whether something is kept of a learner, and all of it is later than when they asked.

    asked: UTC.
    """
    times = (
        select(func.min(statement.c.stored)).where(statement.c.learner == pseudonym),
        select(func.min(submission.c.timestamp)).where(submission.c.learner == pseudonym),
    )
    first = [at for one in times if (at := connection.execute(one).scalar()) is not None]
    return bool(first) and min(first) > asked


def drop_extensions(connection: Connection, pseudonym: str) -> int:
    """Delete the dates that trainers agreed with one learner; how many."""
    theirs = extension.c.learner == pseudonym
    return connection.execute(delete(extension).where(theirs)).rowcount


def deleted_at(connection: Connection, pseudonyms: Iterable[str]) -> dict[str, datetime]:
    """When these asked to be deleted; who never did is not in it.

    Whoever writes for a learner asks this first: from then on a deletion waits for them.
    """
    wanted = select(deleted.c.learner, deleted.c.asked).where(among(connection, deleted.c.learner))
    rows = connection.execute(wanted, {"names": among_value(connection, pseudonyms)})
    return {row.learner: row.asked for row in rows}


def may_begin(connection: Connection, name: str, key: Key) -> bool:
    """Whether what is no statement may make a row: not for who was deleted and has not begun."""
    pseudonym = pseudonym_of(name, key)
    if not deleted_at(connection, [pseudonym]):
        return True
    found = select(func.count()).where(learner.c.learner == pseudonym)
    return bool(connection.execute(found).scalar())


def since(taken: Sequence[Taken], asked: datetime | None) -> Sequence[Taken]:
    """The statements that were said after somebody asked to be deleted; all when they never did.

    One that says no time cannot be told from an old one, and is dropped.
    """
    if asked is None:
        return taken
    return [one for one in taken if one.said is not None and one.said > asked]
