"""Somebody answers, and two seconds later their browser is gone: 50 times in `make proof`.

features.md, L1: every kind of activity is as it was left when they come back.
"""

import random
from contextlib import suppress

import pytest
from interrupted import with_exercise
from keyboard import at, tab_to
from opened import opened
from playwright.sync_api import Error, expect

pytestmark = [pytest.mark.slow, pytest.mark.browser]
SEED = 20261124
LATER = 2000  # ms after the last key; features L1
MODULE = "what-co-production-is"
TASK = "where-is-it-really"
# What a person sees of their own answer: what is chosen and written, where each card lies, and the
# way through a conversation.
PICTURE = """section => ({
  chosen: [...section.querySelectorAll('input')].map(one => one.checked),
  written: [...section.querySelectorAll('textarea, select')].map(one => one.value),
  placed: [...section.querySelectorAll('[data-card]')].map(
    one => [one.dataset.card, one.closest('[data-step]').dataset.step]),
  way: [...section.querySelectorAll('.cp-story li')].map(one => one.textContent),
  now: section.querySelector('.cp-now')?.textContent ?? '',
})"""


def choose(page, section, chance):
    """Another one of a group of radio buttons; the rating grid asks in the same way."""
    tab_to(page, "input[type=radio]")
    for _ in range(chance.randint(1, 2)):
        page.keyboard.press("ArrowDown")


def tick(page, section, chance):
    """Tick or untick one box, and do not ask for feedback."""
    for _ in range(chance.randint(1, section.locator("input[type=checkbox]").count())):
        tab_to(page, "input[type=checkbox]")
    page.keyboard.press("Space")


def place(page, section, chance):
    """Put the next card on a step, or move one that lies there."""
    buttons = section.locator("[data-step] > button:visible").count()
    wanted = "[data-step] > button" if buttons else "[data-move]"
    for _ in range(chance.randint(1, 5)):
        tab_to(page, wanted)
    page.keyboard.press("Enter")


def follow(page, section, chance):
    """One choice in a conversation; at its end, from the beginning."""
    if section.locator(".cp-opt").count() == 0:
        section.get_by_role("button", name="Start again").press("Enter")
        at(page, "deadline-friday")
    for _ in range(chance.randint(1, section.locator(".cp-opt").count())):
        tab_to(page, ".cp-opt")
    page.keyboard.press("Enter")


def write(page, section, chance):
    """Some more words, with nothing that says one is done."""
    tab_to(page, "textarea")
    page.keyboard.press("Control+End")
    page.keyboard.type(f"word {chance.randint(100, 999)} ")


# Where each kind stands, and how a person goes on with it.
KINDS = {
    "single_choice": (f"module/{MODULE}", "explain-the-difference", choose),
    "multiple_choice": (f"module/{MODULE}", "peer-leaflet", tick),
    "sort": (f"module/{MODULE}", "ladder-sort", place),
    "rating_grid": (f"module/{MODULE}", "service-self-check", choose),
    "scenario": (f"module/{MODULE}", "deadline-friday", follow),
    "free_text": (f"exercise/{TASK}", "one-thing-called-co-production", write),
}
SAMPLE, FULL = 1, 9  # times for each kind: 6 and 54


class Person:
    """Somebody with one browser, who opens the course again whenever it is gone."""

    def __init__(self, server, context):
        self.server, self.context = server, context

    def open(self, kind):
        """Load the course anew at one activity, as Continue leads to it; gives the activity."""
        route, activity, _ = KINDS[kind]
        self.page = self.context.new_page()
        self.page.goto(f"{self.server.address}#/{route}?at={activity}")
        section = self.page.locator(f"section[data-activity='{activity}']")
        section.wait_for(timeout=60_000)
        return section

    def lose_the_tab(self):
        """The browser's process for this page ends in the middle of whatever it does."""
        with suppress(Error):
            self.page.goto("chrome://crash", timeout=2000)
        self.page.close()


def test_what_was_answered_two_seconds_ago_is_there_again(
    browser, tmp_path, full_campaign, record_property
):
    times = FULL if full_campaign else SAMPLE
    chance = random.Random(SEED)
    with opened(with_exercise(tmp_path / "coprod", TASK)) as server:
        person = Person(server, browser.new_context())
        for turn, kind in enumerate([*KINDS] * times):
            section = person.open(kind)
            before = section.evaluate(PICTURE)
            at(person.page, KINDS[kind][1])
            KINDS[kind][2](person.page, section, chance)
            person.page.wait_for_timeout(LATER)
            left = section.evaluate(PICTURE)
            assert left != before, f"time {turn}, {kind}: nothing was answered"

            person.lose_the_tab()
            again = person.open(kind)

            expect(again.locator(".cp-save[data-state=saved]")).to_be_visible()
            assert again.evaluate(PICTURE) == left, f"time {turn}, {kind}"
            person.page.close()

    record_property("cases", times * len(KINDS))
