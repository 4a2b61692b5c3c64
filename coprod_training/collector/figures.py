"""What pages read: small tables that are kept up to date, never the statements.

However many statements there are, these answer from one row for each service and module, or one for
each learner. A service of no code is "no service given": totals are the sum of all rows.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from coprod_training.collector.outline import ModuleCount
from coprod_training.collector.recording import count_in
from coprod_training.collector.services import Cohort
from coprod_training.collector.tables import cell, cohort, learner, progress, service, step
from coprod_training.content.services import Service


@dataclass(frozen=True)
class Cell:
    """One service and module. started, finished: people. done: activities, over all people."""

    service: str
    module: str
    started: int
    finished: int
    done: int


@dataclass(frozen=True)
class Step:
    """How many people of a service have done one activity."""

    service: str
    activity: str
    module: str
    learners: int


@dataclass(frozen=True)
class People:
    """The people of one service, or of one of their settings, in exactly one of four states.

    known: have never done anything. finished: all modules that count. stalled: began, did not
    finish, and did nothing since the time that was asked for. active: all others.
    """

    service: str
    setting: str
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


@dataclass(frozen=True)
class CohortLearner:
    """One learner of a cohort, for its trainer only: this has a name in it."""

    hub_name: str
    service: str
    setting: str
    first_stored: datetime | None
    last_stored: datetime | None
    finished_modules: int
    open_module: str
    finished_at: datetime | None
    modules: tuple[ModuleCount, ...]


def services(connection: Connection) -> list[Service]:
    """All services taking part, also those with nobody learning."""
    columns = [service.c[name] for name in Service.__dataclass_fields__]
    return [Service(*row) for row in connection.execute(select(*columns).order_by(columns[0]))]


def cohorts(connection: Connection) -> list[Cohort]:
    """All cohorts, by name."""
    columns = [cohort.c[name] for name in Cohort.__dataclass_fields__]
    return [Cohort(*row) for row in connection.execute(select(*columns).order_by(columns[0]))]


def cells(connection: Connection) -> list[Cell]:
    """All that is not nothing, by service and module."""
    columns = [cell.c[name] for name in Cell.__dataclass_fields__]
    found = select(*columns).where(cell.c.started > 0).order_by(*columns[:2])
    return [Cell(*row) for row in connection.execute(found)]


def steps(connection: Connection, module: str = "") -> list[Step]:
    """All that is not nothing, by service and activity. module: of this one only."""
    columns = [step.c[name] for name in Step.__dataclass_fields__]
    found = select(*columns).where(step.c.learners > 0).order_by(*columns[:2])
    if module:
        found = found.where(step.c.module == module)
    return [Step(*row) for row in connection.execute(found)]


def people(connection: Connection, since: datetime) -> list[People]:
    """The people of every service and setting. since: who did nothing after it is stalled."""
    began = learner.c.first_stored.is_not(None)
    finished = learner.c.finished_at.is_not(None)
    still = learner.c.last_stored < since
    counted = [
        func.count().filter(~began),
        func.count().filter(began & ~finished & ~still),
        func.count().filter(began & ~finished & still),
        func.count().filter(finished),
    ]
    groups = [learner.c.service, learner.c.setting]
    found = select(*groups, *counted).group_by(*groups).order_by(*groups)
    return [People(*row) for row in connection.execute(found)]


def stalled(connection: Connection, since: datetime) -> list[Stalled]:
    """Where the stalled people of every service stand still."""
    groups = [learner.c.service, learner.c.open_module]
    found = (
        select(*groups, func.count())
        .where(learner.c.last_stored < since, learner.c.finished_at.is_(None))
        .group_by(*groups)
        .order_by(*groups)
    )
    rows = connection.execute(found)
    return [Stalled(service=row[0], module=row[1], learners=row[2]) for row in rows]


def learners_of(connection: Connection, of: str) -> list[CohortLearner]:
    """The learners of one cohort by name, with how far they are. Only for its trainer."""
    theirs = select(learner).where(learner.c.cohort == of).order_by(learner.c.hub_name)
    rows = connection.execute(theirs).all()
    done: dict[str, list[ModuleCount]] = {}
    wanted = (
        select(progress)
        .join(learner, learner.c.learner == progress.c.learner)
        .where(learner.c.cohort == of)
    )
    for row in connection.execute(wanted):
        done.setdefault(row.learner, []).append(count_in(row))
    return [
        CohortLearner(
            hub_name=row.hub_name,
            service=row.service,
            setting=row.setting,
            first_stored=row.first_stored,
            last_stored=row.last_stored,
            finished_modules=row.finished_modules,
            open_module=row.open_module,
            finished_at=row.finished_at,
            modules=tuple(done.get(row.learner, ())),
        )
        for row in rows
    ]
