"""The widgets work without anything of ours in the front end: plain JupyterLab, and Notebook 7."""

import json

import pytest
from keyboard import at, choose
from opened import opened, run_all
from playwright.sync_api import expect

pytestmark = [pytest.mark.slow, pytest.mark.browser]
LESSON = "modules/01-what-co-production-is.ipynb"


def run_in_notebook_7(page):
    """The way the lesson describes: the menu named Run, then Run All Cells."""
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    page.locator(".jp-KernelName", has_text="Course").wait_for(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator("section[data-activity='what-to-ask']").wait_for(timeout=60_000)
    page.wait_for_timeout(1_000)  # Notebook 7 moves the focus to the last part, after drawing it


def run_in_jupyterlab(page):
    run_all(page)
    page.locator("section[data-activity='what-to-ask']").wait_for(timeout=60_000)


FRONT_ENDS = {
    "JupyterLab": (f"lab/tree/{LESSON}?reset&", run_in_jupyterlab),
    "Notebook 7": (f"notebooks/{LESSON}?", run_in_notebook_7),
}


@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_an_answer_is_kept_and_shown_again(browser, tmp_path, front_end):
    way, run = FRONT_ENDS[front_end]
    with opened(tmp_path / "coprod", settings=plain(tmp_path / "settings")) as server:
        page = browser.new_page()
        page.goto(f"{server.base}{way}token={server.token}")
        run(page)
        at(page, "explain-the-difference")  # JupyterLab's own links show no focus on the way
        choose(page, "explain-the-difference", "they share the work too")

        page.close()
        page = browser.new_page()
        page.goto(f"{server.base}{way}token={server.token}")
        run(page)
        again = page.locator("section[data-activity='explain-the-difference']")
        expect(again.locator("input:checked + span")).to_contain_text("they share the work too")


def plain(folder):
    """Settings that switch Notebook 7 on and our extension off."""
    (folder / "labconfig").mkdir(parents=True)
    on = {"jpserver_extensions": {"notebook": True, "notebook_shim": True}}
    (folder / "jupyter_server_config.json").write_text(json.dumps({"ServerApp": on}))
    (folder / "labconfig" / "page_config.json").write_text(json.dumps({"coprodRole": "off"}))
    return folder
