"""On a hub the page of receipts says "No hand-in" only of what its collector was asked for."""

import pytest
from asking import ask

from coprod_training.grading.from_collector import MARK, note_copied

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
NONE = "No hand-in has this receipt."


def looked_up(server):
    reply = ask(server, "coprod/trainer/receipt?code=000-000")
    assert reply.status == 200
    return reply.content.decode()


def test_where_the_hub_cannot_be_asked_it_does_not_say_that_there_is_none(collected_once):
    here = looked_up(collected_once)
    course = collected_once.workspace / "exchange" / "coprod"
    note_copied(course, {})
    try:
        on_a_hub = looked_up(collected_once)
    finally:
        (course / MARK).unlink()

    assert NONE in here
    assert NONE not in on_a_hub
    assert "The hub cannot say just now whose receipt this is." in on_a_hub
