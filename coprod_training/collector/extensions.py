"""More time that a trainer agreed with single learners of a cohort."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, select

from coprod_training.collector.forgetting import may_begin
from coprod_training.collector.many_rows import put_rows
from coprod_training.collector.releases import Release
from coprod_training.collector.tables import extension
from coprod_training.survey.pseudonym import Key, pseudonym_of


def put_extensions(
    connection: Connection, cohort: str, assignment: str, own: Mapping[str, datetime], key: Key
) -> None:
    """All own dates of an assignment in a cohort, in the place of those there were.

    own: UTC, by the name of a hub user. key: the progress key. Of who asked for everything to be
    deleted, and has not begun again, nothing is kept.
    """
    of_it = (extension.c.cohort == cohort) & (extension.c.assignment == assignment)
    connection.execute(delete(extension).where(of_it))
    rows = [
        {
            "cohort": cohort,
            "assignment": assignment,
            "learner": pseudonym_of(name, key),
            "due": due,
        }
        for name, due in sorted(own.items())
        if may_begin(connection, name, key)
    ]
    put_rows(connection, extension, rows, update={"due": "excluded.due"})


def with_own_time(
    connection: Connection, releases: Collection[Release], name: str, key: Key
) -> list[Release]:
    """The same exercises as one learner has them: due later, where they have more time."""
    wanted = select(extension).where(extension.c.learner == pseudonym_of(name, key))
    own = {(row.cohort, row.assignment): row.due for row in connection.execute(wanted)}
    return [
        replace(one, due=max(one.due, own.get((one.cohort, one.assignment), one.due)))
        if one.due
        else one
        for one in releases
    ]
