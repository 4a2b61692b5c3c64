"""How much of each answers file has been sent as statements: a size and a digest, no answer.

A hub home is persistent and opens on every computer, so answers stay in it. A home that has less
than this says has lost something, and can tell its learner so.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from coprod_training.collector.database import insert
from coprod_training.collector.tables import state

MOST_FILES = 200


@dataclass(frozen=True)
class SentFile:
    """The first bytes of the answers file of one notebook, with their SHA-256."""

    slug: str
    bytes: int
    sha256: str


def sent_files(connection: Connection, pseudonym: str) -> list[SentFile]:
    """All of one learner's, by slug."""
    wanted = select(state).where(state.c.learner == pseudonym).order_by(state.c.slug)
    return [SentFile(row.slug, row.bytes, row.sha256) for row in connection.execute(wanted)]


def put_sent(
    connection: Connection, pseudonym: str, files: Sequence[SentFile], now: datetime
) -> None:
    """Note what was sent; files that are not named keep what they have."""
    if files:
        row = insert(connection, state)
        changed = {name: row.excluded[name] for name in ("bytes", "sha256", "stored")}
        connection.execute(
            row.on_conflict_do_update(index_elements=["learner", "slug"], set_=changed),
            [{"learner": pseudonym, "stored": now, **asdict(one)} for one in files],
        )
