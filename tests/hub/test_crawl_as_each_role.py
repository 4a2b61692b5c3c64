"""Every page that leads on from what somebody can open: no error, and nobody else's name."""

import re
from html import unescape
from urllib.parse import urldefrag, urljoin

import pytest

from hub.conftest import PEOPLE

pytestmark = pytest.mark.drawn

MOST = 60  # pages of one role
# What a page may name, beside whoever looks: a trainer works with the names of their cohort.
MAY_NAME = {
    "trainer-spring": {"learner-one", "learner-two", "grader-spring"},
    "trainer-autumn": {"learner-autumn", "grader-autumn"},
    "the-operator": set(PEOPLE) | {"grader-spring", "grader-autumn"},
}
LEAVES = ("logout", "/lab", "/tree", "/static/", "/api/shutdown")


def pages_of(visitor):
    """Every page that is reached by following links from what one can open, by address."""
    waiting, seen = [f"{visitor.address}hub/coprod"], {}
    while waiting and len(seen) < MOST:
        url = waiting.pop(0)
        if url in seen or any(part in url for part in LEAVES):
            continue
        reply = seen[url] = visitor.ask(url)
        text = reply.content.decode("utf-8", "replace")
        if "<html" in text[:2000].lower():
            links = re.findall(r'(?:href|action)="([^"]+)"', text)
            found = [urldefrag(urljoin(reply.url, unescape(one)))[0] for one in links]
            waiting += [one for one in found if one.startswith(visitor.address)]
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("account", PEOPLE)
def test_no_page_fails_or_names_anybody_else(visitors, opened_course, account):
    if account == "trainer-spring":
        opened_course(account, "grader-spring")
        visitors[account].ask("user/grader-spring/formgrader")
    others = {*PEOPLE, "grader-spring", "grader-autumn"} - {account} - MAY_NAME.get(account, set())

    pages = pages_of(visitors[account])

    assert pages
    assert {url: one.status for url, one in pages.items() if one.status >= 500} == {}
    named = {
        (url, name)
        for url, one in pages.items()
        for name in others
        if re.search(rf"\b{name}\b", one.content.decode("utf-8", "replace"))
    }
    assert named == set()
