"""The course, a hub, and the collector on SQLite and on PostgreSQL."""

from datetime import UTC, datetime, timedelta

import own_postgres
import pytest
import with_tables
from collector_parts import parts_of, survey_part
from house.tree import ROOT
from installation import Installation
from running import running
from tiny_hub import running_hub

from coprod_training.collector.database import open_database
from coprod_training.collector.outline import outline_of
from coprod_training.collector.repair import repair
from coprod_training.collector.survey_tables import survey as survey_tables
from coprod_training.content.course import load_course
from coprod_training.survey.pseudonym import pseudonym_of

KINDS = [pytest.param(kind, marks=pytest.mark.either(kind)) for kind in ("sqlite", "postgresql")]


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
def empty_url(request, tmp_path):
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/collector.db"
    return request.getfixturevalue("postgres").emptied("main")


@pytest.fixture(params=KINDS)
def database_url(request, tmp_path):
    """The address of a database with this version's tables, and nothing in them."""
    if request.param == "sqlite":
        return with_tables.sqlite(tmp_path)
    return with_tables.postgresql(request.getfixturevalue("postgres"))


@pytest.fixture
def store(database_url, outline):
    """A database with this version's tables, counting the course."""
    found = open_database(database_url)
    repair(found, outline)
    yield found
    found.close()


hub = pytest.fixture(running_hub)


@pytest.fixture
def survey(tmp_path, request, course):
    """The survey's part, with a database of its own, of the same kind as the other."""
    if request.getfixturevalue("store").is_sqlite:
        url = with_tables.sqlite(tmp_path, "survey")
    else:
        url = with_tables.postgresql(request.getfixturevalue("postgres"), "survey")
    found = open_database(url, "survey")
    yield survey_part(found, course)
    found.close()


@pytest.fixture
def parts(store, survey, course, hub):
    return parts_of(store, survey, course, hub.api, now=Clock())


@pytest.fixture
def collector(parts):
    """A client of the running collector."""
    with running(parts) as client:
        yield client


@pytest.fixture
def tokens(request):
    """Amira and Bola, each with all that there can be of a learner, and answers to the survey."""
    found = request.getfixturevalue("people")
    parts = request.getfixturevalue("parts")
    with parts.survey.database.writing() as connection:
        for name in found:
            who = pseudonym_of(name, parts.survey.key)
            connection.execute(
                survey_tables.tables["consent_event"].insert(),
                {"pseudonym": who, "turn": 1, "id": name, "state": "yes", "text_version": "1",
                 "receipt": name, "day": "2026-11-20"},
            )  # fmt: skip
            connection.execute(
                survey_tables.tables["survey_response"].insert(),
                {"pseudonym": who, "phase": "pre", "submission_id": name, "pair_id": name,
                 "course_status": "draft", "content": {"word": name}},
            )  # fmt: skip
    return found


@pytest.fixture
def hub_there(request, tmp_path, parts, tokens):
    def emptied(name):
        return request.getfixturevalue("postgres").emptied(name)

    return Installation(tmp_path / "hub", parts, emptied)
