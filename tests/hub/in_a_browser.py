"""Somebody's account in Chromium, signed in as their `Visitor` is, or from its very beginning."""

from contextlib import contextmanager
from datetime import UTC, datetime

from coprod_training.hub.membership import Place
from hub.visitor import PASSWORD


@contextmanager
def as_(browser, visitor, **more):
    """A tab of somebody who has signed in, or of nobody."""
    context = browser.new_context(bypass_csp=True, **more)
    for one in visitor._jar if visitor else ():
        context.add_cookies(
            [{"name": one.name, "value": one.value, "domain": "127.0.0.1", "path": one.path}]
        )
    yield context.new_page()
    context.close()


def come_in(page, hub, name):
    """Make an account, sign in, type a join code, and come to the course as a learner does."""
    place = Place("learner", "spring", "sample-a")
    code = hub.book.new_code(place, datetime.now(UTC), days=1, most=1)
    page.goto(f"{hub.address}hub/signup")
    page.get_by_label("Account name").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Your account name").fill(name)
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Your join code").fill(code)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Sample service A").check()
    page.get_by_label("Yes, count me").check()
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/lab#/", timeout=90_000)
    page.locator("input[type=radio]").first.wait_for(timeout=30_000)
