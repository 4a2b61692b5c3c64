"""The first minutes: a welcome, one choice, and one way on to the exact unfinished activity."""

import re
import time
from getpass import getuser

import pytest
from lab.answering import response_to
from lab.served import ask, keep
from opened import coprod
from playwright.sync_api import expect
from visiting import MODULE

from coprod_training.content.course import load_course

pytestmark = [pytest.mark.slow, pytest.mark.browser]
SOON = 10  # seconds; features L8 says 3, and a machine of many tests is slower than a learner's
HEADING_UNDER_BAR = """() => {
  const heading = document.activeElement.getBoundingClientRect();
  const bar = document.querySelector('#jp-header-panel').getBoundingClientRect();
  return heading.top < bar.bottom || heading.bottom > innerHeight;
}"""


def test_a_first_visit_is_welcomed_by_name_and_hears_that_this_is_a_draft(visit, workspace):
    visit.open()

    info = load_course(workspace / "learner" / ".coprod" / "course").info
    expect(visit.body.get_by_role("heading", level=1)).to_have_text("Welcome")
    expect(visit.body).to_contain_text(f"Your answers are kept for{getuser()}")
    expect(visit.body.get_by_text(info.status_words.strip())).to_be_visible()
    expect(visit.body.get_by_text(info.certificate_off.strip())).to_be_visible()


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("", "Welcome"),
        (f"module/{MODULE}", "What co-production is, and is not"),
        ("my-data", "My data"),
        ("help", "Help"),
        ("exercise/where-is-it-really", "Where is it really?"),
        (f"report/{MODULE}/six-steps", "Something’s not right here"),
    ],
)
def test_each_page_names_itself_in_the_browser(tab, place, name):
    tab.go(place)

    expect(tab.page).to_have_title(f"{name} – Embedding co-production in IPS services")


def test_start_leads_from_the_welcome_into_the_course(visit):
    visit.open()

    visit.body.get_by_role("link", name="Start the course").press("Enter")

    expect(visit.page).to_have_url(re.compile(f"#/module/{MODULE}"))


def test_a_setting_chosen_by_keyboard_is_kept_and_stays_in_focus(visit):
    visit.open()
    radio = visit.activity("your-setting").get_by_label("Drug and alcohol treatment")
    visit.activity("your-setting").locator("input").first.focus()

    visit.page.keyboard.press("ArrowDown")
    visit.saved("your-setting")
    visit.page.wait_for_timeout(1500)  # counts on the page follow, and must not take it away

    expect(radio).to_be_focused()
    expect(radio).to_be_checked()
    expect(visit.body.get_by_role("heading", level=1)).to_have_text("Welcome")


def test_continue_is_one_press_to_the_heading_of_the_unfinished_activity(visit, record_property):
    keep(visit.server, "your-setting", "smi")
    visit.open()
    following = ask(visit.server, "api/course").data["next"]

    began = time.monotonic()
    visit.body.get_by_role("link", name="Continue").press("Enter")
    heading = visit.activity(following["activity"]).get_by_role("heading").first
    expect(heading).to_be_focused(timeout=1000 * SOON)
    took = time.monotonic() - began

    record_property("continue_seconds", round(took, 2))
    print(f"Continue took {took:.2f} s")
    assert took < SOON
    assert heading.inner_text() == following["title"]
    assert not visit.page.evaluate(HEADING_UNDER_BAR)


def test_the_next_continue_leads_on_within_the_same_lesson(visit):
    keep(visit.server, "your-setting", "smi")
    visit.open(f"module/{MODULE}/summary")
    following = ask(visit.server, "api/course").data["next"]

    visit.panel.get_by_role("link", name="Continue").press("Enter")

    heading = visit.activity(following["activity"]).get_by_role("heading").first
    expect(heading).to_be_focused()
    assert not visit.page.evaluate(HEADING_UNDER_BAR)


def test_how_far_one_is_is_the_same_words_everywhere(visit, workspace):
    keep(visit.server, "your-setting", "smi")
    _, activity = load_course(workspace / "learner" / ".coprod" / "course").find("what-to-ask")
    keep(visit.server, activity.id, response_to(activity, ""))
    words = ask(visit.server, "api/course").data["progress"]["words"]

    visit.open()

    assert "done, about" in words
    assert not words.startswith("0 of")
    expect(visit.body.locator('[data-part="far"] p')).to_have_text(words)
    expect(visit.panel.locator(".cp-panel__far")).to_have_text(words)
    assert words in coprod("status", "--workspace", workspace)


def test_an_answer_moves_the_count_without_a_reload(visit):
    keep(visit.server, "your-setting", "smi")
    visit.open(f"module/{MODULE}/your-turn")
    before = ask(visit.server, "api/course").data["progress"]["words"]
    question = visit.activity("peer-leaflet")

    question.get_by_role("checkbox").first.check()
    question.get_by_role("button", name="Check my answer").click()
    visit.saved("peer-leaflet")

    after = ask(visit.server, "api/course").data["progress"]["words"]
    assert after != before
    expect(visit.panel.locator(".cp-panel__far")).to_have_text(after)
