"""One trainer's server for all tests that ask it without a browser: starting one takes long."""

import sqlite3
from contextlib import closing

import made_once
import pytest
from asking import LEARNER, WORDS
from handing_in import TASK, hand_in, step
from lab.served import prepare
from opened import opened


def _collected(workspace):
    """A workspace with one hand-in that was collected."""
    prepare(workspace, "trainer")
    step(workspace, "release", "--due", "2031-01-11T17:00:00+00:00")
    hand_in(workspace, LEARNER, WORDS)
    step(workspace, "collect")


@pytest.fixture(scope="session")
def collected_once(tmp_path_factory):
    """A trainer's server with one hand-in that was collected. Whoever changes it puts it back."""
    workspace = tmp_path_factory.mktemp("collected-once") / "coprod"
    made_once.copied("collected", _collected, workspace)
    with opened(workspace, "trainer") as one:
        one.workspace, one.ids = workspace, {"task": TASK, "learner": LEARNER}
        tables = {"hand_in": "submitted_notebook", "grade": "grade", "comment": "comment"}
        with closing(sqlite3.connect(workspace / "trainer" / "gradebook.db")) as db, db:
            for name, table in tables.items():
                (one.ids[name],) = db.execute(f"SELECT id FROM {table}").fetchone()
        yield one
