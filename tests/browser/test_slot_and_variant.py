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
    opened.page.emulate_media(media="screen")  # other tests go on in this tab


RECORDED = {
    **SLOT,
    "label": "In a contributor’s own voice",
    "words": {"text": "test record, first.\n\nAnd <b>second</b>.", "credit": "test record: A"},
    "no_name": "No name.",
    "recording": {"type": "audio/wav", "size": "0.1 MB", "captions": "", "address": "/sound.wav"},
}


def test_a_recording_has_the_browsers_own_player_and_what_is_said_beside_it(drawn):
    opened = drawn("slot", RECORDED)

    player = opened.page.locator("figure.cp-voice audio")
    assert player.evaluate("one => [one.controls, one.autoplay, one.preload, one.paused]") == [
        True, False, "none", True,
    ]  # fmt: skip
    assert player.get_attribute("src") == "/sound.wav"
    assert player.get_attribute("aria-label") == "In a contributor’s own voice"
    assert opened.page.locator("blockquote p").all_inner_texts() == [
        "test record, first.",
        "And <b>second</b>.",
    ]
    assert "What is said, in full" in opened.page.locator("figure").inner_text()
    assert opened.axe() == []


def test_a_film_has_its_captions_on(drawn):
    film = {"type": "video/webm", "captions": "WEBVTT\n\n00:00.000 --> 00:01.000\ntest record\n"}
    opened = drawn("slot", {**RECORDED, "recording": {**RECORDED["recording"], **film}})

    track = opened.page.locator("video track")
    assert track.get_attribute("kind") == "captions"
    assert track.evaluate("one => one.default && one.src.startsWith('blob:')")
    assert opened.axe() == []


def test_without_an_address_it_is_fetched_when_somebody_asks_and_a_failure_is_said(drawn):
    recording = {**RECORDED["recording"], "address": ""}
    opened = drawn("slot", {**RECORDED, "recording": recording})
    button = opened.page.get_by_role("button", name="Get the recording (0.1 MB)")

    assert opened.page.locator("audio").count() == 0
    assert opened.axe() == []
    opened.receive = lambda message: {"type": "recording"}  # no bytes beside it
    button.press("Enter")

    opened.page.get_by_text("The recording cannot be reached at the moment.").wait_for()
    assert opened.page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_what_was_written_together_names_the_parts_and_quotes_nobody(drawn):
    parts = {"parts": ["The panel", "The advert"], "parts_words": "Written together."}
    words = {"text": "", "credit": "test record: A"}
    opened = drawn("slot", {**SLOT, **parts, "words": words, "label": "Written with contributors"})

    assert opened.page.locator("li").all_inner_texts() == ["The panel", "The advert"]
    assert opened.page.locator("blockquote").count() == 0
    assert opened.axe() == []


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
