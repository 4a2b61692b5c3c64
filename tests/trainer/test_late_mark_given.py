"""A mark that is given to a late hand-in: what is taken off follows it at once."""

import json
import sqlite3
import time
from contextlib import closing

import pytest
from asking import ask
from handing_in import TASK, hand_in, step
from lab.served import released
from opened import opened

from coprod_training.grading.hand_ins import hand_ins

pytestmark = [pytest.mark.drawn, pytest.mark.slow]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A trainer's server of a course that takes everything off for being late; ann was."""
    folder = tmp_path_factory.mktemp("late")
    workspace, settings = folder / "coprod", folder / "settings"
    settings.mkdir()
    penalty = 'get_config().LateSubmissionPlugin.penalty_method = "zero"\n'
    (settings / "nbgrader_config.py").write_text(penalty)
    released(workspace)
    step(workspace, "release", "--due", "2026-01-12T17:00:00+00:00")
    hand_in(workspace, "ann", "Words.")
    with opened(workspace, "trainer", settings=settings) as one:
        one.workspace, one.ids = workspace, {}
        ask(one, f"coprod/trainer/exercises/{TASK}/collect", "POST", {})
        end = time.monotonic() + 90
        while json.loads(ask(one, "coprod/trainer/api/job").content)["running"]:
            assert time.monotonic() < end
            time.sleep(0.2)
        yield one


def the_hand_in(server):
    (row,) = hand_ins(server.workspace / "trainer" / "gradebook.db")
    return row


def test_it_is_taken_off_as_soon_as_it_is_given(server):
    before = the_hand_in(server).taken_off
    with closing(sqlite3.connect(server.workspace / "trainer" / "gradebook.db")) as db:
        ((mark,),) = db.execute("SELECT id FROM grade WHERE auto_score IS NULL")

    for points in (2, 3):
        body = json.dumps({"manual_score": points})
        reply = ask(server, f"formgrader/api/grade/{mark}", "PUT", body)

        assert reply.status == 200
        row = the_hand_in(server)
        assert (row.points, row.taken_off) == (0.0, before + points)
    assert before > 0  # what the course itself gave
