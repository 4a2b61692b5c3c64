"""Batches of statements as they wait for their turn, and the transaction that stores them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from coprod_training.collector.database import Database
from coprod_training.collector.forgetting import deleted_at, since
from coprod_training.collector.intake import Taken
from coprod_training.collector.learners import Enrolled, held_learners
from coprod_training.collector.outline import Outline
from coprod_training.collector.recording import Recorded, record
from coprod_training.survey.pseudonym import Key, pseudonym_of


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
            names = {one.name: pseudonym_of(one.name, key) for one in batches}
            gone = deleted_at(connection, names.values())
            kept = [since(one.taken, gone.get(names[one.name])) for one in batches]
            begun = [at for at, taken in enumerate(kept) if taken]
            who = {batches[at].name: batches[at].enrolled for at in begun}
            people = held_learners(connection, who, key)
            sent = [(people[batches[at].name], kept[at]) for at in begun]
            done = dict(zip(begun, record(connection, sent, outline, now()), strict=True))
            return [
                Recorded(new, len(one.taken) - new)
                for at, one in enumerate(batches)
                for new in [done[at].new if at in done else 0]
            ]

        return store.write(change)

    return keep
