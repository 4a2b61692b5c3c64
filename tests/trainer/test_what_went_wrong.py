"""A hand-in that cannot be collected or graded, in Chromium: said in its row, with the reason."""

import pytest
from at_work import axe, go, wait_for_the_tick
from handing_in import TASK, hand_in
from lab.served import released
from playwright.sync_api import expect

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
LINK = "See what went wrong in Where is it really?"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """Three have handed in. A file stands where two of them are to be written."""
    workspace = tmp_path_factory.mktemp("wrong") / "coprod"
    released(workspace)
    for learner in ("ann", "ben", "cara"):
        hand_in(workspace, learner, None)
    for place in in_the_way(workspace):
        place.parent.mkdir(exist_ok=True)
        place.touch()
    return workspace


def in_the_way(workspace):
    return [workspace / "trainer" / one for one in ("submitted/ann", "autograded/ben")]


def test_the_step_names_who_could_not_be_handled_and_the_others_are_done(page):
    page.get_by_role("button", name="Collect 3 now").press("Enter")

    banner = page.locator("#job.cp-banner--bad")
    expect(banner).to_contain_text(
        "1 collected. 2 could not be done. The others are done. Not done: ben, ann.",
        timeout=90_000,
    )
    expect(banner.get_by_role("link", name="See what went wrong")).to_be_visible()
    row = page.get_by_role("row", name="Where is it really?")
    expect(row).to_contain_text("2 could not be read.")
    expect(row.locator("td.n").first).to_have_text("3")
    expect(row.get_by_role("button", name="Return 1 to learners")).to_be_visible()
    assert axe(page) == []


def test_its_row_leads_to_the_reason(page):
    page.get_by_role("link", name=LINK).press("Enter")

    for learner, reason in (
        ("ann", "The hand-in could not be collected."),
        ("ben", "The hand-in could not be graded."),
    ):
        row = page.get_by_role("row", name=learner)
        expect(row).to_contain_text("Could not be read")
        expect(row).to_contain_text(reason)
    expect(page.get_by_role("row", name="cara")).to_contain_text("Marked")
    assert axe(page) == []
    page.get_by_role("link", name="ann").press("Enter")
    expect(page.get_by_role("row", name="Where is it really?")).to_contain_text("Could not be read")
    assert axe(page) == []


def test_once_nothing_is_in_the_way_it_is_collected_again(page, server, workspace):
    for place in in_the_way(workspace):
        place.unlink()
    go(page, server).get_by_role("button", name="Collect 2 again").press("Enter")

    wait_for_the_tick(page, "2 collected.")
    assert page.get_by_role("link", name=LINK).count() == 0
    go(page, server, f"formgrader/manage_submissions/{TASK}")
    assert "could not be" not in page.inner_text("main")
