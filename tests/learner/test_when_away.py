"""The way to the server is shut: what is open stays, and no answer is lost."""

import json

import pytest
from playwright.sync_api import expect
from shipped import COURSE
from visiting import COLOURS, MODULE, TASK

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]


def without_its_token(route):
    """As the server sees a page that was open since before it was started anew."""
    headers = {k: v for k, v in route.request.headers.items() if k != "authorization"}
    route.continue_(headers=headers)


def test_who_is_signed_out_signs_in_and_is_back_with_the_answer_that_waited(tab):
    tab.go(f"module/{MODULE}/your-turn")
    box = tab.activity("peer-leaflet").get_by_role("checkbox").nth(1)
    after = not box.is_checked()
    tab.page.context.clear_cookies()
    tab.page.route("**/*", without_its_token)

    box.set_checked(after)

    notice = tab.page.locator(".cp-connection")
    expect(notice.get_by_role("status")).to_contain_text("You are signed out.")
    expect(tab.page.locator(".cp-waiting")).not_to_be_visible(timeout=10_000)
    assert [*tab.axe(), *tab.narrow(360)] == []
    notice.get_by_role("link", name="Sign in").press("Enter")
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    tab.page.unroute("**/*")
    assert tab.page.locator("script").count() == 0
    key = tab.page.get_by_label("The key in the address")
    key.fill("0000")
    key.press("Enter")
    expect(tab.page.get_by_role("alert")).to_contain_text("That did not sign you in.")
    found = tab.narrow(320)
    for colours in [*COLOURS, COLOURS[0]]:
        tab.page.emulate_media(**colours)
        tab.page.wait_for_timeout(250)  # a colour fades for 160 ms
        found += tab.axe()
    assert found == []

    key.fill(tab.server.token)
    tab.page.get_by_role("button", name="Sign in").press("Enter")
    tab.settled()

    assert tab.page.url.endswith(f"#/module/{MODULE}/your-turn")
    tab.saved("peer-leaflet")
    expect(box).to_be_checked(checked=after)


def test_who_is_signed_out_at_a_form_signs_in_beside_it_and_sends_what_is_in_it(visit):
    visit.open("report/help/top")
    box = visit.body.get_by_label("What is not right?")
    box.fill("PLANTED note")
    visit.page.context.clear_cookies()
    visit.page.route("**/*", without_its_token)

    visit.body.get_by_role("button", name="Send").press("Enter")

    expect(visit.body.get_by_role("alert").last).to_contain_text("You are signed out")
    expect(visit.body.get_by_role("alert").last).to_contain_text("Your words are still here.")
    link = visit.page.locator(".cp-connection").get_by_role("link", name="opens in a new tab")
    with visit.page.context.expect_page() as opened:
        link.press("Enter")
    opened.value.get_by_label("The key in the address").fill(visit.server.token)
    opened.value.get_by_role("button", name="Sign in").press("Enter")
    expect(visit.page.locator(".cp-connection")).to_contain_text("You are connected again.")
    assert box.input_value() == "PLANTED note"
    visit.body.get_by_role("button", name="Send").press("Enter")

    title = visit.body.get_by_role("heading", level=1)
    expect(title).to_have_text("Thank you. It has been sent.")


def test_exercises_that_cannot_be_had_say_why_and_come_by_themselves(visit):
    words = "Exercises cannot be reached at the moment. Your answers are kept."
    refused = json.dumps({"message": words})
    asked = "**/coprod/api/exercises*"
    visit.page.route(asked, lambda route: route.fulfill(status=409, body=refused))

    visit.open(f"exercise/{TASK}")

    for place in (visit.body, visit.panel):
        expect(place).to_contain_text(words)
    assert visit.looked_at() == []
    visit.body.get_by_role("button", name="Try again").press("Enter")
    expect(visit.body).to_contain_text("This page tries again by itself.")
    expect(visit.body.get_by_role("button", name="Try again")).to_be_focused()
    visit.page.unroute(asked)
    title = COURSE.assessment(TASK).title
    expect(visit.body.get_by_role("heading", level=1)).to_have_text(title, timeout=30_000)
    expect(visit.panel).to_contain_text(title)
