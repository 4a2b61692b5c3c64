"""The questions of a warm-up, by keyboard alone; each has feedback of its own."""

from dataclasses import replace

import pytest
from on_a_page import view_of

pytestmark = pytest.mark.browser
POSTER = "A team shows people a finished poster. What is it?"
PRINTED = "People see a map that is already printed. What is it?"


@pytest.fixture
def opened(example, on_a_page):
    return on_a_page(example("warm_up").activity)


def question(opened, words):
    return opened.page.get_by_role("group", name=words, exact=True)


def choose(opened, words, option):
    """Go to the question's radio buttons by Tab, and to the option by arrow keys."""
    radios = question(opened, words).get_by_role("radio")
    radios.first.focus()
    wanted = question(opened, words).get_by_role("radio", name=option, exact=True)
    opened.press("Space")
    while not wanted.is_checked():
        opened.press("ArrowDown")


def said(opened, words):
    """The feedback of one question."""
    found = opened.page.locator("form", has=question(opened, words)).locator(".cp-fb")
    found.wait_for()
    return found.inner_text().replace("\n\n", "\n")


def test_each_question_is_checked_by_itself(opened):
    choose(opened, POSTER, "Asked")
    opened.tab_to("Check answer 1")
    opened.press("Enter")

    assert said(opened, POSTER) == "Not quite\nNobody asked for views on it: poster."
    assert opened.focus() == "Check answer 1"
    assert opened.page.locator(".cp-fb").count() == 1
    choose(opened, PRINTED, "Told")
    opened.tab_to("Check answer 2")
    opened.press("Enter")

    assert said(opened, PRINTED).startswith("Yes\n")
    assert said(opened, POSTER).startswith("Not quite")
    assert opened.activity.complete(opened.stored)
    assert opened.axe() == []


def test_a_choice_is_kept_without_a_check_and_both_are_there_again(opened):
    choose(opened, POSTER, "Told")
    opened.tab_to("Check answer 1")
    opened.press("Enter")
    said(opened, POSTER)
    choose(opened, PRINTED, "Asked")
    opened.saved()

    opened.open()

    assert opened.page.locator("input:checked").count() == 2
    assert said(opened, POSTER).startswith("Yes")
    assert opened.page.locator(".cp-fb").count() == 1
    assert opened.stored["checked"] == ["poster"]


def test_another_choice_takes_the_old_feedback_away(opened):
    choose(opened, POSTER, "Asked")
    opened.tab_to("Check answer 1")
    opened.press("Enter")
    said(opened, POSTER)

    choose(opened, POSTER, "Told")
    opened.saved()

    assert opened.page.locator(".cp-fb").count() == 0
    assert opened.stored["checked"] == []


def test_check_without_a_choice_says_so_at_its_question(opened):
    opened.tab_to("Check answer 2")
    opened.press("Enter")

    assert question(opened, PRINTED).get_by_role("alert").inner_text() == "Choose an answer first."
    assert (
        question(opened, PRINTED)
        .get_by_role("radio")
        .first.evaluate("(one) => one === document.activeElement")
    )
    assert opened.wrong() == [True, "Choose an answer first."]
    assert opened.stored is None


def test_a_question_that_comes_back_says_so_and_where_it_is_from(example, on_a_page):
    activity = replace(example("warm_up").activity, comes_back="bench")
    opened = on_a_page(activity)

    hint = opened.page.locator("form").last.locator(".cp-hint").inner_text()

    assert hint == "From the module: The steps. You met this one before, and it comes back now."


def test_an_answer_to_a_question_that_is_gone_leaves_the_others_in_place(example, on_a_page):
    opened = on_a_page(example("warm_up").activity)
    choose(opened, POSTER, "Told")
    choose(opened, PRINTED, "Told")
    opened.tab_to("Check answer 2")
    opened.press("Enter")
    said(opened, PRINTED)
    poster, printed = opened.activity.questions
    opened.desk = replace(
        opened.desk,
        activity=replace(opened.activity, questions=(replace(poster, id="bill"), printed)),
    )
    opened.activity = opened.desk.activity
    opened.view = view_of(opened.activity)

    opened.open()

    assert opened.page.locator("input:checked").count() == 1
    assert "This question has changed." in opened.page.locator(".cp-banner").inner_text()
    opened.tab_to("Check answer 2")
    opened.press("Enter")
    assert said(opened, PRINTED).startswith("Yes")
    assert opened.stored["asked"] == ["bill", "map"]
