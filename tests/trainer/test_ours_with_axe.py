"""Every address of ours on a trainer's server with axe, so that no page of ours is left out.

The addresses are those of addresses.py, which test_policy.py holds against the server's own list.
What else a page can look like is in the tests of that page, and in test_every_page_with_axe.py.
"""

import pytest
from addresses import FORMGRADERS, NOT_THERE, OURS, WRITTEN
from asking import ask
from at_work import axe, go
from playwright.sync_api import expect

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
DATA = ("/api/", ".xlsx", ".csv", ".ipynb", ".txt")
ADDRESSES = [*OURS, *FORMGRADERS, *NOT_THERE[:1]]
PAGES = [one for one in ADDRESSES if not any(part in one for part in DATA)]
GOES_ON = {"formgrader/manage_assignments", "formgrader/gradebook", "formgrader/manage_students"}


@pytest.fixture(scope="module")
def page(collected_once, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{collected_once.base}coprod/trainer?token={collected_once.token}")
    yield page
    page.close()


@pytest.mark.parametrize("place", [one for one in PAGES if one not in GOES_ON])
def test_axe_finds_nothing(page, collected_once, place):
    go(page, collected_once, place.format(**collected_once.ids))

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert axe(page) == []


def test_nothing_but_data_is_left_out(collected_once):
    """The three that go on at once to a page of ours are in test_every_page_with_axe.py."""
    for path in [one for one in ADDRESSES if one not in PAGES]:
        assert "text/html" not in ask(collected_once, path).headers["content-type"], path
    assert set(PAGES) > GOES_ON
    assert {
        "coprod/trainer/name",
        f"coprod/trainer/exercises/{{task}}/questions/{WRITTEN}/{{hand_in}}",
    } < set(PAGES)
