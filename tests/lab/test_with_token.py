"""A token is shown to the one address that it is for."""

import pytest
from house.tree import imports
from in_a_loop import in_a_loop
from tiny_server import Quiet, serving
from tornado.httpclient import AsyncHTTPClient, HTTPClientError

from coprod_training.lab.held_on_hub import held_on_hub
from coprod_training.lab.with_token import with_token
from coprod_training.trainer.enrolled import enrolled_on_hub


@pytest.fixture
def elsewhere():
    """A server that sends everybody on to itself; its address, and what was asked of it."""
    came = []

    class Answer(Quiet):
        def do_GET(self):
            came.append((self.command, self.path, self.headers.get("Authorization")))
            self.send_response(302)
            self.send_header("Location", "/taken")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_DELETE = do_GET

    with serving(Answer) as address:
        yield address, came


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_no_redirection_is_followed(elsewhere, method):
    address, came = elsewhere

    async def ask():
        await AsyncHTTPClient().fetch(with_token(f"{address}/me", "a-token", 5, method))

    with pytest.raises(HTTPClientError, match="302"):
        in_a_loop(ask())
    assert came == [(method, "/me", "Bearer a-token")]


def test_nor_by_those_who_ask_a_hub(elsewhere):
    address, came = elsewhere
    environ = {
        "COPROD_COLLECTOR": address,
        "JUPYTERHUB_API_URL": f"{address}/hub/api",
        "JUPYTERHUB_API_TOKEN": "a-token",
    }

    assert not in_a_loop(held_on_hub(environ)).known
    assert in_a_loop(enrolled_on_hub(environ)) == ()
    assert [path for _, path, _ in came] == ["/responses", "/hub/coprod/cohort"]


def test_a_body_is_json_and_is_waited_for_no_longer_than_said():
    asked = with_token("http://127.0.0.1:9/", "a-token", 5, "PUT", "{}")

    assert (asked.method, asked.body, asked.request_timeout) == ("PUT", b"{}", 5)
    assert asked.headers["Content-Type"] == "application/json"


def test_nobody_makes_such_a_request_by_hand():
    made = {one.path.name for one in imports() if one.name == "tornado.httpclient.HTTPRequest"}

    assert made == {"with_token.py"}
