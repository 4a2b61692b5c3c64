"""Whoever opens connections and sends nothing, or half of a request, keeps nobody out."""

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event

import pytest
from running import running

from coprod_training.collector.database import Database

MOST = 40
SAID = {
    "nothing": b"",
    "half of a head": b"GET /health HTTP/1.1\r\nHost: collector\r\n",
    "half of a body": b"POST /withdraw HTTP/1.1\r\nHost: collector\r\n"
    b"Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{",
}


def opened(held, client, said):
    """More connections than may be open at once, each of which sends this and no more."""
    where = (client.base_url.host, client.base_url.port)
    found = []
    for _ in range(2 * MOST):
        one = held.enter_context(socket.create_connection(where, timeout=30))
        one.sendall(said)
        found.append(one)
    return found


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_connections_that_wait_for_their_sender_keep_nobody_out(parts, said):
    with running(parts, most=MOST) as client, ExitStack() as held:
        opened(held, client, said)
        replies = [client.get("/health").status_code for _ in range(3)]

    assert replies == [200] * 3


def test_requests_of_ended_connections_are_counted_no_longer(parts, caplog):
    """Each of them still learns of its end when many new ones are there already."""
    with running(parts, most=MOST) as client, ExitStack() as held:
        for _ in range(5):
            opened(held, client, SAID["half of a body"])
        assert client.get("/health").status_code == 200

    assert "limit" not in caplog.text


def test_the_longest_silent_is_ended_and_a_request_at_work_is_not(parts, monkeypatch):
    asked, go_on = Event(), Event()

    def slow(_):
        asked.set()
        return go_on.wait(30)

    monkeypatch.setattr(Database, "is_current", slow)
    with (
        running(parts, most=MOST) as client,
        ThreadPoolExecutor(1) as meanwhile,
        ExitStack() as held,
    ):
        reply = meanwhile.submit(client.get, "/ready")
        assert asked.wait(30)
        silent = opened(held, client, b"")
        assert silent[0].recv(1) == b""  # its end
        silent[-1].sendall(b"GET /health HTTP/1.1\r\nHost: collector\r\n\r\n")
        assert silent[-1].recv(12) == b"HTTP/1.1 200"
        go_on.set()
        assert reply.result().status_code == 200
