"""Files in the database, each content once, under what they belong to."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection, Table, delete, except_, select
from sqlalchemy import insert as plain_insert

from coprod_training.collector.archive import Files
from coprod_training.collector.database import insert
from coprod_training.collector.tables import blob, feedback_file, release_file, submission_file


def put_files(connection: Connection, table: Table, owner: str, files: Files) -> None:
    """Keep these files, in the place of earlier ones. table: such as `release_file`."""
    digests = {name: sha256(content).hexdigest() for name, content in files.items()}
    contents = {digests[name]: content for name, content in files.items()}
    row = insert(connection, blob)
    connection.execute(
        row.on_conflict_do_nothing(index_elements=["sha256"]),
        [{"sha256": digest, "content": contents[digest]} for digest in sorted(contents)],
    )
    connection.execute(delete(table).where(table.c.owner == owner))
    connection.execute(
        plain_insert(table),
        [{"owner": owner, "name": name, "sha256": digests[name]} for name in sorted(digests)],
    )


def files_of(connection: Connection, table: Table, owner: str) -> dict[str, bytes]:
    """The files of one owner by name."""
    wanted = (
        select(table.c.name, blob.c.content)
        .join(blob, blob.c.sha256 == table.c.sha256)
        .where(table.c.owner == owner)
    )
    return {row.name: bytes(row.content) for row in connection.execute(wanted)}


def drop_unused(connection: Connection) -> None:
    """Delete each content that no file has any more. Nobody may write files meanwhile.

    That is also what stood in the place of later feedback: `put_files` leaves it, since it holds
    no lock that keeps others from naming the same content.
    """
    tables = (release_file, submission_file, feedback_file)
    # As sets, and not row by row: no table has an index by content.
    unused = except_(select(blob.c.sha256), *(select(one.c.sha256) for one in tables))
    connection.execute(delete(blob).where(blob.c.sha256.in_(unused)))


def drop_files(connection: Connection, table: Table, owners: Iterable[str]) -> None:
    """Forget which files belong to these. Contents stay: others may have the same."""
    connection.execute(delete(table).where(table.c.owner.in_(list(owners))))
