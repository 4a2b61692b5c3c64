"""A learner's row: made when somebody first writes, held while what is theirs changes.

Whoever writes for a learner locks this row first. So one learner's batches follow one another, and
what is worked out from what they have done cannot go stale before it is written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from coprod_training.collector.cells import CellChange, StepChange, add_to_cells, add_to_steps
from coprod_training.collector.database import insert
from coprod_training.collector.many_rows import among, among_value, put_rows
from coprod_training.collector.tables import cohort, learner, progress, reached, state, statement
from coprod_training.survey.pseudonym import Key, Pseudonym, pseudonym_of

_NOTHING = {
    "service": "",
    "setting": "",
    "cohort": "",
    "finished_modules": 0,
    "open_module": "",
}

OF_WHAT_WAS_DONE = (statement, reached, progress, state)
"""The tables that hold what a learner did."""
NOT_COUNTED = "-"
"""Stands for the service of whoever is not counted: a code that no service can have.

Nothing more is kept of what they do. They have a row only when they hand in, or once said yes. Of
who said no, nothing of before is kept either; of who has yet to answer, it waits, in no figure.
"""


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
    """What the hub's groups say of somebody. Empty: they say nothing. service: or NOT_COUNTED.

    said_no: to being counted. Who is not counted and did not say no has yet to answer.
    """

    service: str
    cohort: str
    said_no: bool = False

    @property
    def counted(self) -> bool:
        """Whether they may be counted."""
        return self.service != NOT_COUNTED


def held_learner(connection: Connection, name: str, key: Key, enrolled: Enrolled) -> Learner:
    """The row of one hub user, see `held_learners`."""
    return held_learners(connection, {name: enrolled}, key)[name]


def held_learners(
    connection: Connection, people: Mapping[str, Enrolled], key: Key
) -> dict[str, Learner]:
    """The rows of hub users, made where there are none, and held until the transaction ends.

    people: what the groups say of each, which is written when it is new. key: the progress key.
    """
    names = {pseudonym_of(name, key): name for name in people}
    found = _rows(connection, names)
    if len(found) < len(names):
        new = [
            {**_NOTHING, "learner": n, "hub_name": names[n]} for n in sorted({*names} - {*found})
        ]
        put_rows(connection, learner, new)
        found = _rows(connection, names)
    return {
        name: _enrolled(connection, found[pseudonym], people[name])
        for pseudonym, name in sorted(names.items())
    }


def _enrolled(connection: Connection, found: Learner, enrolled: Enrolled) -> Learner:
    # An earlier version kept what people did after a no.
    if enrolled.said_no and (found.service != NOT_COUNTED or found.first_stored):
        found = without_what_was_done(connection, found)
    if enrolled.service and enrolled.service != found.service:
        found = with_service(connection, found, enrolled.service)
    if enrolled.cohort != found.cohort:
        _note_cohort(connection, enrolled.cohort, found.service)
        _set(connection, found.pseudonym, cohort=enrolled.cohort)
        found = replace(found, cohort=enrolled.cohort)
    return found


def known_learner(connection: Connection, name: str, key: Key) -> Learner | None:
    """The row of a hub user for reading, or None when they have never written."""
    pseudonym = pseudonym_of(name, key)
    return _rows(connection, [pseudonym], hold=False).get(pseudonym)


def with_service(connection: Connection, who: Learner, service: str) -> Learner:
    """The same learner in another service. All that they have done is counted there from now on.

    who: held, see `held_learner`.
    """
    if service == who.service:
        return who
    move_counts(connection, who, {who.service: -1, service: 1})
    _set(connection, who.pseudonym, service=service)
    return replace(who, service=service)


def move_counts(connection: Connection, who: Learner, services: Mapping[str, int]) -> None:
    """Count all that somebody has done for some services. services: to 1, or to -1 to take it off.

    who: held.
    """
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
            for where, sign in services.items()
        ),
    )
    add_to_steps(
        connection,
        (
            StepChange(where, row.activity, row.module, sign)
            for row in done
            for where, sign in services.items()
        ),
    )


def without_what_was_done(connection: Connection, who: Learner) -> Learner:
    """The same learner, with nothing kept of what they did; what they handed in stays.

    who: held. Their own server sends it anew should they say yes again; a mark comes with feedback.
    """
    move_counts(connection, who, {who.service: -1})
    for table in OF_WHAT_WAS_DONE:
        connection.execute(delete(table).where(table.c.learner == who.pseudonym))
    _set(
        connection,
        who.pseudonym,
        setting="",
        finished_modules=0,
        open_module="",
        finished_at=None,
        first_stored=None,
        last_stored=None,
    )
    return replace(who, setting="", first_stored=None, last_stored=None)


def with_setting(connection: Connection, who: Learner, setting: str) -> Learner:
    """The same learner in another setting. who: held."""
    _set(connection, who.pseudonym, setting=setting)
    return replace(who, setting=setting)


def names_of(connection: Connection, cohort_id: str) -> dict[str, str]:
    """The hub names by pseudonym of a cohort's learners who may be counted, for its trainer."""
    found = select(learner.c.learner, learner.c.hub_name).where(
        learner.c.cohort == cohort_id, learner.c.service != NOT_COUNTED
    )
    return {row.learner: row.hub_name for row in connection.execute(found)}


def note_cohorts(connection: Connection, cohorts: Iterable[tuple[str, str]]) -> None:
    """Know that there are these cohorts; (cohort, service), what is known stays."""
    for cohort_id, service in sorted(cohorts):
        _note_cohort(connection, cohort_id, service)


def _note_cohort(connection: Connection, cohort_id: str, service: str) -> None:
    if cohort_id:
        row = insert(connection, cohort).values(cohort=cohort_id, service=service)
        connection.execute(row.on_conflict_do_nothing(index_elements=["cohort"]))


def _rows(
    connection: Connection, pseudonyms: Iterable[str], *, hold: bool = True
) -> dict[str, Learner]:
    """By pseudonym; held in one order, so that no two transactions wait for one another."""
    wanted = (
        select(
            learner.c.learner,
            learner.c.hub_name,
            learner.c.service,
            learner.c.setting,
            learner.c.cohort,
            learner.c.first_stored,
            learner.c.last_stored,
        )
        .where(among(connection, learner.c.learner))
        .order_by(learner.c.learner)
    )
    if hold:
        wanted = wanted.with_for_update()
    rows = connection.execute(wanted, {"names": among_value(connection, pseudonyms)})
    return {row.learner: Learner(Pseudonym(row.learner), *row[1:]) for row in rows}


def _set(connection: Connection, pseudonym: str, **values: str | int | None) -> None:
    connection.execute(update(learner).where(learner.c.learner == pseudonym).values(values))
