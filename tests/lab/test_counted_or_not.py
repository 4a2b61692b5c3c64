"""A real server asks a real collector whether its learner may be counted, and keeps to it."""

import socket
from contextlib import closing

import pytest
from answering import response_to
from opened import opened
from sent_to_collector import collecting, stores, until
from served import keep, prepare
from shipped import COURSE
from tables_read import rows_of
from tiny_hub import TinyHub

from coprod_training.collector.scopes import COUNTED, LEARN, SAID_NO

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
MODULE = COURSE.modules[1]
ONE, TWO, THREE = MODULE.activities[:3]
TABLES = ("learner", "statement", "state")
GROUPS = ["nbgrader-spring", "service-north-1"]


def answer(server, activity):
    assert keep(server, activity.id, response_to(activity, "words")).status == 200


def test_nothing_is_sent_before_a_yes_and_nothing_is_left_after_a_no(tmp_path, monkeypatch):
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with (
        TinyHub().running() as hub,
        stores(tmp_path) as databases,
        collecting(databases, hub, port),
    ):
        token = hub.add("amira", LEARN, groups=GROUPS)
        monkeypatch.setenv("COPROD_COLLECTOR", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", token)
        monkeypatch.setattr("coprod_training.collector.identity.REMEMBERED", 0.0)  # seconds

        def says(*groups):
            hub.people[token]["groups"] = [*GROUPS, *groups]

        def tables():
            return {one: len(rows_of(databases[0], one)) for one in TABLES}

        workspace = tmp_path / "coprod"
        prepare(workspace, "learner")
        with opened(workspace) as server:
            keep(server, "your-setting", "smi")
            answer(server, ONE)
            looks = hub.asked
            asked = until(lambda: hub.asked > looks, wanted=True)
            before = tables()

            says(COUNTED)
            answer(server, TWO)
            joined = until(lambda: tables()["statement"], 2)
            setting = until(lambda: rows_of(databases[0], "learner")[0][3], "smi")

            says(SAID_NO)
            answer(server, THREE)
            after = until(lambda: tables()["statement"], 0)

        assert asked
        assert before == {"learner": 0, "statement": 0, "state": 0}
        assert (joined, setting) == (2, "smi")
        assert after == 0
        assert tables()["state"] == 0
