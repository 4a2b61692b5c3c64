"""The hub's own pages in Chromium, as people see them: WCAG AA in all colours, and on a phone."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from in_colours import axe_in_colours

from coprod_training.hub.membership import Place
from hub.conftest import open_server
from hub.in_a_browser import as_
from hub.visitor import PASSWORD, Visitor

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]


def newcomer(hub, name, place=None):
    visitor = Visitor(hub.address, name)
    visitor.sign_up()
    if place:
        hub.book.enrol([(name, place)], datetime.now(UTC))
    visitor.sign_in()
    return visitor


def looked_at(page, heading):
    """What is wrong with the page that is open now."""
    assert page.get_by_role("heading", level=1).inner_text().startswith(heading)
    where = f"{heading} ({urlsplit(page.url).path})"
    found = [f"{where}: {one}" for one in axe_in_colours(page)]
    page.set_viewport_size({"width": 320, "height": 700})
    if page.evaluate("document.documentElement.scrollWidth") > 320:
        found.append(f"{where}: wider than a phone")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def test_signing_up_and_in_and_being_refused(hub, browser):
    with as_(browser, None) as page:
        page.goto(f"{hub.address}hub/signup")
        found = looked_at(page, "Make an account")
        page.get_by_label("Account name").fill("somebody-new")
        page.get_by_label("Password", exact=True).fill("short")
        page.get_by_label("The same password again").fill("another")
        page.get_by_role("button", name="Make the account").click()
        found += looked_at(page, "Make an account")
        page.goto(f"{hub.address}hub/login")
        found += looked_at(page, "Sign in")
        page.get_by_label("Your account name").fill("nobody-here")
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        found += looked_at(page, "Sign in")

    assert found == []


def test_the_first_questions_and_a_wrong_code(hub, browser):
    found = []
    with as_(browser, newcomer(hub, "axe-without-place")) as page:
        page.goto(f"{hub.address}hub/coprod/begin")
        found += looked_at(page, "Before you begin")
        page.get_by_label("Your join code").fill("K7M4Q-XR2TD")
        page.get_by_role("button", name="Go on").click()
        page.get_by_text("That code does not work.").wait_for()
        found += looked_at(page, "Before you begin")
    place = Place("learner", "spring")
    with as_(browser, newcomer(hub, "axe-beginning", place)) as page:
        page.goto(f"{hub.address}hub/coprod/begin")
        found += looked_at(page, "Before you begin")
        page.locator("form").first.evaluate("form => form.setAttribute('novalidate', '')")
        page.get_by_role("button", name="Go on").click()
        page.get_by_text(re.compile("Choose yes or no|Choose a service|Choose")).first.wait_for()
        found += looked_at(page, "Before you begin")
        hub.book.begin("axe-beginning", "sample-a", False, datetime.now(UTC))
        page.goto(f"{hub.address}hub/coprod/begin")
        page.get_by_label("Your other join code").fill("K7M4Q-XR2TD")
        page.get_by_role("button", name="Use this code").click()
        page.get_by_text("That code does not work.").wait_for()
        found += looked_at(page, "Your place on the course")

    assert found == []


@pytest.mark.parametrize(
    ("account", "path", "heading"),
    [
        ("the-monitor", "hub/coprod", "What you can open"),
        ("trainer-spring", "hub/coprod", "What you can open"),
        ("the-operator", "hub/home", ""),
        ("the-operator", "hub/coprod/servers", "Running servers"),
        ("the-operator", "hub/coprod/servers?account=none-of-them", "Running servers"),
        ("the-operator", "hub/token", "You cannot make tokens here"),
        ("learner-one", "hub/change-password", "Change your password"),
        ("learner-one", "hub/nothing-here", ""),
        ("learner-one", "hub/admin", ""),
        ("learner-one", "hub/spawn/grader-spring", ""),
    ],
)
def test_every_other_page(visitors, hub, browser, account, path, heading):
    with as_(browser, visitors[account]) as page:
        page.goto(f"{hub.address}{path}")

        assert looked_at(page, heading) == []


def test_waiting_for_the_course_until_it_is_there(hub, browser):
    visitor = newcomer(hub, "axe-waiting", Place("learner", "spring"))
    visitor.begin()
    with as_(browser, visitor) as page:
        held = []
        page.route(re.compile("/progress"), lambda route: held.append(route))  # it stays as it is
        page.goto(f"{hub.address}hub/spawn", wait_until="domcontentloaded")
        assert looked_at(page, "Opening your course") == []

        held[0].continue_()

        page.wait_for_url("**/user/axe-waiting/lab**", timeout=60_000)


STOP = """async address => {
  const token = document.cookie.match(/_xsrf=([^;]*)/)[1];
  await fetch(address, {method: 'DELETE', headers: {'X-XSRFToken': token}});
}"""


def test_a_server_that_ended_is_opened_again_without_a_question(hub, browser):
    visitor = newcomer(hub, "axe-ended", Place("learner", "spring"))
    visitor.begin()
    server = open_server(hub, visitor, "axe-ended")
    with as_(browser, visitor) as page:
        page.goto(f"{hub.address}hub/home")
        page.evaluate(STOP, f"{hub.address}hub/api/users/axe-ended/server")
        server.wait(30)
        page.route(re.compile("/hub/spawn/"), lambda route: route.fulfill(status=204))  # it stays
        page.goto(f"{hub.address}hub/user/axe-ended/lab")
        page.wait_for_timeout(500)
        found = looked_at(page, "Opening your course again")
        page.unroute_all()
        page.get_by_role("link", name="Open it").click()
        page.wait_for_url("**/user/axe-ended/lab**", timeout=60_000)

    assert found == []
