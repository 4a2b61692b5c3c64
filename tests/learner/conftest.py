"""A learner's course over a real `coprod start`, one server for each file of tests."""

import lab.served
import pytest
from opened import opened
from visiting import Visit

WIDE = {"width": 1280, "height": 900}
PATIENCE = 15_000  # ms for one press or one look


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """Where everything of this file's learner lies."""
    return tmp_path_factory.mktemp("learner") / "coprod"


@pytest.fixture(scope="module")
def server(workspace):
    """The learner's own server: token and XSRF on, as always."""
    with opened(workspace) as started:
        started.learner = workspace / "learner"
        yield started


@pytest.fixture(scope="module")
def released(workspace):
    """A trainer has released the exercise, before the learner's server starts."""
    return lab.served.released(workspace)


@pytest.fixture(scope="module")
def profile(server, own_profile):
    """One browser of one person: what it has loaded once, it need not load again."""
    with own_profile(viewport=WIDE) as context:
        context.set_default_timeout(PATIENCE)
        yield context


@pytest.fixture
def visit(server, profile):
    """A tab of its own; nothing is left waiting in the browser for the next test."""
    before = set(profile.pages)
    page = profile.new_page()
    yield Visit(server, page)
    profile.set_offline(False)
    if page.url.startswith(server.base):
        page.evaluate("localStorage.clear()")
    for page in set(profile.pages) - before:
        page.close()


@pytest.fixture(scope="module")
def tab(server, profile):
    """One tab for all tests of a file that only look."""
    return Visit(server, profile.new_page()).open()
