"""Words that try to act, as an answer, a name and a comment, on every page that shows them.

Issue 4: at least 100 of them, in real Chromium; all of them in `make proof`.
"""

import pytest
from acting import (
    after_a_round,
    can_be_kept,
    chosen,
    learners,
    nothing_acts,
    nothing_strange,
    printable,
    watched,
)
from handing_in import TASK
from opened import opened
from playwright.sync_api import expect

from coprod_training.trainer.hand_in_list import hand_ins

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture(scope="module")
def tried(full_campaign):
    return chosen(full_campaign)


@pytest.fixture(scope="module")
def server(tmp_path_factory, tried):
    """A trainer's server; everybody answered, is called, and got a comment with such words."""
    workspace = tmp_path_factory.mktemp("acting") / "coprod"
    after_a_round(workspace, tried)
    with opened(workspace, "trainer") as one:
        one.workspace = workspace
        yield one


@pytest.fixture(scope="module")
def page(server, browser):
    with watched(browser) as page:
        page.goto(server.address)
        yield page


def test_on_the_page_where_it_is_marked(page, server, tried, record_property):
    rows = hand_ins(server.workspace / "trainer" / "gradebook.db", assignment=TASK)
    assert len(rows) == len(tried)
    for row in rows:
        words = tried[int(row.learner.removeprefix("learner-"))]
        page.goto(f"{server.base}formgrader/submissions/{row.id}/")
        page.get_by_text("Show the name").click()

        assert page.locator(".cp-answer *").count() == 0, words
        answer = words if can_be_kept(words) else "Nothing was written."
        assert printable(page.locator(".cp-answer").inner_text()) == printable(answer), words
        assert nothing_strange(page), words
        assert nothing_acts(page), words
    record_property("cases", len(tried))


@pytest.mark.parametrize(
    "place", [f"formgrader/manage_submissions/{TASK}", "coprod/trainer/learners"]
)
def test_in_the_lists_that_name_people(page, server, place, tried):
    page.goto(f"{server.base}{place}")

    assert page.locator("tbody tr").count() == len(tried)
    assert page.locator("tbody th > a > *").count() == 0
    assert nothing_strange(page)
    assert nothing_acts(page)


def test_on_the_page_of_one_learner(page, server, tried):
    for learner, words in learners(tried):
        page.goto(f"{server.base}formgrader/manage_students/{learner}")

        expect(page.locator("h1")).to_be_visible()
        assert page.locator("h1 *").count() == 0, words
        assert nothing_acts(page), words


def test_on_the_feedback_that_goes_back(page, server, tried):
    """Opened as a file, where no server adds its policy."""
    found = sorted((server.workspace / "exchange" / "coprod" / "feedback").glob("*.html"))
    assert len(found) == len(tried)
    for one in found:
        page.goto(one.as_uri())

        assert page.locator(".wrote *, .comment *").count() == 0
        assert page.evaluate("window.acts") == []
        assert page.outside == []
