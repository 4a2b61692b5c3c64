"""What the course marked by today's key can be given another mark, in Chromium."""

import json
import re
from datetime import UTC, datetime

import pytest
from asking import LEARNER
from at_work import EXERCISES, axe, go, watched
from handing_in import TASK
from one_collected import one_collected
from playwright.sync_api import expect

from coprod_training.grading.hand_ins import hand_ins, time_told
from coprod_training.grading.marking import EARLIER
from coprod_training.grading.records import mark_changes
from coprod_training.grading.returned import note_returned
from coprod_training.trainer.formgrader import SAY_WHY

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
ANSWER = re.compile(r"(<strong>Your answer:</strong> [^<]*)")
SAVED = re.compile("Saved at")


def say_it_is_earlier(root):
    """As grading writes it, in the marked copy of the one hand-in: of its first question."""
    path = root / "autograded" / LEARNER / TASK / f"{TASK}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    first = next(cell["outputs"][0]["data"] for cell in notebook["cells"] if cell.get("outputs"))
    first["text/html"] = ANSWER.sub(rf"\1<br>({EARLIER})", "".join(first["text/html"]))
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_a_trainer_gives_it_and_says_why_once_the_learner_has_seen_the_mark(tmp_path, browser):
    with one_collected(tmp_path / "coprod") as server, watched(browser) as page:
        root = server.workspace / "trainer"
        say_it_is_earlier(root)
        page.goto(f"{server.base}{EXERCISES}?token={server.token}")
        go(page, server, f"formgrader/submissions/{server.ids['hand_in']}/")
        part = page.locator(".cp-mark").filter(has_text=EARLIER)
        expect(part).to_have_count(1)
        expect(part.get_by_role("radio", name=re.compile("^Right"))).to_be_checked()
        assert axe(page) == []

        part.get_by_role("radio", name="Not right").check()
        expect(part.locator(".cp-save")).to_have_text(SAVED)

        (row,) = hand_ins(root / "gradebook.db")
        note_returned(root, TASK, [(LEARNER, time_told(row), 1.0)], datetime.now(UTC))
        page.reload()
        expect(part.get_by_role("radio", name="Not right")).to_be_checked()
        part.get_by_role("radio", name=re.compile("^Right")).check()
        expect(part.locator(".cp-save")).to_have_text(f"Not saved yet. {SAY_WHY}")
        part.get_by_label("If you change the mark: why?").fill("It was right in the words of then.")
        page.keyboard.press("Tab")
        expect(part.locator(".cp-save")).to_have_text(SAVED)

        changes = mark_changes(root, TASK, LEARNER)
        assert [(one["before"], one["mark"]) for one in changes] == [(1.0, 0.0), (0.0, 1.0)]
        assert changes[-1]["why"] == "It was right in the words of then."
