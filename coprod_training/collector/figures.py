"""What pages read: small tables that are kept up to date, never the statements.

Whoever said no to being counted is in none of it. However many statements there are, these answer
from one row for each service and module, or one for each learner. A service of no code is "no
service given": totals are the sum of all rows.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from coprod_training.collector.learners import NOT_COUNTED
from coprod_training.collector.services import Cohort
from coprod_training.collector.tables import cell, cohort, learner, service, step
from coprod_training.content.services import Service


@dataclass(frozen=True)
class OfModule:
    """How many people began and finished one module, over all services."""

    module: str
    started: int
    finished: int


@dataclass(frozen=True)
class OfActivity:
    """How many people have done one activity, over all services."""

    activity: str
    learners: int


@dataclass(frozen=True)
class People:
    """The people of one service, setting and cohort, in exactly one of four states.

    known: have never done anything. finished: all modules that count. stalled: began, did not
    finish, and did nothing since the time that was asked for. active: all others.
    """

    service: str
    setting: str
    cohort: str
    known: int
    active: int
    stalled: int
    finished: int


@dataclass(frozen=True)
class Stalled:
    """How many people of a service stand still in one module. module: the one that is open."""

    service: str
    module: str
    learners: int


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All that a monitor's pages are drawn from, of one moment: counts of people, and no person."""

    services: tuple[Service, ...]
    cohorts: tuple[Cohort, ...]
    people: tuple[People, ...]
    stalled: tuple[Stalled, ...]
    modules: tuple[OfModule, ...]
    activities: tuple[OfActivity, ...]


def read_figures(connection: Connection, since: datetime) -> Figures:
    """All of it. since: who did nothing after it, and did not finish, is stalled."""
    people, stalled = people_and_stalled(connection, since)
    return Figures(
        services=tuple(services(connection)),
        cohorts=tuple(cohorts(connection)),
        people=people,
        stalled=stalled,
        modules=tuple(modules(connection)),
        activities=tuple(activities(connection)),
    )


def services(connection: Connection) -> list[Service]:
    """All services taking part, also those with nobody learning."""
    columns = [service.c[name] for name in Service.__dataclass_fields__]
    return [Service(*row) for row in connection.execute(select(*columns).order_by(columns[0]))]


def cohorts(connection: Connection) -> list[Cohort]:
    """All cohorts, by name."""
    columns = [cohort.c[name] for name in Cohort.__dataclass_fields__]
    return [Cohort(*row) for row in connection.execute(select(*columns).order_by(columns[0]))]


def modules(connection: Connection) -> list[OfModule]:
    """The modules that anybody began. The database adds up, as services may be hundreds."""
    found = (
        select(cell.c.module, func.sum(cell.c.started), func.sum(cell.c.finished))
        .where(cell.c.started > 0, cell.c.service != NOT_COUNTED)
        .group_by(cell.c.module)
        .order_by(cell.c.module)
    )
    return [OfModule(one, int(began), int(done)) for one, began, done in connection.execute(found)]


def activities(connection: Connection) -> list[OfActivity]:
    """The activities that anybody has done."""
    found = (
        select(step.c.activity, func.sum(step.c.learners))
        .where(step.c.learners > 0, step.c.service != NOT_COUNTED)
        .group_by(step.c.activity)
        .order_by(step.c.activity)
    )
    return [OfActivity(one, int(people)) for one, people in connection.execute(found)]


def people_and_stalled(
    connection: Connection, since: datetime
) -> tuple[tuple[People, ...], tuple[Stalled, ...]]:
    """All people by service, setting and cohort, and where the stalled ones of a service stand.

    since: who did nothing after it is stalled. All learners are gone through once for both: that is
    most of what a monitor's page waits for.
    """
    began = learner.c.first_stored.is_not(None)
    finished = learner.c.finished_at.is_not(None)
    still = learner.c.last_stored < since
    counted = [
        func.count().filter(~began),
        func.count().filter(began & ~finished & ~still),
        func.count().filter(began & ~finished & still),
        func.count().filter(finished),
    ]
    # The module first: SQLite would follow the index of services, and look up each row by itself.
    groups = [learner.c.open_module, learner.c.service, learner.c.setting, learner.c.cohort]
    wanted = select(*groups, *counted).where(learner.c.service != NOT_COUNTED).group_by(*groups)
    people: dict[tuple[str, str, str], list[int]] = {}
    stands: Counter[tuple[str, str]] = Counter()
    rows = connection.execute(wanted).all()  # one by one, thousands take a while
    for module, of, setting, cohort_, known, active, stalled, done in rows:
        sums = people.setdefault((of, setting, cohort_), [0, 0, 0, 0])
        sums[0] += known
        sums[1] += active
        sums[2] += stalled
        sums[3] += done
        if stalled:
            stands[of, module] += stalled
    return (
        tuple(People(*group, *sums) for group, sums in sorted(people.items())),
        tuple(Stalled(*where, many) for where, many in sorted(stands.items())),
    )
