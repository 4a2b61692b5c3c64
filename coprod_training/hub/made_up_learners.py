"""Sixty made-up learners for a demonstration: so that every page has something to show.

Nobody of them is anybody. Their names say so, and so does every page that counts them, since the
services that they work for are marked as made up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5

from coprod_training.collector.database import Database
from coprod_training.collector.intake import Taken
from coprod_training.collector.learners import Enrolled, held_learner, with_setting
from coprod_training.collector.outline import ModuleOutline, Outline
from coprod_training.collector.recording import record
from coprod_training.collector.services import Cohort, put_cohorts
from coprod_training.survey.coding import COURSE_SETTINGS, SETTINGS
from coprod_training.survey.pseudonym import Key

LEARNERS, UNREACHED = 60, 3
"""How many people, and how many services at the end of the list where nobody learns."""
_COHORTS = {"made-up-spring": (-200, -60), "made-up-autumn": (-50, 40), "made-up-winter": (30, 120)}
"""Days from today on which each begins and ends."""
_STATES = ("joined", "stalled", "learning", "finished")
_WEIGHTS = (1, 2, 4, 3)


@dataclass(frozen=True)
class MadeUp:
    """One made-up learner. modules: how many they began. began, last: days ago."""

    name: str
    service: str
    setting: str
    cohort: str
    modules: int
    finished: bool
    began: int
    last: int


def made_up(services: Sequence[tuple[str, str]], modules: int) -> Iterator[MadeUp]:
    """The learners, always the same. services: code and setting."""
    chance = Random(60)  # noqa: S311 (made-up data, no secret)
    cohorts, nearly = list(_COHORTS)[:2], max(1, modules - 1)
    for number in range(1, LEARNERS + 1 if services else 1):
        code, kind = services[chance.randrange(max(1, len(services) - UNREACHED))]
        state = chance.choices(_STATES, _WEIGHTS)[0]
        done = {
            "joined": 0,
            "stalled": chance.randint(1, min(5, modules)),
            "learning": chance.randint(min(2, nearly), nearly),
            "finished": modules,
        }[state]
        last = {
            "joined": 0,
            "stalled": chance.randint(25, 50),
            "learning": chance.randint(0, 15),
            "finished": chance.randint(1, 50),
        }[state]
        yield MadeUp(
            f"made-up-{number:02}",
            code,
            COURSE_SETTINGS.get(SETTINGS.get(kind, ""), ""),
            chance.choice(cohorts),
            done,
            state == "finished",
            last + 7 * max(1, done),
            last,
        )


def put_made_up(
    store: Database, outline: Outline, key: Key, services: Sequence[tuple[str, str]], now: datetime
) -> None:
    """Let the collector's database have them. key: the progress key. now: UTC."""
    with store.writing() as connection:
        put_cohorts(
            connection,
            [
                Cohort(name, "", *((now + timedelta(days=days)).date() for days in ends))
                for name, ends in _COHORTS.items()
            ],
        )
    counted = [one for one in outline.modules if not one.optional]
    for one in made_up(services, len(counted)):
        with store.writing() as connection:
            who = held_learner(connection, one.name, key, Enrolled(one.service, one.cohort))
            who = with_setting(connection, who, one.setting)
            for at, activities in _sessions(one, counted, now):
                taken = [_taken(one.name, activity, at) for activity in activities]
                record(connection, [(who, taken)], outline, at)
                who = held_learner(connection, one.name, key, Enrolled(one.service, one.cohort))


def _sessions(
    one: MadeUp, modules: Sequence[ModuleOutline], now: datetime
) -> Iterator[tuple[datetime, list[str]]]:
    """When they did what, oldest first: a module a session, the last one to the half."""
    for place, module in enumerate(modules[: one.modules]):
        days = one.began - (one.began - one.last) * (place + 1) / max(1, one.modules)
        parts = [part.activity for part in module.parts]
        if place + 1 == one.modules and not one.finished:
            parts = parts[: max(1, len(parts) // 2)]
        yield now - timedelta(days=days), parts


def _taken(name: str, activity: str, at: datetime) -> Taken:
    return Taken(
        id=uuid5(NAMESPACE_URL, f"made-up:{name}:{activity}"),
        activity=activity,
        completion=True,
        success=None,
        scaled=None,
        attempt=1,
        course_version="",
        said=at,
    )
