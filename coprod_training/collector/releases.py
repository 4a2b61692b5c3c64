"""Exercises that are open to a cohort."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from coprod_training.collector.archive import Files, digest_of
from coprod_training.collector.database import insert
from coprod_training.collector.kept_files import drop_files, files_of, put_files
from coprod_training.collector.learners import note_cohorts
from coprod_training.collector.tables import extension, release, release_file


@dataclass(frozen=True)
class Release:
    """One exercise that is open to one cohort. due: UTC, or None."""

    assignment: str
    cohort: str
    due: datetime | None
    released: datetime
    sha256: str


def releases_of(connection: Connection, cohorts: Collection[str]) -> list[Release]:
    """All that is open to these cohorts, by cohort and name."""
    columns = (release.c[name] for name in Release.__dataclass_fields__)
    wanted = select(*columns).where(release.c.cohort.in_(list(cohorts)))
    rows = connection.execute(wanted.order_by(release.c.cohort, release.c.assignment))
    return [Release(*row) for row in rows]


def release_in(connection: Connection, cohort: str, assignment: str) -> Release | None:
    """One of them, or None."""
    found = releases_of(connection, [cohort])
    return next((one for one in found if one.assignment == assignment), None)


def release_files(connection: Connection, one: Release) -> dict[str, bytes]:
    """What a learner fetches."""
    return files_of(connection, release_file, _owner(one.cohort, one.assignment))


def put_release(
    connection: Connection,
    cohort: str,
    assignment: str,
    files: Files,
    due: datetime | None,
    now: datetime,
) -> bool:
    """Open an exercise to a cohort, or change it; False when it was so already."""
    digest = digest_of(files)
    old = release_in(connection, cohort, assignment)
    if old is not None and (old.sha256, old.due) == (digest, due):
        return False
    note_cohorts(connection, [(cohort, "")])
    row = insert(connection, release).values(
        cohort=cohort, assignment=assignment, due=due, released=now, sha256=digest
    )
    changed = {name: row.excluded[name] for name in ("due", "released", "sha256")}
    connection.execute(
        row.on_conflict_do_update(index_elements=["cohort", "assignment"], set_=changed)
    )
    put_files(connection, release_file, _owner(cohort, assignment), files)
    return True


def take_back(connection: Connection, cohort: str, assignment: str) -> bool:
    """Close an exercise; False when it was not open. What was handed in stays."""
    drop_files(connection, release_file, [_owner(cohort, assignment)])
    closed = 0
    for table in (extension, release):
        of_it = (table.c.cohort == cohort) & (table.c.assignment == assignment)
        closed = connection.execute(delete(table).where(of_it)).rowcount
    return closed > 0


def _owner(cohort: str, assignment: str) -> str:
    return f"{cohort}/{assignment}"
