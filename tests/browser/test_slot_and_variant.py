"""The two pages that keep no answer: a contributor's place, and a passage by setting."""

import pytest

pytestmark = pytest.mark.browser

SLOT = {
    "id": "m1-s1",
    "level": 3,
    "prompt": "What told you?",
    "form": "100 words",
    "purpose": "To hear what it meant.",
    "not_to_include": "Names.",
}
SETTINGS = [
    {"id": "primary-care", "name": "Primary care", "text": "A surgery reprints its leaflet."},
    {"id": "smi", "name": "NHS severe mental illness", "text": "A ward plans a pathway."},
]


def passage(chosen):
    return {"id": "one-letter", "made_up": True, "chosen": chosen, "settings": SETTINGS}


def test_an_empty_place_says_that_it_is_waiting_and_for_what(drawn):
    opened = drawn("slot", SLOT)

    words = opened.page.locator(".cp-voice").inner_text()
    assert "Waiting for a lived-experience contributor." in words
    assert "What told you?" in words
    assert "What we are asking for: 100 words" in words
    assert "Why we ask: To hear what it meant." in words
    assert "Please leave out: Names." in words
    assert opened.axe() == []


def test_a_contributors_words_are_shown_as_they_are_with_their_credit(drawn):
    words = {"text": "A test record, first.\n\nAnd <b>second</b>.", "credit": "test record: A"}
    view = {**SLOT, "words": words, "no_name": "No name.", "terms": "test record: ask first"}
    opened = drawn("slot", view)

    figure = opened.page.locator("figure.cp-voice")
    assert figure.locator("blockquote p").all_inner_texts() == [
        "A test record, first.",
        "And <b>second</b>.",
    ]
    assert figure.locator("figcaption").inner_text() == "test record: A"
    assert "test record: ask first" in figure.inner_text()
    assert "Waiting" not in figure.inner_text()
    assert opened.axe() == []


def test_words_that_are_not_agreed_for_paper_are_not_printed(drawn):
    words = {"text": "A test record.", "credit": "test record: A"}
    view = {**SLOT, "words": words, "no_name": "No name.", "terms": "test record: ask first"}
    opened = drawn("slot", {**view, "not_for_paper": "They were not agreed for paper."})
    figure = opened.page.locator("figure.cp-voice")

    assert "not agreed for paper" not in figure.inner_text()
    opened.page.emulate_media(media="print")
    assert "They were not agreed for paper." in figure.inner_text()
    assert "test record" not in figure.inner_text().lower()
    opened = drawn("slot", {**view, "not_for_paper": ""})
    opened.page.emulate_media(media="print")
    assert "A test record." in opened.page.locator("figure.cp-voice").inner_text()


def test_where_a_contribution_was_removed_the_page_says_that_and_no_more(drawn):
    opened = drawn("slot", {**SLOT, "removed": True, "removed_words": "It has been removed."})

    words = opened.page.locator(".cp-voice").inner_text()
    assert "It has been removed." in words
    assert "What told you?" not in words
    assert opened.axe() == []


def test_a_passage_is_in_the_words_of_the_chosen_setting(drawn):
    opened = drawn("variant", passage("smi"))

    assert "your setting" in opened.page.locator(".cp-variant__text").inner_text()
    assert "A ward plans a pathway." in opened.page.locator(".cp-variant__text").inner_text()
    assert opened.page.get_by_text("Made-up scenario for practice").is_visible()


def test_the_other_settings_are_one_press_away(drawn):
    opened = drawn("variant", passage("smi"))

    opened.tab_to("Primary care")
    opened.press("Enter")

    assert (
        "A surgery reprints its leaflet." in opened.page.locator(".cp-variant__text").inner_text()
    )
    assert opened.page.get_by_role("button", pressed=True).inner_text() == "Primary care"


def test_without_a_chosen_setting_the_page_says_where_to_choose(drawn):
    opened = drawn("variant", passage(""))

    assert opened.page.get_by_text("You have not chosen your setting yet.").is_visible()
    assert opened.axe() == []


@pytest.mark.parametrize("width", [320, 360])
def test_a_passage_does_not_scroll_sideways(drawn, width):
    opened = drawn("variant", passage("smi"), width=width)

    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
