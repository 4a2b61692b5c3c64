"""An exercise that asks each learner other questions, on paper: whose sheet it is comes first."""

import json

import pytest
from at_work import axe, go
from lab.served import released
from opened import ROOT, opened
from playwright.sync_api import expect

from coprod_training.content.course import load_course
from coprod_training.content.draw import drawn

pytestmark = [pytest.mark.slow, pytest.mark.browser]
TASK = "mixed-check"
LEARNER = "paper-08"


def test_a_learners_own_twelve_questions_are_printed_typed_in_and_handed_in(
    browser, tmp_path_factory
):
    workspace = tmp_path_factory.mktemp("drawn") / "coprod"
    released(workspace, TASK, course=ROOT)
    asked = drawn(load_course(ROOT / "course").assessment(TASK), LEARNER).questions
    with opened(workspace, "trainer", course=ROOT) as server:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{server.base}coprod/trainer?token={server.token}")
        go(page, server, f"coprod/trainer/paper/{TASK}")
        found = axe(page)
        page.get_by_label("Learner").fill(LEARNER)
        page.get_by_role("button", name="Show this learner's sheet").press("Enter")
        expect(page.get_by_role("group")).to_have_count(len(asked))
        with page.expect_download() as got:
            page.get_by_role("link", name="web page", exact=True).press("Enter")
        sheet = got.value.path().read_text(encoding="utf-8")
        found += axe(page)
        page.get_by_role("group").first.get_by_role("radio").first.press("Space")
        page.get_by_role("button", name="Hand in for this learner").press("Enter")
        page.get_by_label("The name is right").press("Space")
        page.get_by_role("button", name="Hand in for this learner").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Handed in, with receipt")

    assert found == []
    assert all(one.activity.question in sheet for one in asked)
    (folder,) = (workspace / "exchange" / "coprod" / "inbound").glob(f"{LEARNER}+{TASK}+*")
    (line,) = (folder / f"{TASK}.answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["activity"] == asked[0].activity.id
