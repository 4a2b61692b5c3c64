"""The widgets work in Notebook 7 as well, without anything of ours in the front end."""

import json

import pytest
from keyboard import choose
from opened import opened
from playwright.sync_api import expect

pytestmark = [pytest.mark.slow, pytest.mark.browser]
LESSON = "modules/01-what-co-production-is.ipynb"


def test_an_answer_is_kept_and_shown_again(browser, tmp_path):
    with opened(tmp_path / "coprod", settings=with_notebook_7(tmp_path / "settings")) as server:
        page = browser.new_page()
        page.goto(f"{server.base}notebooks/{LESSON}?token={server.token}")
        draw(page)
        choose(page, "explain-the-difference", "they share the work too")

        page.close()
        page = browser.new_page()
        page.goto(f"{server.base}notebooks/{LESSON}?token={server.token}")
        draw(page)
        again = page.locator("section[data-activity='explain-the-difference']")
        expect(again.locator("input:checked + span")).to_contain_text("they share the work too")


def with_notebook_7(folder):
    """Settings that switch Notebook 7 on, which learners do not have."""
    folder.mkdir()
    on = {"jpserver_extensions": {"notebook": True, "notebook_shim": True}}
    (folder / "jupyter_server_config.json").write_text(json.dumps({"ServerApp": on}))
    return folder


def draw(page):
    """The way the lesson describes: the menu named Run, then Run All Cells."""
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    page.get_by_text("Python 3 (ipykernel)").wait_for(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator("section[data-activity='what-to-ask']").wait_for(timeout=60_000)
    page.wait_for_timeout(1_000)  # Notebook 7 moves the focus to the last part, after drawing it
