"""The whole way of a learner in a browser: account, sign-in, first questions, course, an answer."""

import pytest
from playwright.sync_api import expect

from hub.conftest import laid_out
from hub.in_a_browser import come_in
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
    with browser.new_context() as context:
        page = context.new_page()
        refused = []
        page.on("response", lambda one: refused.append(one.url) if one.status >= 400 else None)

        come_in(page, by_name, NAME)
        choice = page.locator("input[type=radio]").first
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
