"""The widgets work without anything of ours in the front end: plain JupyterLab, and Notebook 7."""

import json
import random

import pytest
from interrupted import with_exercise
from keyboard import at, saved
from one_of_each_kind import KINDS, MODULE, PICTURE, POWER, TASK
from opened import ROOT, opened, run_all

pytestmark = [pytest.mark.slow, pytest.mark.browser]
SEED = 20261126
# Each notebook, and the last activity in it.
NOTEBOOKS = {
    f"modules/01-{MODULE}.ipynb": "what-to-ask",
    f"modules/02-{POWER}.ipynb": "rewrite-an-invitation",
    "modules/03-safe-sharing.ipynb": "after-the-talk",
    "modules/04-fair-terms.ipynb": "joining-letter",
    "modules/09-make-it-stick.ipynb": "target-comes-first",
    f"exercises/{TASK}/{TASK}.ipynb": "one-thing-called-co-production",
}


def run_in_notebook_7(page, last):
    """The way the lesson describes: the menu named Run, then Run All Cells."""
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    page.locator(".jp-KernelName", has_text="Course").wait_for(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(f"section[data-activity='{last}']").wait_for(timeout=60_000)
    page.wait_for_timeout(1_000)  # Notebook 7 moves the focus to the last part, after drawing it


def run_in_jupyterlab(page, last):
    run_all(page)
    page.locator(f"section[data-activity='{last}']").wait_for(timeout=60_000)


FRONT_ENDS = {
    "JupyterLab": ("lab/tree/{}?reset&", run_in_jupyterlab),
    "Notebook 7": ("notebooks/{}?", run_in_notebook_7),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    workspace = with_exercise(folder / "coprod", TASK)
    with opened(workspace, settings=plain(folder / "settings"), course=ROOT) as server:
        yield server


@pytest.mark.sampled(2, always="modules/01-")
@pytest.mark.parametrize("notebook", NOTEBOOKS)
@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_an_answer_of_each_kind_is_kept_and_shown_again(browser, server, front_end, notebook):
    way, run = FRONT_ENDS[front_end]
    name = notebook.rpartition("/")[2].removesuffix(".ipynb").lstrip("0123456789-")
    here = {kind: one for kind, one in KINDS.items() if one[0].endswith(f"/{name}")}
    assert here
    chance, seen = random.Random(SEED), {}

    def opened_and_run():
        page = browser.new_page()
        page.goto(f"{server.base}{way.format(notebook)}token={server.token}")
        run(page, NOTEBOOKS[notebook])
        return page

    page = opened_and_run()
    for kind, (_, activity, act) in here.items():
        section = at(page, activity)  # JupyterLab's own links show no focus on the way
        before = section.evaluate(PICTURE)
        act(page, section, chance)
        saved(section)
        seen[kind] = section.evaluate(PICTURE)
        assert seen[kind] != before, f"{kind}: nothing was answered"

    page.close()
    page = opened_and_run()
    again = {kind: at(page, activity).evaluate(PICTURE) for kind, (_, activity, _) in here.items()}
    assert again == seen


def plain(folder):
    """Settings that switch Notebook 7 on and our extension off."""
    (folder / "labconfig").mkdir(parents=True)
    on = {"jpserver_extensions": {"notebook": True, "notebook_shim": True}}
    (folder / "jupyter_server_config.json").write_text(json.dumps({"ServerApp": on}))
    (folder / "labconfig" / "page_config.json").write_text(json.dumps({"coprodRole": "off"}))
    return folder
