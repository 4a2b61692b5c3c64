"""One trainer's server for all tests that ask it without a browser: starting one takes long.

A file that has a round of its own lays out a `workspace`; its server and a tab follow from it.
"""

import pytest
from at_work import EXERCISES
from one_collected import one_collected
from opened import opened


@pytest.fixture(scope="session")
def collected_once(tmp_path_factory):
    """A trainer's server with one hand-in that was collected. Whoever changes it puts it back."""
    with one_collected(tmp_path_factory.mktemp("collected-once") / "coprod") as one:
        yield one


@pytest.fixture(scope="module")
def server(workspace):
    """The trainer's server of a file's own `workspace`."""
    with opened(workspace, "trainer") as one:
        yield one


@pytest.fixture(scope="module")
def page(server, browser):
    """One trainer's tab at the exercises, which the tests of a file use in their order."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{server.base}{EXERCISES}?token={server.token}")
    yield page
    page.close()
