"""The widgets work in Jupyter as it comes: JupyterLab and Notebook 7, with nothing of ours in them.

No setting, no page, no server extension and no kernel of this course: only the package, imported.
"""

import json
import random
import re

import pytest
from keyboard import at, choose, saved
from lab.served import nbgrader, prepare, released
from one_of_each_kind import KINDS, PICTURE, TASK
from opened import ROOT, coprod, run_all
from stock_jupyter import stock

from coprod_training.content.course import load_course

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
SEED = 20261126
EXERCISE = f"exercises/{TASK}/{TASK}.ipynb"


def _notebook_of(route):
    room, _, name = route.partition("/")
    found = f"modules/*-{name}.ipynb" if room == "module" else f"exercises/{name}/{name}.ipynb"
    return next(ROOT.glob(found)).relative_to(ROOT).as_posix()


def _last_activity(notebook):
    cells = json.loads((ROOT / notebook).read_text(encoding="utf-8"))["cells"]
    code = "".join("".join(one["source"]) for one in cells if one["cell_type"] == "code")
    return re.findall(r'activity\("([^"]+)"\)', code)[-1]


# Each notebook that has a kind's activity, and the last activity in it.
NOTEBOOKS = {
    one: _last_activity(one)
    for one in sorted({_notebook_of(route) for route, *_ in KINDS.values()})
}


def run_in_notebook_7(page, last):
    """The way the lesson describes: the menu named Run, then Run All Cells."""
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    page.locator(".jp-KernelName", has_text="Python 3 (ipykernel)").wait_for(timeout=60_000)
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
def workspace(tmp_path_factory):
    """A learner's folder as the course lays it out; a typed command fetched the exercise."""
    workspace = released(tmp_path_factory.mktemp("plain") / "coprod", TASK)
    prepare(workspace, "learner", ROOT)
    nbgrader(workspace, "learner", "fetch_assignment", TASK)
    return workspace


@pytest.fixture(scope="module")
def server(workspace, tmp_path_factory):
    home = tmp_path_factory.mktemp("jupyter") / "home"
    with stock("jupyterlab", workspace / "learner", home) as server:
        yield server


@pytest.mark.sampled(2, always="modules/01-")
@pytest.mark.parametrize("notebook", NOTEBOOKS)
@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_an_answer_of_each_kind_is_kept_and_shown_again(browser, server, front_end, notebook):
    name = notebook.rpartition("/")[2].removesuffix(".ipynb").lstrip("0123456789-")
    here = {kind: one for kind, one in KINDS.items() if one[0].endswith(f"/{name}")}
    assert here
    chance, seen = random.Random(SEED), {}

    page = opened_and_run(browser, server, front_end, notebook)
    for kind, (_, activity, act) in here.items():
        section = at(page, activity)  # JupyterLab's own links show no focus on the way
        before = section.evaluate(PICTURE)
        act(page, section, chance)
        saved(section)
        seen[kind] = section.evaluate(PICTURE)
        assert seen[kind] != before, f"{kind}: nothing was answered"

    page.close()
    page = opened_and_run(browser, server, front_end, notebook)
    again = {kind: at(page, activity).evaluate(PICTURE) for kind, (_, activity, _) in here.items()}
    assert again == seen


def opened_and_run(browser, server, front_end, notebook):
    way, run = FRONT_ENDS[front_end]
    page = browser.new_page()
    page.goto(f"{server.base}{way.format(notebook)}token={server.token}")
    run(page, NOTEBOOKS[notebook])
    return page


def test_an_exercise_answered_there_is_handed_in_by_a_typed_command_and_graded(
    browser, workspace, server
):
    question = load_course(ROOT / "course").assessment(TASK).questions[0].activity
    right = next(option.text for option in question.options if option.id == question.key)

    page = opened_and_run(browser, server, "JupyterLab", EXERCISE)
    at(page, question.id)  # JupyterLab's own links show no focus on the way
    choose(page, question.id, right, check=False)
    page.close()
    nbgrader(workspace, "learner", "submit", TASK)
    nbgrader(workspace, "trainer", "collect", TASK)
    nbgrader(workspace, "trainer", "autograde", TASK)

    assert "1 of 3 points" in coprod("grade", TASK, "--workspace", workspace)
