"""Somebody answers, and two seconds later their browser is gone: 65 times in `make proof`.

features.md, L1: every kind of activity is as it was left when they come back.
"""

import random

import pytest
from interrupted import lose_the_tab, with_exercise
from keyboard import at
from one_of_each_kind import KINDS, PICTURE, TASK
from opened import ROOT, opened
from playwright.sync_api import expect

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
SEED = 20261124
LATER = 2000  # ms after the last key; features L1
SAMPLE, FULL = 2, max(65, 4 * len(KINDS))  # times: some kinds once; each four times or more


class Person:
    """Somebody with one browser, who opens the course again whenever it is gone."""

    def __init__(self, server, context):
        self.server, self.context = server, context

    def open(self, kind):
        """Load the course anew at one activity, as Continue leads to it; gives the activity."""
        self.page = self.context.new_page()
        self.page.goto(f"{self.server.address}#/{place(kind)}")
        return self.there(kind)

    def go(self, kind):
        """Follow the way to one activity within the page that is open; gives the activity."""
        self.page.evaluate("place => { location.hash = place; }", f"#/{place(kind)}")
        return self.there(kind)

    def there(self, kind):
        here = f"section[data-activity='{KINDS[kind][1]}']"
        section = self.page.locator(here)
        section.wait_for(timeout=60_000)
        # The focus comes last, and takes whatever key is pressed next with it.
        self.page.wait_for_function("here => document.activeElement.closest(here)", arg=here)
        return section


def place(kind):
    route, activity, _ = KINDS[kind]
    return f"{route}?at={activity}"


def test_what_was_answered_two_seconds_ago_is_there_again(
    own_profile, tmp_path, full_campaign, record_property
):
    times = FULL if full_campaign else SAMPLE
    chance = random.Random(SEED)
    order = [kind for _ in KINDS for kind in chance.sample([*KINDS], len(KINDS))][:times]
    with (
        opened(with_exercise(tmp_path / "coprod", TASK), course=ROOT) as server,
        own_profile() as context,
    ):
        person = Person(server, context)
        for turn, kind in enumerate(order):
            section = person.go(kind) if turn else person.open(kind)
            before = section.evaluate(PICTURE)
            at(person.page, KINDS[kind][1])
            KINDS[kind][2](person.page, section, chance)
            person.page.wait_for_timeout(LATER)
            left = section.evaluate(PICTURE)
            assert left != before, f"time {turn}, {kind}: nothing was answered"

            lose_the_tab(person.page)
            again = person.open(kind)

            expect(again.locator(".cp-save[data-state=saved]")).to_be_visible()
            assert again.evaluate(PICTURE) == left, f"time {turn}, {kind}"

    record_property("cases", times)
    record_property("faults", times)
