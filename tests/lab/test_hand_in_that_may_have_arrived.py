"""Below 500 a page says "Not handed in yet", so only what was not sent may be refused so."""

import sys
from types import SimpleNamespace

import pytest
from in_a_loop import in_a_loop

from coprod_training.errors import CoprodError, NewerRecord
from coprod_training.lab import exchange_process
from coprod_training.lab.exchange_process import ExchangeProcess
from coprod_training.lab.exercise_pages import hand_in
from coprod_training.lab.handler import Refusal

TASK = SimpleNamespace(id="a-task")
OPEN = {"away": False, "can_hand_in": True, "receipt": None}
CLOSED = OPEN | {"can_hand_in": False}


class Exercises:
    """Those of a learner. looks: what comes of each look at where the exercise stands."""

    def __init__(self, *looks):
        self.asked, self._looks = [], list(looks)

    async def one(self, *_):
        found = self._looks.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    async def ask(self, verb, name):
        self.asked.append((verb, name))

    def forget(self):
        pass


@pytest.mark.parametrize(
    ("verb", "printed", "status", "words"),
    [
        ("submit", '{"ok": false, "words": "It is closed."}', 409, "It is closed."),
        ("submit", '{"ok": false, "words": "Perhaps.", "may_have_arrived": true}', 502, "Perhaps"),
        ("submit", "", 502, "Exercises cannot be reached"),  # it died, nobody knows when
        ("submit", "[]", 502, "Exercises cannot be reached"),
        ("list", "", 409, "Exercises cannot be reached"),
    ],
)
def test_only_a_process_that_says_so_has_sent_nothing(
    tmp_path, monkeypatch, verb, printed, status, words
):
    stands_in = tmp_path / "stands-in"
    stands_in.write_text(f"#!{sys.executable} -S\nprint({printed!r})\n")
    stands_in.chmod(0o700)
    monkeypatch.setattr(exchange_process.sys, "executable", str(stands_in))

    async def story():
        return await ExchangeProcess(tmp_path / "here").ask(verb)

    with pytest.raises(Refusal, match=words) as refused:
        in_a_loop(story())

    assert refused.value.status == status


@pytest.mark.parametrize(
    "look",
    [
        CLOSED,
        OPEN | {"can_hand_in": False, "receipt": {}},
        Refusal(504, "This is taking longer than usual."),
        NewerRecord("It is newer."),
        PermissionError(),
    ],
)
def test_what_is_refused_before_it_is_sent_is_not_handed_in(look):
    exercises = Exercises(look)

    with pytest.raises(Refusal) as refused:
        in_a_loop(hand_in(exercises, TASK))

    assert refused.value.status == 409
    assert exercises.asked == []


@pytest.mark.parametrize(
    "look", [Refusal(409, "Not now."), Refusal(504, "Slow."), CoprodError("It is newer.")]
)
def test_what_cannot_be_shown_after_it_was_sent_is_handed_in_without_a_receipt_yet(look):
    exercises = Exercises(OPEN, look)

    assert in_a_loop(hand_in(exercises, TASK)) == {"receipt": None}
    assert exercises.asked == [("submit", "a-task")]


def test_what_was_handed_in_is_shown():
    assert in_a_loop(hand_in(Exercises(OPEN, CLOSED), TASK)) == CLOSED
