"""A damaged answers file: whoever marks and returns it is told, and so is the learner."""

import sqlite3
from contextlib import closing

import pytest
from asking import LEARNER, ask
from handing_in import TASK, hand_in, step
from lab.served import prepare

pytestmark = pytest.mark.slow
SAID = "In 1 hand-in, something could not be read."
LINK = f'/formgrader/manage_submissions/{TASK}">See what went wrong'
PART = "Part of this hand-in could not be read."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """One hand-in, whose answers file is junk."""
    workspace = tmp_path_factory.mktemp("partly") / "coprod"
    prepare(workspace, "trainer")
    step(workspace, "release", "--due", "2031-01-11T17:00:00+00:00")
    folder = hand_in(workspace, LEARNER, "Words that will be lost.")
    (folder / f"{TASK}.answers.jsonl").write_bytes(b"\x00\xffjunk\n" * 3)
    step(workspace, "collect")
    return workspace


@pytest.fixture(scope="module")
def asked(server, workspace):
    """The server, with the id that the page of the hand-in has."""
    with closing(sqlite3.connect(workspace / "trainer" / "gradebook.db")) as db, db:
        (hand_in_id,) = db.execute("SELECT id FROM submitted_notebook").fetchone()
    server.ids = {"hand_in": hand_in_id}
    return server


def read(asked, place):
    reply = ask(asked, place)
    assert reply.status == 200
    return reply.content.decode()


def test_its_row_says_so_and_leads_to_the_reason(asked):
    exercises = read(asked, "coprod/trainer")

    assert SAID in exercises
    assert LINK in exercises
    assert "Return 1 to learners" in exercises  # it holds up nothing
    reasons = read(asked, f"formgrader/manage_submissions/{TASK}")
    assert "3 lines of the answers file could not be read." in reasons


def test_where_it_is_marked_nothing_is_called_blank(asked):
    page = read(asked, "formgrader/submissions/{hand_in}/")

    assert f"{PART}</b> Ask the learner to hand in again before you return it." in page
    assert ">Nothing that could be read.</p>" in page
    assert ">Nothing that could be read</td>" in page
    assert "No answer could be read" in page
    assert "Nothing was written." not in page
    assert "Not answered" not in page


def test_nor_where_it_is_flagged(asked):
    page = read(asked, "formgrader/submissions/{hand_in}/")
    at = page.partition('data-handed-in="')[2].partition('"')[0]
    written = page.partition('name="activity" value="')[2].partition('"')[0]
    sent = {"hand_in": asked.ids["hand_in"], "handed_in": at, "activity": written, "words": ""}
    assert ask(asked, "coprod/trainer/flags/new", "POST", sent).status == 302

    flags = read(asked, "coprod/trainer/flags")

    assert PART in flags
    assert "Nothing that could be read." in flags
    assert "Nothing was written." not in flags


def test_the_learner_is_told_and_the_notice_goes_with_the_return(asked, workspace):
    step(workspace, "return")

    feedback = workspace / "trainer" / "feedback" / LEARNER / TASK / f"{TASK}.html"
    words = feedback.read_text(encoding="utf-8")
    assert "Part of what you handed in could not be read." in words
    assert "You did not write a reflection" not in words
    assert "You answered none of the questions" not in words
    assert "Not answered" not in words
    assert SAID not in read(asked, "coprod/trainer")
    assert PART in read(asked, "formgrader/submissions/{hand_in}/")
