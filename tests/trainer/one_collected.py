"""A trainer's server whose exercise was released, handed in once, and collected."""

import sqlite3
from contextlib import closing, contextmanager

import made_once
from asking import LEARNER, WORDS
from handing_in import TASK, hand_in, step
from lab.served import prepare
from opened import opened


def collected(workspace):
    prepare(workspace, "trainer")
    step(workspace, "release", "--due", "2031-01-11T17:00:00+00:00")
    hand_in(workspace, LEARNER, WORDS)
    step(workspace, "collect")


@contextmanager
def one_collected(workspace):
    """Such a server, with the ids that its addresses name."""
    made_once.copied("collected", collected, workspace)
    with opened(workspace, "trainer") as one:
        one.workspace, one.ids = workspace, {"task": TASK, "learner": LEARNER}
        tables = {"hand_in": "submitted_notebook", "grade": "grade", "comment": "comment"}
        with closing(sqlite3.connect(workspace / "trainer" / "gradebook.db")) as db, db:
            for name, table in tables.items():
                (one.ids[name],) = db.execute(f"SELECT id FROM {table}").fetchone()
        yield one


def put_mark(server, points, waits):
    """Mark the one written answer, as somebody of whom nothing is on record."""
    with closing(sqlite3.connect(server.workspace / "trainer" / "gradebook.db")) as db, db:
        put = "UPDATE grade SET manual_score = ?, needs_manual_grade = ? WHERE auto_score IS NULL"
        assert db.execute(put, (points, waits)).rowcount == 1
