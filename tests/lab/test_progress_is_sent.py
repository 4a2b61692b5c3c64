"""A real server sends what was done to a real collector: away and back, twice, and days off."""

import socket
import time
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from answering import response_to
from opened import STAFF, opened
from running import as_, running
from served import keep, prepare
from shipped import COURSE
from tables_read import rows_of
from tiny_hub import TinyHub

from coprod_training.answers import Answer, AnswerStore
from coprod_training.collector.database import open_database
from coprod_training.collector.identity import Identify
from coprod_training.collector.outline import outline_of
from coprod_training.collector.parts import Parts
from coprod_training.collector.repair import repair
from coprod_training.collector.server import survey_of
from coprod_training.content.course import load_course
from coprod_training.survey.pseudonym import Key

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
MODULE = load_course(STAFF / "course").modules[0]
ONE, TWO, THREE = MODULE.activities[1:4]


@contextmanager
def stores(folder):
    """The collector's databases, which stay while it is away."""
    main = open_database(f"sqlite:///{folder}/collector.db")
    asks = open_database(f"sqlite:///{folder}/survey.db", "survey")
    main.upgrade()
    asks.upgrade()
    repair(main, outline_of(COURSE))
    yield main, asks
    main.close()
    asks.close()


@contextmanager
def collecting(databases, hub, port):
    """The collector, from the start of the block to its end."""
    main, asks = databases
    parts = Parts(
        database=main,
        outline=outline_of(COURSE),
        settings=frozenset(),
        progress_key=Key("progress", b"p" * 32),
        survey=survey_of(asks, COURSE, Key("survey", b"s" * 32), date(2026, 11, 23)),
        identify=Identify(hub.api, httpx.AsyncClient(timeout=5, trust_env=False)),
        now=lambda: datetime.now(UTC),
    )
    with running(parts, port=port) as client:
        yield client


def until(found, wanted):
    """Wait until a look finds what is wanted; what it found last."""
    end = time.monotonic() + 60
    while (last := found()) != wanted and time.monotonic() < end:
        time.sleep(0.2)
    return last


def test_what_is_done_while_the_collector_is_away_counts_when_it_is_back(tmp_path, monkeypatch):
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with TinyHub().running() as hub, stores(tmp_path) as databases:
        token = hub.learner("amira", "spring")
        monkeypatch.setenv("COPROD_COLLECTOR", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", token)
        workspace = tmp_path / "coprod"
        prepare(workspace, "learner")

        def count():
            return len(rows_of(databases[0], "statement"))

        with opened(workspace) as server:
            began = time.monotonic()
            assert keep(server, ONE.id, response_to(ONE, "words")).status == 200
            waited = time.monotonic() - began
            with collecting(databases, hub, port) as client:
                assert until(count, 1) == 1
                file = workspace / "learner" / "modules" / f"{MODULE.id}.answers.jsonl"
                assert (
                    until(
                        lambda: (
                            client.get("/state", headers=as_(token))
                            .json()["files"]
                            .get(MODULE.id, {})
                            .get("bytes")
                        ),
                        file.stat().st_size,
                    )
                    == file.stat().st_size
                )
            # Away again: one answer by the page, one by a clock two days off, one twice.
            assert keep(server, TWO.id, response_to(TWO, "words")).status == 200
            off = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%dT%H:%M:%SZ}"
            later = Answer(
                id="of-a-wrong-clock",
                activity=THREE.id,
                response=response_to(THREE, "words"),
                at=off,
            )
            AnswerStore(file).add(later)
            AnswerStore(file).add(later)
            time.sleep(3)
            with collecting(databases, hub, port) as client:
                assert until(count, 3) == 3
                done = client.get("/me", headers=as_(token)).json()["progress"]
            kept = file.read_bytes()
        before = rows_of(databases[0], "statement")

        elsewhere = tmp_path / "elsewhere"
        prepare(elsewhere, "learner")
        (elsewhere / "learner" / "modules" / file.name).write_bytes(kept)
        with collecting(databases, hub, port) as client, opened(elsewhere):
            time.sleep(6)
            again = client.get("/me", headers=as_(token)).json()["progress"]

        assert rows_of(databases[0], "statement") == before
        assert again == done
        assert done[0]["module"] == MODULE.id
        assert waited < 5


def test_nothing_is_sent_where_no_collector_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("COPROD_COLLECTOR", raising=False)
    with TinyHub().running() as hub:
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", hub.learner("amira"))
        prepare(tmp_path / "coprod", "learner")
        with opened(tmp_path / "coprod") as server:
            assert keep(server, ONE.id, response_to(ONE, "words")).status == 200
            time.sleep(3)

        assert hub.asked == 0
