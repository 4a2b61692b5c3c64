"""What a trainer gives while the page's scripts are still on their way is kept like the rest."""

import re

import pytest
from at_work import EXERCISES, go, stands, watched
from one_collected import one_collected
from playwright.sync_api import expect

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
WORDS = "Say who was paid."


def test_a_level_and_a_comment_are_kept_once_the_script_arrives(tmp_path, browser):
    waiting = []
    with one_collected(tmp_path / "coprod") as server, watched(browser) as page:
        page.goto(f"{server.base}{EXERCISES}?token={server.token}")
        page.route(re.compile(r"marking\.js"), lambda route: waiting.append(route))
        place = f"{server.base}formgrader/submissions/{server.ids['hand_in']}/"
        page.goto(place, wait_until="commit")
        page.get_by_label("Comment to the learner").fill(WORDS)
        page.get_by_role("radio", name="2").check()
        assert stands(server.workspace).to_mark == 1

        waiting[0].continue_()

        expect(page.locator(".cp-save")).to_have_text(re.compile("Saved at"))
        page.unroute_all()
        assert stands(server.workspace).to_mark == 0
        go(page, server, place.removeprefix(server.base))  # nothing holds the trainer back
        assert page.alerts == []
        expect(page.get_by_label("Comment to the learner")).to_have_value(WORDS)
        expect(page.get_by_role("radio", name="2")).to_be_checked()
