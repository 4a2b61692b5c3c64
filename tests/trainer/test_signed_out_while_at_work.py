"""A trainer whose session ends is told so, and loses nothing by it."""

import re

import pytest
from at_work import EXERCISES, go, stands
from one_collected import one_collected
from playwright.sync_api import expect

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
JOB = "**/coprod/trainer/api/job"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with one_collected(tmp_path_factory.mktemp("signed-out") / "coprod") as one:
        yield one


@pytest.fixture
def tab(server, browser):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{server.base}{EXERCISES}?token={server.token}")
        yield page


@pytest.mark.parametrize(
    "in_its_place",
    [
        {"status": 424, "json": {"message": "JupyterHub server no longer running"}},
        {"status": 302, "headers": {"Location": "http://hub.course.localhost/user/grader"}},
    ],
    ids=["one host", "a host for each"],
)
def test_a_hub_in_the_place_of_an_ended_server_is_known_from_who_is_signed_out(
    tab, server, in_its_place
):
    """tests/hub/test_two_trainers.py ends a real one, on a hub with one host."""
    go(tab, server, f"formgrader/submissions/{server.ids['hand_in']}/")
    tab.route("**/formgrader/api/**", lambda route: route.fulfill(status=403, body="XSRF"))
    tab.route("**/api/status", lambda route: route.fulfill(**in_its_place))
    said = tab.locator(".cp-save")

    tab.get_by_role("radio", name="1").check()

    expect(said).to_have_text(
        "Not saved yet. The course is closed at the moment. It is still on this page."
        " Open the course in a new tab, and it is saved by itself."
    )


def test_a_level_is_saved_by_itself_after_signing_in_in_a_new_tab(tab, server):
    go(tab, server, f"formgrader/submissions/{server.ids['hand_in']}/")
    said = tab.locator(".cp-save")
    tab.context.clear_cookies()

    tab.get_by_role("radio", name="2").check()

    expect(said).to_have_text(
        "Not saved yet. You are signed out. It is still on this page."
        " Sign in in a new tab, and it is saved by itself."
    )
    assert stands(server.workspace).to_mark == 1
    tab.context.new_page().goto(server.address)
    expect(said).to_have_text(re.compile("Saved at"), timeout=15_000)
    assert stands(server.workspace).to_mark == 0


def test_who_waits_for_a_step_is_led_to_sign_in_and_nothing_is_asked_any_more(tab, server):
    asked = []
    tab.route(JOB, lambda route: (asked.append(1), route.abort()))
    go(tab, server, f"coprod/trainer/more-time?learner={server.ids['learner']}")
    for label, words in (("Day", "18"), ("Month", "1"), ("Year", "2032"), ("Time (UK)", "5pm")):
        tab.get_by_label(label).fill(words)
    tab.get_by_role("button", name="Save this date").press("Enter")
    tab.locator("#job-words").wait_for()
    tab.context.clear_cookies()
    tab.unroute(JOB)

    expect(tab.locator("#job-words")).to_contain_text("You are signed out.")
    link = tab.get_by_role("link", name="Sign in to see how far this step is")
    assert link.get_attribute("href").endswith("/coprod/trainer")
    tab.route(JOB, lambda route: (asked.append(1), route.abort()))
    asked.clear()
    tab.wait_for_timeout(2000)
    assert asked == []
