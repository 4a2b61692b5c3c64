"""Words that try to act, as an answer, a name and a comment, on every page that shows them.

Issue 4: at least 100 of them, in real Chromium; all of them in `make proof`.
"""

import random
import sqlite3
import subprocess
import sys

import pytest
from handing_in import TASK, hand_in
from opened import opened
from payloads import PAYLOADS
from playwright.sync_api import expect

from coprod_training.trainer.hand_in_list import hand_ins

pytestmark = [pytest.mark.slow, pytest.mark.browser]
SAMPLE = 12
# Before anything of a page runs: what acts calls this, and so does whatever the policy refused.
WATCH = """
window.acts = [];
window.acted = () => window.acts.push('a script');
document.addEventListener('securitypolicyviolation', event => window.acts.push(event.blockedURI));
"""


@pytest.fixture(scope="module")
def tried(full_campaign):
    return PAYLOADS if full_campaign else random.Random(20261125).sample(PAYLOADS, SAMPLE)


def step(workspace, name):
    asked = [sys.executable, "-m", "coprod_training.grading.steps", name]
    asked += ["--root", workspace / "trainer", "--assignment", TASK]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def server(tmp_path_factory, tried):
    """A trainer's server; everybody answered, is called, and got a comment with such words."""
    workspace = tmp_path_factory.mktemp("acting") / "coprod"
    with opened(workspace, "trainer") as one:
        step(workspace, "release")
        for number, words in enumerate(tried):
            hand_in(workspace, f"learner-{number:03}", words)
        step(workspace, "collect")
        with sqlite3.connect(workspace / "trainer" / "gradebook.db") as db:
            for number, words in enumerate(tried):
                who = f"learner-{number:03}"
                db.execute("UPDATE student SET first_name = ? WHERE id = ?", (words, who))
                db.execute(
                    "UPDATE comment SET manual_comment = ? WHERE notebook_id IN (SELECT filled.id"
                    " FROM submitted_notebook AS filled JOIN submitted_assignment AS a"
                    " ON a.id = filled.assignment_id WHERE a.student_id = ?)",
                    (words, who),
                )
            db.execute(
                "UPDATE grade SET manual_score = 2, needs_manual_grade = 0 WHERE auto_score IS NULL"
            )
        step(workspace, "return")
        one.workspace = workspace
        yield one


@pytest.fixture(scope="module")
def page(server, browser):
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.outside = []
    page.on("dialog", lambda dialog: (page.outside.append("a dialog"), dialog.dismiss()))
    page.on(
        "request",
        lambda asked: page.outside.append(asked.url) if "/acted" in asked.url else None,
    )
    page.goto(server.address)
    yield page
    context.close()


def nothing_acts(page):
    """Whether the page that is open did only what we wrote; a pointer wanders over it, too."""
    page.mouse.move(300, 300)
    page.keyboard.press("Tab")
    return page.evaluate("window.acts") == [] and page.outside == []


def test_on_the_page_where_it_is_marked(page, server, tried, record_property):
    rows = hand_ins(server.workspace / "trainer" / "gradebook.db", assignment=TASK)
    assert len(rows) == len(tried)
    for row in rows:
        words = tried[int(row.learner.removeprefix("learner-"))]
        page.goto(f"{server.base}formgrader/submissions/{row.id}/")
        page.get_by_text("Show the name").click()

        assert page.locator(".cp-answer *").count() == 0, words
        shown = page.locator(".cp-answer").inner_text()
        assert shown.replace("\n", "").strip() == printable(words), words
        assert nothing_acts(page), words
    record_property("cases", len(tried))


def printable(words):
    """What can be seen of the words: control signs and line breaks aside."""
    return "".join(sign for sign in words if sign not in "\x00\n").strip()


@pytest.mark.parametrize(
    "place", [f"formgrader/manage_submissions/{TASK}", "formgrader/manage_students"]
)
def test_in_the_lists_that_name_people(page, server, place, tried):
    page.goto(f"{server.base}{place}")

    assert page.locator("tbody tr").count() == len(tried)
    assert page.locator("tbody th > a > *").count() == 0
    assert nothing_acts(page)


def test_on_the_page_of_one_learner(page, server, tried):
    for number, words in enumerate(tried):
        page.goto(f"{server.base}formgrader/manage_students/learner-{number:03}")

        expect(page.locator("h1")).to_be_visible()
        assert page.locator("h1 *").count() == 0, words
        assert nothing_acts(page), words


def test_on_the_feedback_that_goes_back(page, server, tried):
    """Opened as a file, where no server adds its policy."""
    found = sorted((server.workspace / "exchange" / "coprod" / "feedback").glob("*.html"))
    assert len(found) == len(tried)
    for one in found:
        page.goto(one.as_uri())

        assert page.locator(".wrote *, .comment *").count() == 0
        assert page.evaluate("window.acts") == []
        assert page.outside == []
