"""Every page that leads on from what somebody can open: no error, and nobody else's name."""

import re

import pytest

from hub.conftest import PEOPLE
from hub.crawling import pages_of

pytestmark = pytest.mark.drawn

# What a page may name, beside whoever looks: a trainer works with the names of their cohort.
MAY_NAME = {
    "trainer-spring": {"learner-one", "learner-two", "grader-spring"},
    "trainer-autumn": {"learner-autumn", "grader-autumn"},
    "the-operator": set(PEOPLE) | {"grader-spring", "grader-autumn"},
}


@pytest.mark.slow
@pytest.mark.parametrize("account", PEOPLE)
def test_no_page_fails_or_names_anybody_else(visitors, opened_course, account):
    if account == "trainer-spring":
        opened_course(account, "grader-spring")
        visitors[account].ask("user/grader-spring/formgrader")
    others = {*PEOPLE, "grader-spring", "grader-autumn"} - {account} - MAY_NAME.get(account, set())

    pages = pages_of(visitors[account], "hub/coprod")

    assert pages
    assert {url: one.status for url, one in pages.items() if one.status >= 500} == {}
    named = {
        (url, name)
        for url, one in pages.items()
        for name in others
        if re.search(rf"\b{name}\b", one.content.decode("utf-8", "replace"))
    }
    assert named == set()
