"""A real server sends what was done to a real collector: away and back, twice, and days off."""

import re
import shutil
import socket
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from answering import response_to
from opened import ROOT, STAFF, opened
from running import as_
from sent_to_collector import collecting, stores, until
from served import keep, prepare
from tables_read import rows_of
from tiny_hub import TinyHub

from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.course import load_course

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
MODULE = load_course(STAFF / "course").modules[0]
ONE, TWO, THREE = MODULE.activities[1:4]
WRITTEN = "who-is-never-asked"


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


def test_what_a_shorter_course_makes_done_is_done_for_the_collector_too(tmp_path, monkeypatch):
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    workspace, staff = tmp_path / "coprod", tmp_path / "staff"
    for folder in ("course", "modules", "exercises"):
        shutil.copytree(ROOT / folder, staff / folder)
    with TinyHub().running() as hub, stores(tmp_path) as databases:
        token = hub.learner("amira", "spring")
        monkeypatch.setenv("COPROD_COLLECTOR", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", token)

        def done():
            return sorted(row[6] for row in rows_of(databases[0], "statement"))

        with collecting(databases, hub, port) as client:

            def counted():
                progress = client.get("/me", headers=as_(token)).json()["progress"]
                return sum(one["done"] for one in progress)

            asks_for(staff, 5)
            with opened(workspace, course=staff) as server:
                assert keep(server, WRITTEN, "three short words", check=False).status == 200
                assert until(done, [False]) == [False]
            assert counted() == 0
            asks_for(staff, 3)
            with opened(workspace, course=staff):
                assert until(done, [False, True]) == [False, True]
            assert counted() == 1


def asks_for(staff, words):
    """Change how many words the course wants there."""
    file = staff / "course" / "modules" / "power-racism-and-missing-voices.yaml"
    text = re.sub(r"    min_words: \d+\n", "", file.read_text(encoding="utf-8"))
    name = f"    id: {WRITTEN}\n"
    assert name in text
    file.write_text(text.replace(name, f"{name}    min_words: {words}\n"), encoding="utf-8")


def test_nothing_is_sent_where_no_collector_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("COPROD_COLLECTOR", raising=False)
    with TinyHub().running() as hub:
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", hub.learner("amira"))
        prepare(tmp_path / "coprod", "learner")
        with opened(tmp_path / "coprod") as server:
            assert keep(server, ONE.id, response_to(ONE, "words")).status == 200
            time.sleep(3)

        assert hub.asked == 0
