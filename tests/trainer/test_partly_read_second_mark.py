"""Whoever gives the second mark is told too that part of a hand-in could not be read."""

import json
import re
import sqlite3
from contextlib import closing

import pytest
from asking import LEARNER, ask
from handing_in import TASK, hand_in, step
from lab.served import released

pytestmark = pytest.mark.slow
WORDS = "Staff chose it, and two of us carried it out."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """One hand-in with whole answers, and a line that is none."""
    workspace = tmp_path_factory.mktemp("second") / "coprod"
    released(workspace)
    folder = hand_in(workspace, LEARNER, WORDS)
    with (folder / f"{TASK}.answers.jsonl").open("ab") as file:
        file.write(b"\x00\xffjunk\n")
    step(workspace, "collect")
    return workspace


def first_mark_given(server):
    page = ask(server, "formgrader/submissions/{hand_in}/").content.decode()
    grade, at = (
        re.search(rf'{one}="([^"]+)"', page)[1] for one in ("data-grade", "data-handed-in")
    )
    mark = json.dumps({"manual_score": 1, "handed_in": at})
    assert ask(server, f"formgrader/api/grade/{grade}", "PUT", mark).status == 200


def test_the_page_of_the_second_mark_says_so(server, workspace):
    with closing(sqlite3.connect(workspace / "trainer" / "gradebook.db")) as db, db:
        (hand_in_id,) = db.execute("SELECT id FROM submitted_notebook").fetchone()
    server.ids = {"hand_in": hand_in_id}
    first_mark_given(server)

    page = ask(server, f"coprod/trainer/second/{TASK}/1").content.decode()

    assert WORDS in page
    assert "Part of this hand-in could not be read." in page
