"""Cards are put on steps with the keyboard; dragging them is an extra."""

import re
from dataclasses import replace

import pytest

pytestmark = pytest.mark.browser


def test_cards_are_placed_and_checked_with_the_keyboard(example, on_a_page):
    opened = on_a_page(example("sort").activity)

    opened.tab_to("Place here: step 3, Influenced")
    opened.press("Enter")
    assert opened.focus() == "Place here"
    opened.press("Enter")
    assert opened.focus() == "Next: think about each one"
    opened.press("Enter")
    assert opened.focus() == "Before we show ours"
    for _ in range(2):  # who decided, then why, for each card
        opened.press("Tab", "Space", "Tab", "ArrowDown")
    opened.tab_to("Check my sort")
    opened.press("Enter")

    opened.page.locator(".cp-fb").wait_for()
    assert opened.activity.complete(opened.stored)
    assert {opened.stored["room"], opened.stored["film"]} == {"3"}


def test_no_answer_is_shown_before_who_decided_is_said(example, on_a_page):
    opened = on_a_page(example("sort").activity)
    opened.tab_to("Place here: step 3, Influenced")
    opened.press("Enter", "Enter", "Enter")

    opened.tab_to("Check my sort")
    opened.press("Enter")

    opened.saved()
    assert opened.checked == 0
    assert (
        opened.page.get_by_role("button", name="Check my sort").get_attribute("aria-disabled")
        == "true"
    )


def test_a_moved_card_keeps_the_focus_and_stops_at_the_ends(example, on_a_page):
    opened = on_a_page(example("sort").activity)
    opened.tab_to("Place here: step 4, Designed together")
    opened.press("Enter")
    opened.page.get_by_role("button", name=re.compile("^Move up")).focus()

    opened.press("Enter")
    assert opened.focus() == "Move up"
    opened.press("Enter")

    opened.page.get_by_text("Already at the end.").wait_for(state="attached")
    opened.saved()
    assert list(opened.stored.values()) == ["5"]


def test_where_there_is_nothing_to_go_on_to_the_last_card_has_the_focus(example, on_a_page):
    opened = on_a_page(
        replace(example("sort").activity, ask_who_decided=False, ask_why=False), graded=True
    )
    opened.tab_to("Place here: step 3, Influenced")
    opened.press("Enter")
    last = opened.page.locator(".cp-sorter__card > p").inner_text()

    opened.press("Enter")

    assert opened.focus() == "Move up"
    label = opened.page.evaluate("document.activeElement.ariaLabel")
    assert label == f"Move up: {last}"
    opened.saved()
    assert len(opened.stored) == 2


def test_cards_can_be_dragged_as_well(example, on_a_page):
    opened = on_a_page(example("sort").activity)
    page = opened.page
    first, second = (card["id"] for card in opened.view["cards"])

    page.locator(".cp-sorter__card").drag_to(page.locator("[data-step='3']"))
    opened.saved()
    assert opened.stored == {first: "3"}
    page.locator(".cp-sorter__card").drag_to(page.locator("[data-step='1']"))
    page.locator(f"[data-step='1'] [data-card='{second}']").drag_to(page.locator("[data-step='2']"))
    page.locator(f"[data-step='2'] [data-card='{second}']").wait_for()
    opened.saved()

    assert opened.stored == {first: "3", second: "2"}
