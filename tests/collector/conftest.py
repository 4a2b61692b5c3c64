"""The course, a hub, and the collector on SQLite and on PostgreSQL."""

from datetime import UTC, date, datetime, timedelta

import httpx
import own_postgres
import pytest
from house.tree import ROOT
from running import running
from tiny_hub import TinyHub

from coprod_training.collector.database import open_database
from coprod_training.collector.identity import Identify
from coprod_training.collector.outline import outline_of
from coprod_training.collector.parts import Parts
from coprod_training.collector.repair import repair
from coprod_training.collector.server import survey_of
from coprod_training.content.course import load_course
from coprod_training.survey.pseudonym import Key

KINDS = ("sqlite", "postgresql")


class Clock:
    """The collector's clock, one second later each time it is looked at."""

    def __init__(self):
        self.now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(scope="session")
def course():
    return load_course(ROOT / "course")


@pytest.fixture(scope="session")
def outline(course):
    return outline_of(course)


@pytest.fixture(scope="session")
def postgres():
    if own_postgres.why_not():
        pytest.skip(own_postgres.why_not())
    server = own_postgres.OwnPostgres(fsync="off", max_connections="60")
    yield server
    server.end()


@pytest.fixture(params=KINDS)
def database_url(request, tmp_path):
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/collector.db"
    return request.getfixturevalue("postgres").emptied("main")


@pytest.fixture
def store(database_url, outline):
    """A database with this version's tables, counting the course."""
    found = open_database(database_url)
    found.upgrade()
    repair(found, outline)
    yield found
    found.close()


@pytest.fixture
def hub():
    with TinyHub().running() as found:
        yield found


@pytest.fixture
def survey(tmp_path, request, course):
    """The survey's part, with a database of its own, of the same kind as the other."""
    url = f"sqlite:///{tmp_path}/survey.db"
    if request.getfixturevalue("store").is_sqlite is False:
        url = request.getfixturevalue("postgres").emptied("survey")
    found = open_database(url, "survey")
    found.upgrade()
    yield survey_of(found, course, Key("survey", b"s" * 32), date(2026, 11, 23))
    found.close()


@pytest.fixture
def parts(store, survey, outline, course, hub):
    client = httpx.AsyncClient(timeout=5, trust_env=False)
    return Parts(
        database=store,
        outline=outline,
        settings=frozenset(one.id for one in course.info.settings),
        progress_key=Key("progress", b"p" * 32),
        survey=survey,
        identify=Identify(hub.api, client),
        now=Clock(),
    )


@pytest.fixture
def collector(parts):
    """A client of the running collector."""
    with running(parts) as client:
        yield client
