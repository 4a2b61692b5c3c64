"""The course is mended while a page of it is open: its answers are to the words that it showed."""

from dataclasses import replace

import pytest
from on_a_page import view_of
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def question(example):
    return example("single_choice").activity


@pytest.fixture
def shown(on_a_page, question):
    return on_a_page(question)


def mend(shown):
    mended = replace(shown.activity, question="Put differently, which is it?")
    shown.desk = replace(shown.desk, activity=mended)


def load_again(shown):
    shown.view = view_of(shown.desk.activity)
    shown.open()


def kept(shown):
    answer = shown.desk.store.read().latest(shown.activity.id)
    return answer.response, answer.question, answer.text


def test_what_is_answered_there_is_kept_as_shown_and_the_page_says_that_there_is_a_new_one(
    shown, question
):
    option = question.options[0]
    mend(shown)

    shown.page.get_by_label(option.text).check()

    shown.saved()
    banner = shown.page.locator(".cp-banner--info")
    expect(banner).to_contain_text("This question has changed. Your answer to the words shown here")
    assert kept(shown) == (option.id, question.fingerprint(), option.text)
    load_again(shown)
    sentence = f"This question has changed. Your earlier answer was: {option.text}"
    expect(banner).to_contain_text(sentence)
    shown.page.get_by_label(question.options[1].text).check()
    shown.saved()
    expect(banner).to_be_hidden()


def test_what_waited_in_the_browser_meanwhile_is_no_answer_to_the_new_words(shown, question):
    option = question.options[0]
    shown.lost = True
    shown.page.get_by_label(option.text).check()
    mend(shown)
    shown.lost = False

    load_again(shown)

    shown.saved()
    expect(shown.page.locator(".cp-banner--info")).to_contain_text(
        f"Your earlier answer was: {option.text}"
    )
    assert kept(shown) == (option.id, question.fingerprint(), option.text)


def test_an_answer_to_other_words_that_are_not_known_is_still_said_to_be_one(on_a_page, example):
    grid = example("rating_grid")
    shown = on_a_page(grid.activity)
    mend(shown)
    shown.receive({"id": "0b0f6f3e-9d3c-4d3c-8d3c-000000000001", "response": grid.right,
                   "wording": grid.activity.fingerprint()})  # fmt: skip

    load_again(shown)

    expect(shown.page.locator(".cp-banner--info")).to_contain_text(
        "This question has changed. You answered it before that."
    )
