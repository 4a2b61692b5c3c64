"""A learner who said yes sees their receipt code and the way out, whenever they come back."""

from dataclasses import replace

import pytest

pytestmark = pytest.mark.browser


def say_yes(opened):
    opened.press("Tab", "ArrowDown", "Tab", "ArrowDown", "Enter")
    opened.page.locator(".cp-receipt__code").wait_for()
    return opened.stored["receipt"]


def reword(opened, **change):
    """The same learner comes back after a writer has changed the page."""
    opened.desk = replace(opened.desk, activity=replace(opened.activity, **change))
    opened.view |= change
    opened.open()


def code_and_button(page):
    code = page.locator(".cp-receipt__code").all_inner_texts()
    return code, page.get_by_role("button", name="Take my answers out").is_visible()


@pytest.mark.parametrize("change", [{"title": "Another title"}, {"question": "May we add them?"}])
def test_the_code_is_there_again_also_when_the_page_has_changed(example, on_a_page, change):
    opened = on_a_page(example("consent").activity)
    code = say_yes(opened)

    reword(opened, **change)

    assert code_and_button(opened.page) == ([code], True)


def test_the_code_stays_while_another_choice_is_made_and_not_saved(example, on_a_page):
    opened = on_a_page(example("consent").activity)
    code = say_yes(opened)

    opened.page.get_by_label("No").first.check()

    assert code_and_button(opened.page) == ([code], True)


def test_a_no_shows_no_code(example, on_a_page):
    opened = on_a_page(example("consent").activity)

    assert code_and_button(opened.page) == ([], False)


def test_a_yes_that_waits_has_no_code_to_keep_until_it_is_stored(example, on_a_page):
    opened = on_a_page(example("consent").activity)
    opened.lost = True
    opened.press("Tab", "ArrowDown", "Tab", "ArrowDown", "Enter")

    opened.open()

    assert opened.page.get_by_label("Yes").first.is_checked()
    assert code_and_button(opened.page) == ([], False)
    opened.lost = False
    opened.page.locator(".cp-receipt__code").wait_for()
    assert code_and_button(opened.page) == ([opened.stored["receipt"]], True)


def test_a_yes_that_waited_is_no_yes_to_words_that_have_changed(example, on_a_page):
    opened = on_a_page(example("consent").activity)
    opened.lost = True
    opened.press("Tab", "ArrowDown", "Tab", "ArrowDown", "Enter")
    opened.lost = False

    reword(opened, text_version="2")
    opened.page.get_by_text("These words have changed since you read them.").wait_for()

    assert opened.page.get_by_label("No").first.is_checked()
    assert (
        opened.page.get_by_label("Yes", exact=True).and_(opened.page.locator(":checked")).count()
        == 0
    )
    assert code_and_button(opened.page) == ([], False)
    assert opened.stored is None
