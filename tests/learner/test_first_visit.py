"""The first minutes: a welcome, one choice, and one way on to the exact unfinished activity."""

import re
import time
from getpass import getuser

import campaign
import pytest
from lab.answering import response_to
from lab.served import TASK, ask, keep
from opened import coprod
from playwright.sync_api import expect
from visiting import MODULE

from coprod_training.content.course import load_course

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
SOON, IN_A_SAMPLE = 3, 10  # seconds; features L8. Other tests slow a sample's machine down.
HEADING_UNDER_BAR = """() => {
  const heading = document.activeElement.getBoundingClientRect();
  const bar = document.querySelector('#jp-header-panel').getBoundingClientRect();
  return heading.top < bar.bottom || heading.bottom > innerHeight;
}"""


def test_a_first_visit_is_welcomed_by_name_and_hears_that_this_is_a_draft(tab, workspace):
    tab.go()

    info = load_course(workspace / "learner" / ".coprod" / "course").info
    expect(tab.body.get_by_role("heading", level=1)).to_have_text("Welcome")
    expect(tab.body).to_contain_text(f"Your answers are kept for{getuser()}")
    expect(tab.body.get_by_text(info.status_words.strip())).to_be_visible()
    expect(tab.body.get_by_text(info.certificate_off.strip())).to_be_visible()


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("", "Welcome"),
        (f"module/{MODULE}", "What co-production is, and is not"),
        ("my-data", "My data"),
        ("help", "Help"),
        ("forum", "The national forum"),
        ("history", "Who made this course"),
        (f"history/{MODULE}", "You said, we did: What co-production is, and is not"),
        ("exercise/where-is-it-really", "Where is it really?"),
        (f"report/{MODULE}/six-steps", "Something’s not right here"),
    ],
)
def test_each_page_names_itself_in_the_browser(tab, place, name):
    tab.go(place)

    expect(tab.page).to_have_title(f"{name} – Embedding co-production in IPS services")


def test_the_panel_leads_to_why_there_is_no_certificate_yet(tab, workspace):
    tab.go("help")

    tab.panel.get_by_role("link", name="Certificate").press("Enter")

    info = load_course(workspace / "learner" / ".coprod" / "course").info
    heading = tab.body.get_by_role("heading", name="Certificate", exact=True)
    expect(heading).to_be_focused()
    expect(heading.locator("xpath=..")).to_contain_text(info.certificate_off.strip())


def test_start_leads_from_the_welcome_to_the_first_page_and_not_to_its_first_question(tab):
    tab.go()

    tab.body.get_by_role("link", name="Start the course").press("Enter")

    expect(tab.page).to_have_url(re.compile(f"#/module/{MODULE}$"))
    expect(tab.page.get_by_role("heading", level=1)).to_be_focused()


def test_a_setting_chosen_by_keyboard_is_kept_and_stays_in_focus(tab):
    tab.go()
    radio = tab.activity("your-setting").get_by_label("Drug and alcohol treatment")
    tab.activity("your-setting").locator("input").first.focus()

    tab.page.keyboard.press("ArrowDown")
    tab.saved("your-setting")
    tab.page.wait_for_timeout(1500)  # counts on the page follow, and must not take it away

    expect(radio).to_be_focused()
    expect(radio).to_be_checked()
    expect(tab.body.get_by_role("heading", level=1)).to_have_text("Welcome")


def test_continue_is_one_press_to_the_heading_of_the_unfinished_activity(visit, record_property):
    keep(visit.server, "your-setting", "smi")
    visit.open()
    following = ask(visit.server, "api/course").data["next"]

    soon = SOON if campaign.is_full() else IN_A_SAMPLE

    began = time.monotonic()
    visit.body.get_by_role("link", name="Continue").press("Enter")
    heading = visit.activity(following["activity"]).get_by_role("heading").first
    expect(heading).to_be_focused(timeout=1000 * IN_A_SAMPLE)
    took = time.monotonic() - began

    record_property("continue_seconds", round(took, 2))
    print(f"Continue took {took:.2f} s")
    assert took <= soon
    assert heading.inner_text() == following["title"]
    assert not visit.page.evaluate(HEADING_UNDER_BAR)


def test_the_next_continue_leads_on_within_the_same_lesson(tab):
    keep(tab.server, "your-setting", "smi")
    tab.come_back(f"module/{MODULE}/summary")
    following = ask(tab.server, "api/course").data["next"]

    tab.panel.get_by_role("link", name="Continue").press("Enter")

    heading = tab.activity(following["activity"]).get_by_role("heading").first
    expect(heading).to_be_focused()
    assert not tab.page.evaluate(HEADING_UNDER_BAR)


def test_how_far_one_is_is_the_same_words_everywhere(tab, workspace):
    keep(tab.server, "your-setting", "smi")
    _, activity = load_course(workspace / "learner" / ".coprod" / "course").find("what-to-ask")
    keep(tab.server, activity.id, response_to(activity, ""))
    words = ask(tab.server, "api/course").data["progress"]["words"]

    tab.come_back()

    assert "done, about" in words
    assert not words.startswith("0 of")
    expect(tab.body.locator('[data-part="far"] p')).to_have_text(words)
    expect(tab.panel.locator(".cp-panel__far")).to_have_text(words)
    assert words in coprod("status", "--workspace", workspace)
    for place in (f"module/{MODULE}/six-steps", f"exercise/{TASK}", "my-data", "help", "history"):
        expect(tab.go(place).panel.locator(".cp-panel__far")).to_have_text(words)


def test_an_answer_moves_the_count_without_a_reload(tab):
    keep(tab.server, "your-setting", "smi")
    tab.go(f"module/{MODULE}/your-turn")
    before = ask(tab.server, "api/course").data["progress"]["words"]
    question = tab.activity("peer-leaflet")

    question.get_by_role("checkbox").first.check()
    question.get_by_role("button", name="Check my answer").click()
    tab.saved("peer-leaflet")

    after = ask(tab.server, "api/course").data["progress"]["words"]
    assert after != before
    expect(tab.panel.locator(".cp-panel__far")).to_have_text(after)
