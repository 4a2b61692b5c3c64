"""A hand-in whose reply is lost may have arrived; one that was refused or never sent has not."""

import os

import pytest
from tiny_server import Quiet, serving

from coprod_training.exchange.collector import TRIES, Away, Collector, Refused

WORK = {"a-task.answers.jsonl": b"{}\n"}
LOST = None  # the connection ends without a reply


class Scripted:
    """Answers what it is told, in order. asked: how often it was."""

    def __init__(self):
        self.replies, self.asked, self.address = [], 0, ""
        scripted = self

        class Answer(Quiet):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                scripted.asked += 1
                status = scripted.replies.pop(0)
                if status is not LOST:
                    self.send_response(status)
                    self.send_header("Content-Length", "2")
                    self.end_headers()
                    self.wfile.write(b"[]")

        self.handler = Answer


@pytest.fixture
def scripted():
    one = Scripted()
    with serving(one.handler) as one.address:
        yield one


def raised(address, files=WORK):
    """What comes of handing in where nobody gives a receipt."""
    collector = Collector(address, "a-token", pause=lambda _: None)
    with pytest.raises((Away, Refused)) as found:
        collector.hand_in("a-task", files)
    return found.value


@pytest.mark.parametrize(
    ("replies", "kind", "may_be_done"),
    [
        ([LOST] * TRIES, Away, True),
        ([502, 503, 503, 504], Away, True),
        ([429] * TRIES, Away, False),
        ([403], Refused, False),
        ([LOST, 403], Refused, True),  # closed by now; the first may have come in time
        ([500], Refused, True),
        ([200], Refused, True),  # and it says what this version does not understand
    ],
)
def test_no_more_is_said_of_a_hand_in_than_is_known(scripted, replies, kind, may_be_done):
    scripted.replies = list(replies)

    found = raised(scripted.address)

    assert type(found) is kind
    assert found.may_be_done is may_be_done
    assert scripted.asked == len(replies)


def test_what_was_never_sent_is_known_not_to_have_arrived(scripted):
    nowhere, too_large = raised("http://127.0.0.1:9"), {"a-task.ipynb": os.urandom(6 * 2**20)}

    assert (type(nowhere), nowhere.may_be_done) == (Away, False)
    assert raised(scripted.address, too_large).may_be_done is False
    assert scripted.asked == 0
