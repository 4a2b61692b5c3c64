"""One trainer's server for all tests that ask it without a browser: starting one takes long."""

import sqlite3
from contextlib import closing

import pytest
from asking import LEARNER, WORDS, step
from handing_in import TASK, hand_in
from opened import opened


@pytest.fixture(scope="session")
def collected_once(tmp_path_factory):
    """A trainer's server with one hand-in that was collected. Whoever changes it puts it back."""
    workspace = tmp_path_factory.mktemp("collected-once") / "coprod"
    with opened(workspace, "trainer") as one:
        one.workspace, one.ids = workspace, {"task": TASK, "learner": LEARNER}
        step(one, "release", {"day": "11", "month": "1", "year": "2031", "time": "5pm"})
        hand_in(workspace, LEARNER, WORDS)
        step(one, "collect", {})
        tables = {"hand_in": "submitted_notebook", "grade": "grade", "comment": "comment"}
        with closing(sqlite3.connect(workspace / "trainer" / "gradebook.db")) as db, db:
            for name, table in tables.items():
                (one.ids[name],) = db.execute(f"SELECT id FROM {table}").fetchone()
        yield one
