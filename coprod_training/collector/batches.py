"""Batches of statements as they wait for their turn, and the transaction that stores them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from coprod_training.collector.database import Database
from coprod_training.collector.intake import Taken
from coprod_training.collector.learners import Enrolled, held_learners
from coprod_training.collector.outline import Outline
from coprod_training.collector.recording import Recorded, record
from coprod_training.survey.pseudonym import Key


@dataclass(frozen=True)
class Batch:
    """What one sender sent. name: of the hub user, from the token."""

    name: str
    enrolled: Enrolled
    taken: Sequence[Taken]


def keep_batches(
    store: Database, key: Key, outline: Outline, now: Callable[[], datetime]
) -> Callable[[Sequence[Batch]], Sequence[Recorded]]:
    """A function that stores batches in one transaction: all, or none and it raises.

    key: the progress key. now: the collector's clock.
    """

    def keep(batches: Sequence[Batch]) -> Sequence[Recorded]:
        def change(connection: Connection) -> Sequence[Recorded]:
            people = held_learners(connection, {one.name: one.enrolled for one in batches}, key)
            sent = [(people[one.name], one.taken) for one in batches]
            return record(connection, sent, outline, now())

        return store.write(change)

    return keep
