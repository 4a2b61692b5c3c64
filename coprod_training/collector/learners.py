"""A learner's row: made when somebody first writes, held while what is theirs changes.

Whoever writes for a learner locks this row first. So one learner's batches follow one another, and
what is worked out from what they have done cannot go stale before it is written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from coprod_training.collector.cells import CellChange, StepChange, add_to_cells, add_to_steps
from coprod_training.collector.database import insert
from coprod_training.collector.tables import cohort, learner, progress, reached
from coprod_training.survey.pseudonym import Key, Pseudonym, pseudonym_of


@dataclass(frozen=True)
class Learner:
    """One learner as kept. last_stored: of their newest statement."""

    pseudonym: Pseudonym
    hub_name: str
    service: str
    setting: str
    cohort: str
    first_stored: datetime | None
    last_stored: datetime | None


@dataclass(frozen=True)
class Enrolled:
    """What the hub's groups say of somebody. Empty: the groups say nothing."""

    service: str
    cohort: str


def held_learner(connection: Connection, name: str, key: Key, enrolled: Enrolled) -> Learner:
    """The row of a hub user, made where there is none, and held until the transaction ends.

    key: the progress key. What the groups say is written when it is new.
    """
    pseudonym = pseudonym_of(name, key)
    found = _row(connection, pseudonym)
    if found is None:
        row = insert(connection, learner).values(
            learner=pseudonym,
            hub_name=name,
            service="",
            setting="",
            cohort="",
            finished_modules=0,
            open_module="",
        )
        connection.execute(row.on_conflict_do_nothing(index_elements=["learner"]))
        found = _row(connection, pseudonym)
    if found is None:  # never: it was just made, and rows stay
        raise LookupError(pseudonym)
    if enrolled.service and enrolled.service != found.service:
        found = with_service(connection, found, enrolled.service)
    if enrolled.cohort != found.cohort:
        _note_cohort(connection, enrolled.cohort, found.service)
        _set(connection, pseudonym, cohort=enrolled.cohort)
        found = _row(connection, pseudonym) or found
    return found


def known_learner(connection: Connection, name: str, key: Key) -> Learner | None:
    """The row of a hub user for reading, or None when they have never written."""
    return _row(connection, pseudonym_of(name, key), hold=False)


def with_service(connection: Connection, who: Learner, service: str) -> Learner:
    """The same learner in another service. All that they have done is counted there from now on.

    who: held, see `held_learner`.
    """
    if service == who.service:
        return who
    begun = connection.execute(
        select(progress.c.module, progress.c.complete, progress.c.done).where(
            progress.c.learner == who.pseudonym
        )
    ).all()
    done = connection.execute(
        select(reached.c.activity, reached.c.module).where(reached.c.learner == who.pseudonym)
    ).all()
    add_to_cells(
        connection,
        (
            CellChange(where, row.module, sign, sign * int(row.complete), sign * row.done)
            for row in begun
            for where, sign in ((who.service, -1), (service, 1))
        ),
    )
    add_to_steps(
        connection,
        (
            StepChange(where, row.activity, row.module, sign)
            for row in done
            for where, sign in ((who.service, -1), (service, 1))
        ),
    )
    _set(connection, who.pseudonym, service=service)
    return _row(connection, who.pseudonym) or who


def with_setting(connection: Connection, who: Learner, setting: str) -> Learner:
    """The same learner in another setting. who: held."""
    _set(connection, who.pseudonym, setting=setting)
    return _row(connection, who.pseudonym) or who


def names_of(connection: Connection, cohort_id: str) -> dict[str, str]:
    """The hub names of one cohort by pseudonym, for its trainer."""
    found = select(learner.c.learner, learner.c.hub_name).where(learner.c.cohort == cohort_id)
    return {row.learner: row.hub_name for row in connection.execute(found)}


def note_cohorts(connection: Connection, cohorts: Iterable[tuple[str, str]]) -> None:
    """Know that there are these cohorts; (cohort, service), what is known stays."""
    for cohort_id, service in sorted(cohorts):
        _note_cohort(connection, cohort_id, service)


def _note_cohort(connection: Connection, cohort_id: str, service: str) -> None:
    if cohort_id:
        row = insert(connection, cohort).values(cohort=cohort_id, service=service)
        connection.execute(row.on_conflict_do_nothing(index_elements=["cohort"]))


def _row(connection: Connection, pseudonym: str, *, hold: bool = True) -> Learner | None:
    wanted = select(
        learner.c.learner,
        learner.c.hub_name,
        learner.c.service,
        learner.c.setting,
        learner.c.cohort,
        learner.c.first_stored,
        learner.c.last_stored,
    ).where(learner.c.learner == pseudonym)
    row = connection.execute(wanted.with_for_update() if hold else wanted).first()
    return Learner(Pseudonym(row.learner), *row[1:]) if row else None


def _set(connection: Connection, pseudonym: str, **values: str) -> None:
    connection.execute(update(learner).where(learner.c.learner == pseudonym).values(values))
