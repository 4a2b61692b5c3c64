"""A sheet that came back on paper, typed in by keyboard, collected, and marked (L23).

Where it is marked, the examples of the trainer's guide wait too (T15).
"""

import json

import pytest
from at_work import axe, go, wait_for_the_tick
from handing_in import ASSESSMENT, TASK
from lab.served import released
from playwright.sync_api import expect

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
PLACE = f"coprod/trainer/paper/{TASK}"
WORDS = "Planted words <b>& more</b>"
LABEL = "Written by the course’s makers as an example. Not a learner’s words."
(WRITTEN,) = [one for one in ASSESSMENT.questions if one.rubric]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    workspace = tmp_path_factory.mktemp("paper") / "coprod"
    released(workspace)
    return workspace


def test_the_sheets_are_files_to_keep(page, server):
    page.get_by_role("link", name="Print, and type in answers from paper").press("Enter")
    page.get_by_role("heading", level=1, name="On paper").wait_for()
    assert axe(page) == []
    for name in (f"{TASK}.html?large", f"{TASK}.docx"):
        with page.expect_download() as got:
            page.locator(f"a[href$='{name}']").press("Enter")
        assert got.value.suggested_filename == name.removesuffix("?large")


def test_a_sheet_is_typed_in_by_keyboard_and_becomes_a_hand_in(page, server, workspace):
    go(page, server, PLACE)
    assert axe(page) == []
    page.get_by_label("Learner").fill("paper-07")
    for group in page.get_by_role("group").all()[:3]:
        group.get_by_role("radio").first.press("Space")
    page.get_by_label("What is written").fill(WORDS)
    button = page.get_by_role("button", name="Hand in for this learner")
    button.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("Nobody has handed in under this name")
    assert axe(page) == []
    expect(page.get_by_label("What is written")).to_have_value(WORDS)
    page.get_by_label("The name is right").press("Space")
    button.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Handed in, with receipt")
    assert axe(page) == []
    (folder,) = (workspace / "exchange" / "coprod" / "inbound").glob(f"paper-07+{TASK}+*")
    lines = (folder / f"{TASK}.answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    assert json.loads(lines[-1])["response"] == WORDS
    assert "Planted" not in "".join(server.lines)


def test_what_was_typed_stays_when_it_cannot_be_written_down(page, server, workspace):
    inbound = workspace / "exchange" / "coprod" / "inbound"
    inbound.rename(inbound.with_name("away"))
    inbound.write_text("no folder")
    go(page, server, PLACE)
    page.get_by_label("Learner").fill("paper-07")
    page.get_by_label("What is written").fill(WORDS)
    page.get_by_role("button", name="Hand in for this learner").press("Enter")
    if page.get_by_label("The name is right").is_visible():
        page.get_by_label("The name is right").press("Space")
        page.get_by_role("button", name="Hand in for this learner").press("Enter")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("What is written")).to_have_value(WORDS)
    inbound.unlink()
    inbound.with_name("away").rename(inbound)


def test_a_second_sheet_of_the_same_name_is_asked_about(page, server):
    go(page, server, PLACE)
    page.get_by_label("Learner").fill("paper-07")
    page.get_by_label("What is written").fill("Other words.")
    page.get_by_role("button", name="Hand in for this learner").press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("has handed in this exercise already")


def test_it_is_collected_and_marked_with_its_origin_and_examples_in_sight(page, server):
    go(page, server)
    page.get_by_role("button", name="Collect 1 now").press("Enter")
    wait_for_the_tick(page, "1 collected.")
    page.get_by_role("link", name="Mark the next one").first.press("Enter")

    expect(page.locator("main")).to_contain_text("Typed in from paper by")
    expect(page.locator(".cp-answer")).to_have_text(WORDS)
    assert axe(page) == []

    # The examples beside the levels (T15) wait folded, and say that they are no learner's.
    first = page.get_by_text(WRITTEN.examples[0].text)
    expect(first).to_be_hidden()
    page.get_by_text("An example answer at each level").press("Enter")
    expect(first).to_be_visible()
    for one in WRITTEN.examples:
        expect(page.get_by_text(one.text, exact=True)).to_be_visible()
        expect(page.get_by_text(one.why)).to_be_visible()
    expect(page.get_by_text(LABEL)).to_have_count(4)
    assert page.locator("input:checked").count() == 0
    assert axe(page) == []


def test_a_modules_sheet_becomes_the_learners_own_answers(page, server, workspace):
    go(page, server, "coprod/trainer/paper")
    page.locator("a[href$='paper/modules/what-co-production-is']").press("Enter")
    expect(page.locator("#question-service-self-check")).to_contain_text("the person's own")
    expect(page.locator("#question-service-self-check").get_by_role("radio")).to_have_count(0)
    assert axe(page) == []
    page.get_by_label("Learner").fill("paper-07")
    page.locator("#question-explain-the-difference").get_by_role("radio").first.press("Space")
    page.get_by_role("button", name="Keep for this learner").press("Enter")
    either = page.get_by_role("alert").or_(page.get_by_role("status"))
    expect(either.first).to_be_visible()
    if page.get_by_role("alert").count():
        assert axe(page) == []
        page.get_by_label("The name is right").press("Space")
        page.get_by_role("button", name="Keep for this learner").press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Kept for paper-07. 0 of 2 needed parts")
    (line,) = (
        (workspace / "on-paper" / "paper-07" / "modules" / "what-co-production-is.answers.jsonl")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    assert json.loads(line)["activity"] == "explain-the-difference"
