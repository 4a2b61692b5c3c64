"""The parts of a collector in a test, and empty databases for one on SQLite."""

from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import with_tables

from coprod_training.collector.database import open_database
from coprod_training.collector.identity import Identify
from coprod_training.collector.outline import outline_of
from coprod_training.collector.parts import Parts
from coprod_training.collector.repair import repair
from coprod_training.collector.server import survey_of
from coprod_training.survey.pseudonym import Key

PROGRESS_KEY = Key("progress", b"p" * 32)


def utc_now():
    return datetime.now(UTC)


@contextmanager
def empty_databases(folder, course):
    """(main, survey) in the folder, counting the course; they are closed at the end."""
    main = open_database(with_tables.sqlite(Path(folder)))
    survey = open_database(with_tables.sqlite(Path(folder), "survey"), "survey")
    repair(main, outline_of(course))
    yield main, survey
    main.close()
    survey.close()


def survey_part(database, course):
    """The survey's part on its database, with a key of the tests'."""
    key, today = Key("survey", b"s" * 32), date(2026, 11, 23)
    return survey_of(database, course, key, lambda day: course.info.status, today)


def parts_of(main, survey, course, hub_api, now=utc_now):
    """A collector of the hub at `hub_api`. survey: of `survey_part`."""
    return Parts(
        database=main,
        outline=outline_of(course),
        settings=frozenset(one.id for one in course.info.settings),
        progress_key=PROGRESS_KEY,
        survey=survey,
        identify=Identify(hub_api, httpx.AsyncClient(timeout=5, trust_env=False, verify=False)),
        now=now,
    )
