"""My data: see it, take it away, delete it; and the course goes on from the beginning."""

import csv
import io
import json
import time
from getpass import getuser

import pytest
from lab.answering import SELF_CHECK
from lab.served import ask, keep
from playwright.sync_api import expect
from visiting import MODULE, Visit

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
STORED = "Object.keys(localStorage).filter(key => key.startsWith('coprod:'))"


@pytest.fixture
def answered(tab):
    """A learner who has answered here and there."""
    keep(tab.server, "your-setting", "smi")
    assert keep(tab.server, "service-self-check", SELF_CHECK).data["type"] == "saved"
    tab.come_back(f"module/{MODULE}/your-turn")
    box = tab.activity("peer-leaflet").get_by_role("checkbox").first
    box.uncheck()  # of an earlier test
    box.check()
    tab.saved("peer-leaflet")
    return tab


def downloaded(visit, words):
    with visit.page.expect_download() as coming:
        visit.body.get_by_role("link", name=words).press("Enter")
    return coming.value.suggested_filename, coming.value.path().read_text(encoding="utf-8-sig")


def test_what_is_held_is_on_the_page_within_ten_seconds_and_can_be_taken_away(answered):
    began = time.monotonic()
    answered.go("my-data")
    held = answered.body.get_by_role("table", name=f"Kept for {getuser()}")
    held.wait_for()
    took = time.monotonic() - began

    expect(held.get_by_role("row").filter(has_text="Answers in lessons")).to_contain_text("answer")
    expect(answered.body).to_contain_text("NHS severe mental illness (SMI)")
    assert answered.looked_at() == []
    name, text = downloaded(answered, "Download as JSON")
    record = json.loads(text)
    assert name == "my-data.json"
    assert {"your-setting", "service-self-check", "peer-leaflet"} <= {
        one["activity"] for one in record["answers"]
    }
    name, text = downloaded(answered, "Download as CSV")
    rows = list(csv.reader(io.StringIO(text)))
    assert name == "my-data.csv"
    assert {len(row) for row in rows} == {6}
    assert "NHS severe mental illness (SMI)" in {row[5] for row in rows}
    assert took < 10


def test_deleting_asks_for_the_tick_first(answered):
    answered.go("my-data")

    answered.body.get_by_role("button", name="Delete my data").press("Enter")

    expect(answered.body.get_by_text("Tick the box first.")).to_be_visible()
    expect(answered.body.get_by_role("checkbox")).to_be_focused()
    assert ask(answered.server, "api/course").data["started"] is True


def test_after_deletion_nothing_is_left_and_the_course_begins_again(answered, workspace):
    audit = workspace / "private" / "audit.jsonl"
    before = audit.read_text()
    answered.page.evaluate("localStorage.setItem('coprod:old', '1')")
    answered.go("my-data")
    answered.body.get_by_role("checkbox").check()
    answered.body.get_by_role("button", name="Delete my data").press("Enter")
    expect(answered.body.get_by_role("heading", level=1)).to_have_text(
        "Your data has been deleted", timeout=30_000
    )

    assert answered.looked_at() == []
    assert answered.page.evaluate(STORED) == []
    assert list((workspace / "learner").rglob("*.answers.jsonl")) == []
    (line,) = audit.read_text().removeprefix(before).splitlines()
    assert getuser() not in line
    expect(answered.panel.locator(".cp-panel__far")).to_contain_text("0 of 7 done")

    answered.body.get_by_role("link", name="Go to course home").press("Enter")
    expect(answered.body.get_by_role("heading", level=1)).to_have_text("Welcome")

    # The course works as on the first day, in the same tab.
    answered.go(f"module/{MODULE}/your-turn")
    box = answered.activity("peer-leaflet").get_by_role("checkbox")
    assert not any(one.is_checked() for one in box.all())
    box.nth(1).check()
    answered.saved("peer-leaflet")
    answered.go("my-data")
    expect(answered.body).to_contain_text("1 answer")


def test_a_lesson_open_in_another_tab_does_not_bring_deleted_answers_back(answered, workspace):
    other = Visit(answered.server, answered.page.context.new_page())
    other.open(f"module/{MODULE}/your-turn")
    answered.go("my-data")
    answered.body.get_by_role("checkbox").check()
    answered.body.get_by_role("button", name="Delete my data").press("Enter")
    expect(answered.body.get_by_role("heading", level=1)).to_have_text(
        "Your data has been deleted", timeout=30_000
    )

    other.page.wait_for_timeout(1000)
    other.settled().page.mouse.click(640, 300)  # somebody comes back to the other tab
    other.page.wait_for_timeout(2000)

    assert list((workspace / "learner").rglob("*.answers.jsonl")) == []
    expect(other.panel.locator(".cp-panel__far")).to_contain_text("0 of 7 done")
    assert other.activity("peer-leaflet").locator("input:checked").count() == 0
