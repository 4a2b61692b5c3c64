"""A learner's course over a real `coprod start`: one server for all files, as new for each."""

from contextlib import contextmanager
from types import SimpleNamespace

import lab.served
import pytest
from opened import opened
from visiting import WIDE, Visit

PATIENCE = 15_000  # ms for one press or one look


@pytest.fixture(scope="session")
def shared(tmp_path_factory, own_profile):
    """A learner's own server, token and XSRF on as always, and the browser that goes with it.

    A trainer has released the exercise. What a browser has loaded once from an address it need not
    load again, so that each file after the first one opens the course sooner.
    """
    workspace = lab.served.released(tmp_path_factory.mktemp("learner") / "coprod")
    with opened(workspace) as server, own_profile(viewport=WIDE) as profile:
        server.learner = workspace / "learner"
        yield SimpleNamespace(workspace=workspace, server=server, profile=profile)


@pytest.fixture(scope="module")
def workspace(shared):
    """Where everything of this file's learner lies."""
    return shared.workspace


@pytest.fixture(scope="module")
def server(shared):
    """The learner's server, on which nothing was answered, handed in or sent, and nothing runs."""
    assert lab.served.ask(shared.server, "api/my-data", "DELETE").status == 200
    return shared.server


@pytest.fixture(scope="module")
def profile(server, shared):
    """One browser of one person; no tab of it stays open for the next file."""
    shared.profile.set_default_timeout(PATIENCE)
    with tabs_closed(shared.profile):
        yield shared.profile


@pytest.fixture
def visit(server, profile):
    """A tab of its own; nothing is left waiting in the browser for the next test."""
    with tabs_closed(profile):
        one = Visit(server, profile.new_page())
        yield one
        leave(one)


@pytest.fixture(scope="module")
def one_tab(server, profile):
    """The tab of `tab`; it is loaded once."""
    return Visit(server, profile.new_page()).open()


@pytest.fixture
def tab(one_tab):
    """One tab for all tests of a file that need no page loaded anew; go where a test begins."""
    yield one_tab
    leave(one_tab)


@contextmanager
def tabs_closed(profile):
    """Close what was opened meanwhile."""
    before = set(profile.pages)
    yield
    for page in set(profile.pages) - before:
        page.close()


def leave(visit):
    """Connected, in a wide window, and with nothing left waiting to be sent."""
    visit.page.context.set_offline(False)
    visit.page.set_viewport_size(WIDE)
    if visit.page.url.startswith(visit.server.base):
        visit.page.evaluate("localStorage.clear()")
