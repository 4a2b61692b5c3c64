"""Words that try to act, where one question is marked, and in what is typed and shown again.

A trainer's other pages are in test_nothing_acts.py.
"""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from acting import (
    after_a_round,
    can_be_kept,
    chosen,
    learners,
    nothing_acts,
    nothing_strange,
    printable,
    watched,
)
from handing_in import ASSESSMENT, TASK
from playwright.sync_api import expect

from coprod_training.grading import records
from coprod_training.grading.hand_in_time import TIME_FORM
from coprod_training.grading.hand_ins import hand_ins
from coprod_training.grading.receipt import HandIn
from coprod_training.grading.trainer_names import LONGEST, give_name, trainer_names

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
NOW = datetime.now(UTC)
REFLECTION = next(one.activity.id for one in ASSESSMENT.questions if one.rubric)
RELEASE = f"coprod/trainer/exercises/{TASK}/release"


@pytest.fixture(scope="module")
def tried(full_campaign):
    return chosen(full_campaign)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, tried):
    """After a round, in which each mark was given by somebody who is called so, and for that."""
    workspace = tmp_path_factory.mktemp("typed") / "coprod"
    after_a_round(workspace, tried)
    root = workspace / "trainer"
    for number, (learner, words) in enumerate(learners(tried)):
        account = f"{number:032x}"  # as Jupyter makes one up for a browser
        give_name(root, account, words[:LONGEST], NOW)
        given = {"activity": REFLECTION, "before": None, "mark": 2.0, "by": account, "why": words}
        records.note(root, "mark given", learner, TASK, NOW, [given])
    return workspace


@pytest.fixture(scope="module")
def page(server, browser):
    with watched(browser) as page:
        page.goto(f"{server.base}coprod/trainer?token={server.token}")
        yield page


def all_hand_ins(workspace, tried):
    rows = hand_ins(workspace / "trainer" / "gradebook.db", assignment=TASK)
    assert len(rows) == len(tried)
    return [(row, tried[int(row.learner.removeprefix("learner-"))]) for row in rows]


def test_where_one_question_is_marked_across_all(page, server, workspace, tried):
    names = trainer_names(workspace / "trainer").given.values()
    called = {name for ((_, name),) in names}
    assert len(called) > len(tried) / 2  # some begin alike
    for row, words in all_hand_ins(workspace, tried):
        place = f"coprod/trainer/exercises/{TASK}/questions/{REFLECTION}/{row.id}"
        page.goto(f"{server.base}{place}")
        page.get_by_text("Show the name").click()
        page.get_by_text("Changes to these marks").click()

        assert page.locator(".cp-answer *").count() == 0, words
        answer = words if can_be_kept(words) else "Nothing was written."
        assert printable(page.locator(".cp-answer").inner_text()) == printable(answer), words
        changes = page.locator("table", has=page.get_by_role("columnheader", name="By"))
        assert changes.locator("td *").count() == 0, words
        by = changes.locator("[data-label=By]").last.text_content()
        assert by in called, words
        assert nothing_strange(page), words
        assert nothing_acts(page), words


def test_on_the_page_of_a_receipt(page, server, workspace, tried):
    for row, words in all_hand_ins(workspace, tried):
        code = HandIn(row.learner, TASK, row.handed_in.strftime(TIME_FORM)).code
        page.goto(f"{server.base}coprod/trainer/receipt?code={code}")

        said = page.locator(".cp-read", has_text=code)
        assert printable(words)[:20] in printable(said.first.text_content()), words
        assert page.locator(".cp-read :not(b):not(a)").count() == 0, words
        assert nothing_strange(page), words
        assert nothing_acts(page), words


def test_in_what_is_looked_up_as_a_receipt(page, server, tried):
    for words in tried:
        page.goto(f"{server.base}coprod/trainer/receipt?code={quote(words, safe='')}")

        assert page.get_by_label("Look up a receipt").count() == 1
        assert nothing_strange(page), words
        assert nothing_acts(page), words


def test_in_the_date_of_a_release_that_comes_back(page, server, tried):
    page.goto(f"{server.base}{RELEASE}")
    for words in tried:  # each in the form in which the one before came back
        for label in ("Day", "Month", "Year", "Time (UK)"):
            page.get_by_label(label).fill(words)
        page.get_by_role("button", name="Change the date").press("Enter")

        expect(page.get_by_role("alert")).to_be_visible()
        assert page.locator("fieldset input").count() == 4, words
        assert nothing_strange(page), words
        assert nothing_acts(page), words


@pytest.mark.parametrize(
    ("place", "button"),
    [
        (f"coprod/trainer/paper/{TASK}", "Hand in for this learner"),
        ("coprod/trainer/paper/modules/what-co-production-is", "Keep for this learner"),
    ],
)
def test_in_what_is_typed_in_from_paper_and_comes_back(page, server, tried, place, button):
    page.goto(f"{server.base}{place}")
    boxes = page.locator("main form .cp-q :is(textarea, input[type=text])")
    number = boxes.count()
    assert number > 0
    for words in tried:
        page.locator("#learner").fill(words)
        for box in boxes.all():
            box.fill(words)
        page.get_by_role("button", name=button).press("Enter")

        expect(page.get_by_role("alert").first).to_be_visible()  # it is nobody's name
        assert boxes.count() == number, words
        assert page.locator("main form textarea *").count() == 0, words
        assert nothing_strange(page), words
        assert nothing_acts(page), words


def test_in_a_name_of_a_trainer_that_comes_back_as_too_long(page, server, tried):
    page.goto(f"{server.base}coprod/trainer/name")
    for words in tried:
        box = page.get_by_label("Your name")
        box.evaluate("node => node.removeAttribute('maxlength')")
        box.fill((words.replace("\n", " ") or "-") * (LONGEST // len(words) + 2))
        page.get_by_role("button", name="Save this name").press("Enter")

        expect(page.get_by_role("alert")).to_be_visible()
        assert nothing_strange(page), words
        assert nothing_acts(page), words
