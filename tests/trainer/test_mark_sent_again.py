"""A level that does not come through is sent again by itself; one that is refused is not."""

import json
import re

import pytest
from at_work import EXERCISES, go, stands, watched
from one_collected import one_collected
from playwright.sync_api import expect

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
LEVELS = re.compile(r"/formgrader/api/grade/")
AGAIN = 4000  # ms, as in marking.js


def test_a_level_is_sent_again_until_it_is_kept_and_what_is_refused_is_not(tmp_path, browser):
    with one_collected(tmp_path / "coprod") as server, watched(browser) as page:
        page.goto(f"{server.base}{EXERCISES}?token={server.token}")
        go(page, server, f"formgrader/submissions/{server.ids['hand_in']}/")
        said = page.locator(".cp-save")
        page.route(LEVELS, lambda route: route.abort())

        page.get_by_role("radio", name="2").check()

        expect(said).to_have_text("Not saved yet. It is still on this page, and we keep trying.")
        assert stands(server.workspace).to_mark == 1
        page.unroute(LEVELS)
        expect(said).to_have_text(re.compile("Saved at"), timeout=3 * AGAIN)
        assert stands(server.workspace).to_mark == 0

        asked, words = [], json.dumps({"message": "It was handed in again."})
        page.route(LEVELS, lambda route: (asked.append(1), route.fulfill(status=409, body=words)))
        page.get_by_role("radio", name="1").check()
        expect(said).to_have_text("Not saved yet. It was handed in again.")
        page.wait_for_timeout(AGAIN + 1000)
        assert len(asked) == 1


def test_what_this_page_sent_itself_is_not_taken_for_somebody_elses(tmp_path, browser):
    with one_collected(tmp_path / "coprod") as server, watched(browser) as page:
        page.goto(server.address)
        page.goto(f"{server.base}formgrader/submissions/{server.ids['hand_in']}/")
        said = page.locator(".cp-save")
        page.route(LEVELS, lambda route: (route.fetch(), route.abort()))  # its reply is lost

        page.get_by_role("radio", name="3 Strong").check()
        expect(said).to_have_text("Not saved yet. It is still on this page, and we keep trying.")
        assert stands(server.workspace).to_mark == 0
        page.unroute(LEVELS)
        page.get_by_role("radio", name="1 Starting").check()

        expect(said).to_have_text(re.compile("Saved at"))
