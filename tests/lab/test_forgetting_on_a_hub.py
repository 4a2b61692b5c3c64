"""A real server asks a real collector to delete a learner: now, or as soon as it can be reached."""

import socket
from contextlib import closing

import pytest
from answering import response_to
from opened import opened
from served import ask, keep, prepare
from tables_read import rows_of
from test_progress_is_sent import ONE, TWO, collecting, stores, until
from tiny_hub import TinyHub

pytestmark = [pytest.mark.drawn, pytest.mark.slow]


def test_what_the_collector_holds_goes_at_once_or_when_it_is_back(tmp_path, monkeypatch):
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with TinyHub().running() as hub, stores(tmp_path) as databases:
        monkeypatch.setenv("COPROD_COLLECTOR", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", hub.learner("amira", "spring"))
        workspace = tmp_path / "coprod"
        prepare(workspace, "learner")
        waiting = workspace / "learner" / ".coprod" / "deletion-asked"

        def count():
            return len(rows_of(databases[0], "statement"))

        def answer(activity):
            assert keep(server, activity.id, response_to(activity, "words")).status == 200

        with opened(workspace) as server:
            with collecting(databases, hub, port):
                answer(ONE)
                assert until(count, 1) == 1
                at_once = ask(server, "api/my-data", "DELETE").data["words"]
                assert (count(), rows_of(databases[0], "learner")) == (0, [])
                assert not waiting.exists()
                answer(ONE)
                assert until(count, 1) == 1
            away = ask(server, "api/my-data", "DELETE").data["words"]
            assert (count(), waiting.exists()) == (1, True)
            answer(TWO)  # a new start, before the deletion came through
            with collecting(databases, hub, port):
                assert until(waiting.exists, False) is False
                assert until(count, 1) == 1
                (row,) = rows_of(databases[0], "statement")

    assert "own store on this hub held about you is deleted too" in at_once
    assert "What your trainer has stays with your trainer" in at_once
    assert "What your trainer has stays with your trainer" in away
    assert "cannot be reached now" in away
    assert "is not deleted yet" in away
    assert "Everything that was held about you" not in away
    assert TWO.id in row
