"""A learner's server that nobody uses ends by itself, and what was kept is there the next time."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from coprod_training.hub.membership import Place
from hub.conftest import laid_out, open_server, token_of
from hub.visitor import Visitor, with_token

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
IDLE_HOURS = 0.003  # about ten seconds; a new hub waits an hour
ANSWER = "user/learner-idle/coprod/api/activities/your-hats"


def test_it_ends_and_opens_again_with_its_answers(tmp_path):
    with laid_out(tmp_path / "hub", culling_hours=IDLE_HOURS) as hub:
        visitor = Visitor(hub.address, "learner-idle")
        visitor.sign_up()
        hub.book.enrol([("learner-idle", Place("learner", "spring"))], datetime.now(UTC))
        visitor.sign_in()
        visitor.begin()
        server = open_server(hub, visitor, "learner-idle")
        said = {"type": "keep", "id": str(uuid4()), "check": True, "response": ["carer"]}
        kept = with_token(hub.address, ANSWER, token_of(server), "POST", said)
        assert kept.status == 200

        server.wait(120)  # raises when it has not ended by then

        again = open_server(hub, visitor, "learner-idle")
        assert again.pid != server.pid
        found = with_token(hub.address, ANSWER, token_of(again)).data
        assert found["kept"]["response"] == ["carer"]
