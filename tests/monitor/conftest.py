"""The collector with made-up people in it, and the monitor's pages that it answers with."""

import shutil
from datetime import UTC, datetime

import httpx
import pytest
from collector_parts import PROGRESS_KEY, parts_of, survey_part
from house.tree import ROOT
from running import running
from tiny_hub import running_hub

from coprod_training.collector.database import open_database
from coprod_training.collector.figures import read_figures
from coprod_training.collector.outline import outline_of
from coprod_training.collector.repair import repair
from coprod_training.collector.services import put_services
from coprod_training.content.course import load_course
from coprod_training.content.services import load_services
from coprod_training.hub.made_up_learners import put_made_up
from coprod_training.monitor.addresses import router_of
from coprod_training.monitor.definitions import WORDS
from coprod_training.monitor.made_ready import monitor_of
from coprod_training.monitor.names import names_of
from coprod_training.monitor.signing_in import Hub
from coprod_training.monitor.watched import Watched, still_since

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PREFIX = "/services/collector"


@pytest.fixture(scope="session")
def course():
    return load_course(ROOT / "course")


@pytest.fixture(scope="session")
def outline(course):
    return outline_of(course)


@pytest.fixture(scope="session")
def services():
    return load_services(ROOT / "course" / "services.csv")


@pytest.fixture(scope="session")
def made(tmp_path_factory, outline, services):
    """Two databases, made once: one knows the services and nobody, one sixty made-up people."""
    empty, full = (tmp_path_factory.mktemp("made") / name for name in ("empty.db", "full.db"))
    store = open_database(f"sqlite:///{empty}")
    store.upgrade()
    repair(store, outline)
    with store.writing() as connection:
        put_services(connection, services)
    store.close()
    shutil.copy(empty, full)
    store = open_database(f"sqlite:///{full}")
    put_made_up(store, outline, PROGRESS_KEY, [(one.code, one.setting) for one in services], NOW)
    store.close()
    return empty, full


@pytest.fixture
def store(made, tmp_path):
    """A database of its own that knows the services and nobody."""
    yield from _copy_of(made[0], tmp_path / "collector.db")


@pytest.fixture
def filled(made, tmp_path):
    """A database of its own with sixty made-up people."""
    yield from _copy_of(made[1], tmp_path / "collector.db")


def _copy_of(made, to):
    shutil.copy(made, to)
    found = open_database(f"sqlite:///{to}")
    yield found
    found.close()


@pytest.fixture
def watched(filled, course):
    with filled.reading() as connection:
        figures = read_figures(connection, still_since(NOW))
    return Watched(at=NOW, words=WORDS, names=names_of(course), figures=figures)


hub = pytest.fixture(running_hub)


@pytest.fixture
def parts(filled, tmp_path, course, hub):
    survey = open_database(f"sqlite:///{tmp_path}/survey.db", "survey")
    survey.upgrade()
    asks = survey_part(survey, course)
    yield parts_of(filled, asks, course, hub.api, now=lambda: NOW)
    survey.close()


@pytest.fixture
def site(parts, course, hub):
    """A browser without anybody at the running pages; its address below is that of the service."""
    there = Hub(
        api=hub.api,
        address="https://course.test",
        own=PREFIX,
        client="service-collector",
        secret="a-secret",
    )
    with running(parts, PREFIX, more=[router_of(monitor_of(course, there))]) as client:
        client.base_url = f"{client.base_url}{PREFIX}"
        yield client


@pytest.fixture
def signed_in(site, hub):
    """Signs that browser in with a token of the hub."""

    def sign_in(token):
        began = site.get("/monitor/")
        state = httpx.URL(began.headers["Location"]).params["state"]
        hub.codes["a-code"] = token
        return site.get("/oauth_callback", params={"state": state, "code": "a-code"})

    return sign_in
