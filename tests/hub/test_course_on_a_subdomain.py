"""The whole way of a learner in a browser: account, sign-in, first questions, course, an answer."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from coprod_training.hub.membership import Place
from hub.conftest import laid_out
from hub.visitor import PASSWORD

pytestmark = pytest.mark.drawn

NAME = "a.learner@example.org"


@pytest.fixture(scope="module")
def by_name(tmp_path_factory):
    """A hub with an address of its own, and below it one for each person."""
    folder = tmp_path_factory.mktemp("named") / "hub"
    with laid_out(folder, host="course.localhost", subdomains=True) as hub:
        yield hub


@pytest.mark.slow
@pytest.mark.browser
def test_a_learner_comes_from_a_join_code_to_a_saved_answer(by_name, browser):
    place = Place("learner", "spring", "sample-a")
    code = by_name.book.new_code(place, datetime.now(UTC), days=1, most=1)
    with browser.new_context() as context:
        page = context.new_page()
        refused = []
        page.on("response", lambda one: refused.append(one.url) if one.status >= 400 else None)

        page.goto(f"{by_name.address}hub/signup")
        page.get_by_label("Account name").fill(NAME)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("The same password again").fill(PASSWORD)
        page.get_by_role("button", name="Make the account").click()
        page.get_by_role("link", name="Sign in").click()
        page.get_by_label("Your account name").fill(NAME)
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_label("Your join code").fill(code)
        page.get_by_role("button", name="Go on").click()
        page.get_by_label("Sample service A").check()
        page.get_by_label("Yes, count me").check()
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url("**/lab#/", timeout=90_000)
        choice = page.locator("input[type=radio]").first
        choice.wait_for(timeout=30_000)
        choice.check(force=True)
        page.get_by_text("Saved").first.wait_for(timeout=30_000)

        host = page.url.split("/")[2]
        kept = list(by_name.folder.glob("people/*/coprod/learner/**/*.answers.jsonl"))
        page.reload()
        far = page.get_by_role("region", name="How far you are").inner_text(timeout=60_000)
    with browser.new_context() as elsewhere:  # another computer (L5)
        page = elsewhere.new_page()
        page.goto(by_name.address)
        page.get_by_label("Your account name").fill(NAME)
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/lab#/", timeout=90_000)
        there = page.get_by_role("region", name="How far you are")
        expect(there).to_have_text(far, use_inner_text=True, timeout=60_000)
    assert "Primary care" in far
    assert host.endswith(by_name.address.split("/")[2])
    assert host != by_name.address.split("/")[2]
    assert refused == []
    assert [one for one in kept if one.stat().st_size]
