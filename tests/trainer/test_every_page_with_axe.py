"""Every state of the trainer's pages that no other test looks at, with axe, in all colours.

One server and one tab; the tests follow one round, from a course in which nothing is yet.
"""

import sqlite3
import time
from contextlib import closing, contextmanager, suppress

import campaign
import psutil
import pytest
from at_work import EXERCISES, axe, go, wait_for_the_tick
from handing_in import TASK, hand_in
from lab.served import ask
from playwright.sync_api import expect

from coprod_training.grading.one_round import one_round

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
MANY = 12 if campaign.is_full() else 6  # hand-ins; enough to see some of them done
RELEASE = f"{EXERCISES}/exercises/{TASK}/release"
LIST, TO_MARK = f"formgrader/manage_submissions/{TASK}", f"formgrader/gradebook/{TASK}/{TASK}"
FIGURES = f"{EXERCISES}/exercises/{TASK}/figures"
BUSY = "Another step is still running. Wait until it has ended."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return tmp_path_factory.mktemp("axe") / "coprod"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (EXERCISES, "Not released"),
        (RELEASE, "Learners can then start it"),
        (LIST, "Nothing has been collected yet."),
        (TO_MARK, "Nothing has been collected yet."),
        (f"formgrader/gradebook/{TASK}", "Nothing has been collected yet."),
        (f"{EXERCISES}/learners", "Nobody is here yet."),
        ("formgrader/manage_students/nobody", "Not released"),
        (f"{EXERCISES}/second", "Nothing is drawn yet."),
        (f"{EXERCISES}/flags", "No answer is flagged."),
        (f"{EXERCISES}/more-time", "No exercise has a due date yet."),
        (FIGURES, "from 0 collected"),
        (f"{EXERCISES}/help", "Four steps."),
        ("formgrader/nothing", "This page is not part of the course."),
        (f"{EXERCISES}/exercises/nothing/release", "This page is not part of the course."),
        (f"{EXERCISES}/exercises/{TASK}/collect", "Try again in a moment. Nothing is lost."),
    ],
)
def test_before_anything_is_there(page, server, place, words):
    go(page, server, place)

    expect(page.locator("main")).to_contain_text(words)
    # The course as it is shipped names nobody yet.
    warned = page.get_by_role("note", name="Words to set").count()
    assert warned == (place in (EXERCISES, RELEASE))
    assert axe(page) == []


@pytest.mark.parametrize("place", ["manage_assignments", "gradebook", "manage_students"])
def test_where_formgrader_had_a_page_and_ours_is_elsewhere(page, server, place):
    """It goes on by itself at once, so it is looked at as it was sent, without that."""
    sent = page.request.get(f"{server.base}formgrader/{place}").text()
    assert 'http-equiv="refresh"' in sent
    page.goto(f"{server.base}formgrader/nothing")
    page.evaluate(
        """sent => {
          const all = new DOMParser().parseFromString(sent, 'text/html');
          all.querySelector('[http-equiv=refresh]').remove();
          document.replaceChild(all.documentElement, document.documentElement);
        }""",
        sent,
    )

    expect(page.get_by_role("link", name="Go to ")).to_be_visible()
    assert axe(page) == []


def test_a_refusal_of_a_page_that_is_too_old(page, server):
    go(page, server, RELEASE)
    page.locator("[name=_xsrf]").evaluate("node => node.remove()")
    page.get_by_role("button", name="Release to learners").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert axe(page) == []


def change_the_date(page, button, day="11", month="1", year="2031"):
    for label, typed in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(label).fill(typed)
    page.get_by_role("button", name=button).press("Enter")


