"""The national forum's page: sign up by keyboard, change it, leave, and be gone."""

from contextlib import contextmanager

import pytest
from opened import coprod
from playwright.sync_api import expect

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]


@contextmanager
def not_ours(page, address):
    """Answer as a network does that wants people to sign in first: well, and with its own page."""
    page.route(
        address, lambda route: route.fulfill(body="<p>Sign in</p>", content_type="text/html")
    )
    yield
    page.unroute(address)


def test_a_person_signs_up_by_keyboard_changes_it_and_leaves(visit, workspace):
    visit.open("forum")
    body, keys = visit.body, visit.page.keyboard
    expect(body).to_contain_text("Pay: not settled yet.")
    body.get_by_role("button", name="Sign up to hear about it").press("Enter")
    expect(body.get_by_label("What should we call you?")).to_be_focused()
    expect(body.get_by_role("alert").filter(has_text="Write")).to_have_count(2)
    missing = visit.axe_in_colours()

    keys.type("Test person")
    keys.press("Tab")
    keys.type("PLANTED-contact")
    group = body.get_by_role("group", name="I would be joining as…")
    lived = body.get_by_label("I agree to you holding the fact")
    expect(lived).to_be_hidden()
    group.get_by_label("someone with lived experience").press("Space")
    expect(lived).to_be_visible()
    body.get_by_label("I agree to you keeping these details").press("Space")
    filled = [*visit.axe_in_colours(), *visit.narrow(360)]
    body.get_by_role("button", name="Sign up to hear about it").press("Enter")
    expect(body.get_by_role("heading", level=1)).to_have_text("Thank you. You are on the list.")

    assert visit.focused() == "Thank you. You are on the list."
    assert visit.looked_at() == []
    assert (missing, filled) == ([], [])
    assert "1 person would like to hear." in coprod("forum", "--workspace", workspace)
    file = workspace / "private" / "forum" / "interest.jsonl"
    assert b"lived-experience" not in file.read_bytes()  # no yes was given to that
    visit.go("my-data")
    expect(body).to_contain_text("Interest in the national forum")
    visit.go("forum")
    expect(body.get_by_label("How may we contact you?")).to_have_value("PLANTED-contact")
    kept = visit.axe_in_colours()
    leave = body.get_by_role("button", name="Take me off the list")
    with not_ours(visit.page, "**/coprod/api/forum*"):
        leave.press("Enter")
        expect(body).to_contain_text("It is not known whether you are off the list.")
    assert b"PLANTED" in file.read_bytes()
    leave.press("Enter")
    expect(body.get_by_role("heading", level=1)).to_have_text("You are off the list")
    assert (kept, visit.looked_at()) == ([], [])
    assert b"PLANTED" not in file.read_bytes()
