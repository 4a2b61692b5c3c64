"""Sixty learners who are made up, so that a demonstration's pages of figures are full.

Nobody is behind them: their accounts are called made-up-01 to made-up-60, the services are the
sample that ships with the course, and how far each is comes from a fixed row of random numbers.
"""

import random
from datetime import date, datetime, timedelta

from coprod_training.answers import Outcome
from coprod_training.collector.database import Database
from coprod_training.collector.intake import read_statements
from coprod_training.collector.learners import Enrolled, held_learner
from coprod_training.collector.outline import ModuleOutline, Outline, outline_of
from coprod_training.collector.recording import record
from coprod_training.collector.repair import repair
from coprod_training.collector.services import Cohort, put_cohorts, put_services
from coprod_training.content.course import Course
from coprod_training.content.services import Service
from coprod_training.progress.statements import statements_of
from coprod_training.survey.pseudonym import Key

HOW_MANY = 60
COHORTS = ("made-up-spring", "made-up-autumn")


def fill(
    database: Database, course: Course, services: tuple[Service, ...], key: Key, now: datetime
) -> None:
    """Put them into an empty database. The last service has nobody. now: in UTC."""
    outline = outline_of(course)
    repair(database, outline)
    reached = [one.code for one in services[:-1]] or [""]
    with database.writing() as connection:
        put_services(connection, services)
        put_cohorts(connection, _cohorts(now.date(), reached))
    dice = random.Random(60)  # noqa: S311 (nothing secret: the same learners every time)
    for number in range(1, HOW_MANY + 1):
        service = dice.choice(reached)
        enrolled = Enrolled(service, dice.choice(COHORTS))
        _learn(database, course, outline, f"made-up-{number:02}", enrolled, key, dice, now)


def _cohorts(today: date, services: list[str]) -> list[Cohort]:
    weeks = timedelta(weeks=1)
    spring = Cohort(COHORTS[0], services[0], today - 16 * weeks, today - 2 * weeks)
    return [spring, Cohort(COHORTS[1], services[-1], today - 6 * weeks, today + 8 * weeks)]


def _learn(
    database: Database,
    course: Course,
    outline: Outline,
    name: str,
    enrolled: Enrolled,
    key: Key,
    dice: random.Random,
    now: datetime,
) -> None:
    """One learner's way: so many modules, a week each, the last thing so many days ago."""
    modules = [one for one in outline.modules if not one.optional]
    finished = dice.choice([0, 0, 1, 2, 3, 5, 8, *[len(modules)] * 4])
    last = now - timedelta(days=dice.choice([1, 2, 4, 9, 15, 30, 45]))
    done = [(one, len(one.parts)) for one in modules[:finished]]
    done += [(one, dice.randint(0, 3)) for one in modules[finished : finished + 1]]
    with database.writing() as connection:
        held = held_learner(connection, name, key, enrolled)
        for number, (module, parts) in enumerate(done):
            at = last - timedelta(weeks=len(done) - 1 - number)
            outcomes = _outcomes(module, parts, name, at)
            sent = list(statements_of(outcomes, held.pseudonym, course.info))
            taken, _ = read_statements(sent, outline.course)
            if taken:
                record(connection, held, taken, outline, at)


def _outcomes(module: ModuleOutline, parts: int, name: str, at: datetime) -> list[Outcome]:
    return [
        Outcome(
            answer_id=f"{name}-{one.activity}",
            activity_id=one.activity,
            at=at.isoformat().replace("+00:00", "Z"),
            attempt=1,
            checked=False,
            done=True,
            score=None,
        )
        for one in module.parts[:parts]
    ]
