"""What `coprod survey withdraw --collector` says when no collector takes the code."""

from contextlib import ExitStack

import pytest
from tiny_server import Quiet, serving

from coprod_training.cli.survey_hub import withdraw_there
from coprod_training.errors import CoprodError

CODE = "7K3M-9QXT-2B4D"


@pytest.fixture
def answering():
    """Somebody who answers each request with these bytes; the address."""
    servers = ExitStack()

    def start(reply):
        class Somebody(Quiet):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.wfile.write(reply)

        return servers.enter_context(serving(Somebody))

    with servers:
        yield start


@pytest.mark.parametrize(
    ("reply", "what", "fix"),
    [
        (b"HTTP/1.0 404 No\r\n\r\n", "nothing was taken out", "whole address"),
        (b"HTTP/1.0 422 No\r\n\r\n", "not a receipt code", "Check the code"),
        (b"HTTP/1.0 429 No\r\n\r\n", "has to wait", "in a minute"),
        (b"HTTP/1.0 500 No\r\n\r\n", "not known whether", "twice does no harm"),
        (b"what is no HTTP\r\n\r\n", "not known whether", "twice does no harm"),
        (b"HTTP/1.0 200 OK\r\n\r\n<html>", "not known whether", "twice does no harm"),
        (b"HTTP/1.0 200 OK\r\n\r\n[]", "not known whether", "twice does no harm"),
        (b"", "not known whether", "twice does no harm"),
    ],
)
def test_each_refusal_is_said_in_words_without_the_code(answering, reply, what, fix):
    with pytest.raises(CoprodError, match=what) as said:
        withdraw_there(answering(reply), CODE)

    assert fix in said.value.fix
    assert CODE not in str(said.value)


def test_where_nobody_listens_is_said(answering):
    with pytest.raises(CoprodError, match="did not answer as it should"):
        withdraw_there("http://127.0.0.1:9", CODE)
