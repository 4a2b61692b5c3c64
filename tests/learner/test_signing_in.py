"""Signing in: JupyterLab's page for it in our words, by keyboard, in all colours."""

import pytest
from by_tab import faults_of, walk_with_tab
from playwright.sync_api import expect
from visiting import MODULE, WIDE, Visit

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
WHERE = f"coprod/sign-in?at=%23/module/{MODULE}/six-steps"
NOT_OURS = ["Jupyter", "notebook", "kernel", "Password or token", "Log in", "authentication"]


@pytest.fixture
def stranger(server, browser):
    """A tab of a browser that is not signed in, on its way to a page of the course."""
    context = browser.new_context(viewport=WIDE)
    visit = Visit(server, context.new_page())
    visit.page.goto(f"{server.base}{WHERE}")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    yield visit
    context.close()


def try_key(visit, key):
    """Come to the field and the button with Tab alone."""
    visit.page.keyboard.press("Tab")
    expect(visit.page.get_by_label("The key in the address")).to_be_focused()
    visit.page.keyboard.type(key)
    visit.page.keyboard.press("Tab")
    expect(visit.page.get_by_role("button", name="Sign in")).to_be_focused()
    visit.page.keyboard.press("Enter")


def test_the_page_has_our_words_and_says_where_the_key_is(stranger):
    words = stranger.page.locator("body").inner_text()

    assert stranger.page.title() == "Sign in – Co-production course"
    assert [one for one in NOT_OURS if one.lower() in words.lower()] == []
    assert "Your answers are kept." in words
    field = stranger.page.get_by_label("The key in the address")
    expect(field).to_have_accessible_description(
        "It is the last part of the address that coprod start prints: the letters and numbers "
        "after token=."
    )


@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
def test_tab_comes_to_the_field_and_the_button_and_one_sees_where_one_is(stranger, colours):
    stranger.page.emulate_media(
        color_scheme="light" if colours == "light" else "dark",
        forced_colors="active" if colours == "forced" else "none",
    )

    stops = walk_with_tab(stranger)

    assert [one["words"].split(" ")[0] for one in stops] == ["<input", "<button"]
    assert faults_of(stops) == {}


def test_axe_finds_nothing_and_everything_fits_a_phone(stranger):
    assert stranger.looked_at() == []
    assert stranger.narrow(320, 256) == []  # a window of 1,280 at 400 %


def test_a_key_that_is_wrong_is_said_at_the_field_and_the_right_one_leads_back(stranger):
    page = stranger.page
    try_key(stranger, "not-the-key")
    alert = page.get_by_role("alert")
    expect(alert).to_have_text("That did not sign you in. Check that you copied all of it.")
    field = page.get_by_label("The key in the address")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert stranger.looked_at() == []
    assert "not-the-key" not in page.content()

    try_key(stranger, stranger.server.token)

    page.wait_for_url("**/lab**six-steps")
    stranger.settled()
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
