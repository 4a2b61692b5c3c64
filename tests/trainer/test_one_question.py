"""One question across all learners, by keyboard alone (features.md, T2); an earlier try (T12)."""

import json
import shutil
import sqlite3
import time
from contextlib import closing

import campaign
import pytest
import yaml
from at_work import axe, go, wait_for_the_tick
from handing_in import TASK, hand_in, step
from opened import STAFF, coprod, opened
from playwright.sync_api import expect

from coprod_training.content.course import load_course
from coprod_training.lab.opening import prepare
from coprod_training.lab.workspace import open_workspace

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
FIRST, SECOND = "one-thing-called-co-production", "what-would-move-it"
LEARNERS = 30 if campaign.is_full() else 8
QUARTER_OF_AN_HOUR = 15 * 60  # seconds, for 30; features.md, T2


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A staff copy whose exercise asks for a second piece of writing."""
    copy = tmp_path_factory.mktemp("two-questions")
    for folder in ("course", "modules", "exercises"):
        shutil.copytree(STAFF / folder, copy / folder)
    path = copy / "course" / "assessments" / f"{TASK}.yaml"
    exercise = yaml.safe_load(path.read_text())
    (written,) = [one for one in exercise["questions"] if "rubric" in one]
    activity = {**written["activity"], "id": SECOND, "title": "What would move it"}
    exercise["questions"].append({**written, "activity": activity})
    path.write_text(yaml.safe_dump(exercise, sort_keys=False, allow_unicode=True))
    path = copy / "exercises" / TASK / f"{TASK}.ipynb"
    notebook = json.loads(path.read_text())
    cells = [one for one in notebook["cells"] if FIRST in one["id"]]
    notebook["cells"] += json.loads(json.dumps(cells).replace(FIRST, SECOND))
    path.write_text(json.dumps(notebook))
    return copy


@pytest.fixture(scope="module")
def workspace(course, tmp_path_factory):
    workspace = tmp_path_factory.mktemp("one-question") / "coprod"
    prepare(open_workspace(workspace), "trainer", course)
    step(workspace, "release")
    assessment = load_course(course / "course").assessment(TASK)
    for number in range(LEARNERS):
        hand_in(workspace, f"learner{number:02}", f"Answer {number}.", assessment=assessment)
    return workspace


@pytest.fixture(scope="module")
def server(workspace, course):
    with opened(workspace, "trainer", course=course) as one:
        yield one


@pytest.fixture(scope="module")
def page(page):
    """The same tab, once all has been collected."""
    page.get_by_role("button", name=f"Collect {LEARNERS} now").press("Enter")
    wait_for_the_tick(page, f"{LEARNERS} collected.")
    return page


def marks(workspace, activity):
    """What the gradebook has of one question: points given by a person, None where none are."""
    with closing(sqlite3.connect(workspace / "trainer" / "gradebook.db")) as db, db:
        query = (
            "SELECT manual_score FROM grade JOIN base_cell ON base_cell.id = cell_id WHERE name = ?"
        )
        return [points for (points,) in db.execute(query, (activity,))]


def test_answers_to_one_question_are_marked_with_three_keys_each(page, server, workspace):
    go(page, server, f"formgrader/gradebook/{TASK}/{TASK}")
    assert axe(page) == []
    page.get_by_role("link", name="What would move it").press("Enter")
    page.get_by_role("heading", level=1, name="Hand-in").wait_for()
    assert axe(page) == []
    assert page.locator(".cp-mark").count() == 1  # this question alone
    page.locator(".cp-mark h2").focus()

    began = time.monotonic()
    for number in range(LEARNERS):
        before = page.url
        for key in ("Tab", str(number % 4), "Control+Enter"):
            page.keyboard.press(key)
        page.wait_for_url(lambda url, before=before: url != before)
        if number < LEARNERS - 1:
            expect(page.locator(".cp-mark h2")).to_be_focused()

    # A person also reads them: what the machine takes must leave nearly all of the time for that.
    assert time.monotonic() - began < LEARNERS / 30 * QUARTER_OF_AN_HOUR / 5
    given = marks(workspace, SECOND)
    assert sorted(given) == sorted(float(number % 4) for number in range(LEARNERS))
    assert marks(workspace, FIRST) == [None] * LEARNERS
    assert page.url == f"{server.base}formgrader/gradebook/{TASK}/{TASK}"
    expect(page.locator("main")).to_contain_text("What would move it: 0 to mark")


def test_a_digit_outside_of_the_levels_chooses_nothing(page, server):
    go(page, server, f"formgrader/gradebook/{TASK}/{TASK}")
    page.get_by_role("link", name="One thing called co-production").press("Enter")
    page.get_by_role("heading", level=1, name="Hand-in").wait_for()
    page.locator(".cp-mark h2").focus()
    page.keyboard.press("2")
    page.get_by_label("Comment to the learner").press_sequentially("3")

    assert page.locator("input[type=radio]:checked").count() == 0
    page.get_by_label("Comment to the learner").fill("")
    page.get_by_label("Comment to the learner").press("Control+Enter")
    expect(page.locator(".cp-save[data-state=failed]")).to_have_text("Choose a level first.")


def follow(page, link):
    """Follow a link, until the page it leads to is there."""
    before = page.url
    page.get_by_role("link", name=link).press("Enter")
    page.wait_for_url(lambda url: url != before)
    return page.url


def test_one_goes_back_and_forth_within_the_question_and_to_the_whole_hand_in(page, server):
    go(page, server, f"coprod/trainer/exercises/{TASK}/questions/{FIRST}/next")
    first = page.url
    assert f"/questions/{FIRST}/" in follow(page, "Next: the hand-in after")
    assert follow(page, "Back: the hand-in before") == first

    assert "/formgrader/submissions/" in follow(page, "See the whole hand-in")

    expect(page.locator(".cp-mark")).to_have_count(2)


@pytest.mark.parametrize("place", ["nope/next", f"{FIRST}/nope", "job-guide-step/next"])
def test_what_is_no_written_question_or_no_hand_in_is_not_there(page, server, place):
    reply = page.goto(f"{server.base}coprod/trainer/exercises/{TASK}/questions/{place}")

    assert reply.status == 404
    expect(page.locator("main")).to_contain_text("There is nothing here")


def test_a_second_try_is_marked_with_the_first_one_in_sight(page, server, workspace, course):
    go(page, server, f"coprod/trainer/exercises/{TASK}/questions/{FIRST}/next")
    follow(page, "See the whole hand-in")
    for part in page.locator(".cp-mark").all():
        part.get_by_role("radio", name="1 Starting").press("Space")
        part.get_by_role("radio", name="2 Sound").press("Space")
        expect(part.locator(".cp-save[data-state=saved]")).to_be_visible()
    page.locator("summary", has_text="Show the name").press("Enter")
    learner = page.locator("details", has_text="Show the name").inner_text().split()[-1]

    page.reload()
    page.get_by_text("Changes to these marks").press("Enter")
    expect(page.get_by_role("row", name="One thing called").last).to_contain_text("1 to 2")
    assert axe(page) == []
    assessment = load_course(course / "course").assessment(TASK)
    hand_in(workspace, learner, "Other words.", assessment=assessment)
    coprod("grade", TASK, "--workspace", workspace, "--course", course)

    page.reload()

    expect(page.get_by_text("Handed in again")).to_be_visible()
    expect(page.locator("main")).to_contain_text("7 of 9 points. The highest mark counts.")
    page.get_by_text("Changes to these marks").press("Enter")
    expect(page.get_by_role("row", name="A newer hand-in has different answers.")).to_have_count(2)
    assert axe(page) == []
