"""Whoever works on paper is handed their feedback: the page of their hand-in leads to it."""

import shutil
from datetime import UTC, datetime

import pytest
from asking import LEARNER, ask
from handing_in import TASK
from one_collected import put_mark

from coprod_training.grading.feedback_file import POLICY
from coprod_training.grading.hand_ins import hand_ins
from coprod_training.grading.records import note, own_folder
from coprod_training.grading.returned import note_returned

pytestmark = pytest.mark.slow
PAGE = "formgrader/submissions/{hand_in}/"
PLACE = "coprod/trainer/exercises/{task}/feedback/{hand_in}"
FEEDBACK = b"<p>Sound.</p><script>alert(1)</script>"


class OnPaper:
    """The one hand-in, of which a test says that it came on paper, and that it has gone back."""

    def __init__(self, server):
        self.server, self.root = server, server.workspace / "trainer"
        (self.row,) = hand_ins(self.root / "gradebook.db", assignment=TASK)
        self.page = self.root / "feedback" / LEARNER / TASK / f"{TASK}.html"

    def type_in(self):
        said = {"handed_in": self.row.handed_in.isoformat(), "by": "pat", "activities": []}
        note(self.root, "typed in", LEARNER, TASK, datetime.now(UTC), [said])

    def is_made(self):
        self.page.parent.mkdir(parents=True)
        self.page.write_bytes(FEEDBACK)

    def goes_back(self):
        at = self.row.handed_in.replace(tzinfo=None).isoformat()
        note_returned(self.root, TASK, [(LEARNER, at, 3.0)], datetime.now(UTC))

    def found(self):
        """Whether the page of the hand-in leads to it, and how its address is answered."""
        led = PLACE.format(**self.server.ids) in ask(self.server, PAGE).content.decode()
        return led, ask(self.server, PLACE).status


@pytest.fixture
def on_paper(collected_once):
    """The shared server, on which everything is put back afterwards."""
    one = OnPaper(collected_once)
    before = {path: path.read_bytes() for path in own_folder(one.root).glob("*.jsonl")}
    yield one
    shutil.rmtree(one.root / "feedback", ignore_errors=True)
    for path in own_folder(one.root).glob("*.jsonl"):
        if path in before:
            path.write_bytes(before[path])
        else:
            path.unlink()


def test_it_is_there_to_print_once_it_has_gone_back_and_nothing_in_it_may_act(on_paper):
    on_paper.type_in()
    on_paper.is_made()
    assert on_paper.found() == (False, 404)

    on_paper.goes_back()

    assert on_paper.found() == (True, 200)
    assert b"Feedback to print (opens a new tab)" in ask(on_paper.server, PAGE).content
    reply = ask(on_paper.server, PLACE)
    assert reply.content == FEEDBACK
    assert reply.headers["content-security-policy"] == POLICY
    assert {"default-src 'none'", "sandbox"} <= set(POLICY.split("; "))
    assert "script-src" not in POLICY
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert ask(on_paper.server, PLACE, signed_in=False).status == 302


def test_what_a_learner_handed_in_is_sent_to_them_and_printed_by_nobody(on_paper):
    on_paper.is_made()
    on_paper.goes_back()

    assert on_paper.found() == (False, 404)


def test_it_shows_nobody_a_first_mark_that_they_may_not_see_yet(on_paper):
    on_paper.type_in()
    on_paper.is_made()
    on_paper.goes_back()
    put_mark(on_paper.server, 2.0, False)
    try:
        assert on_paper.found() == (False, 404)
    finally:
        put_mark(on_paper.server, None, True)


def test_a_link_in_its_place_is_not_followed(on_paper):
    on_paper.type_in()
    on_paper.goes_back()
    on_paper.page.parent.mkdir(parents=True)
    on_paper.page.symlink_to(on_paper.root / "gradebook.db")

    assert on_paper.found() == (True, 404)