def test_the_form_that_changes_a_date(page, server):
    go(page, server, RELEASE)
    change_the_date(page, "Release to learners")
    wait_for_the_tick(page, "Open to learners.")
    assert axe(page) == []

    go(page, server, RELEASE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Change the due date")
    assert axe(page) == []

    change_the_date(page, "Change the date", year="2020")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Year")).to_have_value("2020")
    assert axe(page) == []


def test_nobody_has_more_time_yet(page, server):
    go(page, server, f"{EXERCISES}/more-time")

    expect(page.get_by_label("Learner")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Nobody at the moment.")
    assert axe(page) == []


class Paused:
    """The process of the step that runs, which goes on only when it is told to."""

    def __init__(self, server, database):
        self._server, self._database, end = server, database, time.monotonic() + 30
        while not (found := self._found()):
            assert time.monotonic() < end, "no step runs"
        (self._process,) = found
        self._process.suspend()

    def _found(self):
        found = []
        for one in psutil.Process(self._server.process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):  # it has ended since
                if "coprod_training.grading.steps" in one.cmdline():
                    found.append(one)
        return found

    def until(self, seen):
        """Let it work for a moment at a time, until its words are such; gives them."""
        end = time.monotonic() + 120
        while not (seen(words := self._words()) and self._leaves_the_gradebook_free()):
            assert time.monotonic() < end, words
            self._process.resume()
            time.sleep(0.02)
            self._process.suspend()
        return words

    def _words(self):
        return ask(self._server, "trainer/api/job").data["words"]

    def _leaves_the_gradebook_free(self):
        """While it writes to the gradebook, no page could read there."""
        try:
            with closing(sqlite3.connect(self._database, timeout=0)) as db:
                db.execute("SELECT 1 FROM student").fetchall()
                return True
        except sqlite3.OperationalError:
            return False

    def go_on(self):
        with suppress(psutil.NoSuchProcess):
            self._process.resume()


@contextmanager
def paused(server, workspace):
    """A step was started, and stands still wherever it is."""
    step = Paused(server, workspace / "trainer" / "gradebook.db")
    try:
        yield step
    finally:
        step.go_on()


@pytest.fixture(scope="module")
def collecting(page, server, workspace):
    """Many hand-ins are being collected, and none is done yet."""
    for number in range(MANY):
        hand_in(workspace, f"learner-{number:02}", "Words.")
    go(page, server).get_by_role("button", name=f"Collect {MANY} now").press("Enter")
    with paused(server, workspace) as step:
        yield step


def test_while_a_step_runs(page, collecting):
    banner = page.locator("#job[data-running=true]")
    expect(banner).to_contain_text("Getting ready. You can leave this page. It will carry on.")
    expect(banner).to_have_attribute("role", "status")
    assert axe(page) == []


def test_meanwhile_no_other_step_starts(page, server, collecting):
    go(page, server).get_by_role("button", name="Collect").press("Enter")
    expect(page.get_by_role("alert")).to_have_text(BUSY)
    expect(page.locator("#job[data-running=true]")).to_be_visible()
    assert axe(page) == []

    go(page, server, RELEASE)
    change_the_date(page, "Change the date")
    expect(page.get_by_role("alert")).to_have_text(BUSY)
    assert axe(page) == []

    go(page, server)
    collecting.go_on()
    wait_for_the_tick(page, f"{MANY} collected.")


def test_after_a_step_failed(page, server, workspace):
    hand_in(workspace, "one-more", "Words.")
    with one_round(workspace / "trainer"):  # as `coprod grade` in a terminal would
        go(page, server).get_by_role("button", name="Collect 1 now").press("Enter")
        expect(page.locator("#job.cp-banner--bad")).to_contain_text(
            "Another step is still running for this course.", timeout=60_000
        )
    assert axe(page) == []
    page.get_by_role("button", name="Collect 1 now").press("Enter")
    wait_for_the_tick(page, "1 collected.")


def test_when_the_marked_copy_is_not_there_or_cannot_be_read(page, server, workspace):
    go(page, server, TO_MARK).get_by_role("link", name="Hand-in 1", exact=True).click()
    page.get_by_role("heading", level=1, name="Hand-in").wait_for()
    with closing(sqlite3.connect(workspace / "trainer" / "gradebook.db")) as db, db:
        (learner,) = db.execute(
            "SELECT student_id FROM submitted_assignment AS a JOIN submitted_notebook AS filled"
            " ON filled.assignment_id = a.id WHERE filled.id = ?",
            (page.url.rstrip("/").rpartition("/")[2],),
        ).fetchone()
    copy = workspace / "trainer" / "autograded" / learner / TASK / f"{TASK}.ipynb"
    copy.chmod(0o600)
    copy.write_text("not JSON")
    page.reload()
    expect(page.locator("main")).to_contain_text("The marked copy of this hand-in cannot be read.")
    assert axe(page) == []

    copy.unlink()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "The marked copy of this hand-in is not there"
    )
    assert axe(page) == []


def test_when_there_is_none_to_mark(page, server, workspace):
    with closing(sqlite3.connect(workspace / "trainer" / "gradebook.db")) as db, db:
        db.execute(
            "UPDATE grade SET manual_score = 2, needs_manual_grade = 0 WHERE auto_score IS NULL"
        )
    go(page, server, TO_MARK)
    expect(page.locator("main")).to_contain_text("0 to mark")
    assert axe(page) == []

    go(page, server, f"{EXERCISES}/exercises/{TASK}/next")
    assert page.url == f"{server.base}{EXERCISES}"
    expect(page.locator("main")).to_contain_text(f"Return {MANY + 1} to learners")
    assert axe(page) == []


def done_in(words):
    """How many are done, such as 3 of "3 of 13 done."; 0 before that is known."""
    return int(words.split()[0]) if words.endswith(f" of {MANY + 1} done.") else 0


def test_how_far_a_long_step_is_can_be_seen_without_loading_the_page_again(page, server, workspace):
    go(page, server).get_by_role("button", name=f"Return {MANY + 1} to learners").press("Enter")
    with paused(server, workspace) as step:
        banner = page.locator("#job[data-running=true]")
        first = step.until(lambda words: done_in(words) > 0)
        expect(banner).to_contain_text(first)
        assert axe(page) == []

        second = step.until(lambda words: done_in(words) > done_in(first))
        assert done_in(second) <= MANY
        expect(banner).to_contain_text(second)

    # The one whose marked copy is gone cannot be returned.
    expect(page.locator("#job.cp-banner--bad")).to_contain_text(
        f"{MANY} returned. 1 could not be done. The others are done.", timeout=90_000
    )
    assert axe(page) == []
