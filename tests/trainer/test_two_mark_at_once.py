"""Two markers have the same hand-in open: what the first one gave stays, in Chromium."""

import pytest
from asking import LEARNER
from at_work import EXERCISES, watched
from handing_in import TASK
from one_collected import one_collected
from playwright.sync_api import expect
from second_marked import comment_there, the_one

from coprod_training.grading.records import mark_changes

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
CHANGED = (
    "Not saved yet. Somebody else changed this first, so yours was not saved. Load the page again."
)


def opened_by(page, server):
    page.goto(f"{server.base}{EXERCISES}?token={server.token}")
    page.goto(f"{server.base}formgrader/submissions/{server.ids['hand_in']}/")
    return page.locator(".cp-save"), page.get_by_label("Comment to the learner")


def test_the_later_one_is_told_and_what_they_typed_stays_on_their_page(tmp_path, browser):
    with (
        one_collected(tmp_path / "coprod") as server,
        watched(browser) as first,
        watched(browser) as second,
    ):
        firsts, first_comment = opened_by(first, server)
        seconds, second_comment = opened_by(second, server)
        first.get_by_role("radio", name="3 Strong").check()
        first_comment.fill("Theirs.")
        expect(firsts).to_contain_text("Saved at")

        second.get_by_role("radio", name="1 Starting").check()
        expect(seconds).to_have_text(CHANGED)
        second_comment.fill("Mine.")
        expect(seconds).to_have_text(f"{CHANGED} Copy your comment first: it is only on this page.")
        second.get_by_role("button", name="Save and").click()

        expect(second_comment).to_have_value("Mine.")
        expect(second.get_by_role("radio", name="1 Starting")).to_be_checked()
        assert the_one(server.workspace).first == 3
        assert comment_there(server.workspace) == "Theirs."
        assert len(mark_changes(server.workspace / "trainer", TASK, LEARNER)) == 1

        first.get_by_role("radio", name="2 Sound").check()  # their own they can change
        expect(firsts).to_contain_text("Saved at")
        first.reload()
        expect(first.get_by_role("radio", name="2 Sound")).to_be_checked()
