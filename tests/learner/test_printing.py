"""A lesson on paper: every section, and nothing of the frame."""

import re

import pytest
from visiting import MODULE

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]


def test_printing_shows_every_section_and_not_the_frame(tab):
    tab.go(f"module/{MODULE}/six-steps")

    tab.page.emulate_media(media="print")

    hidden = tab.page.locator(".coprod-lesson .jp-MarkdownCell").evaluate_all(
        "all => all.filter(one => !one.classList.contains('cp-by-hand') && !one.offsetHeight)"
        ".map(one => one.innerText.slice(0, 60))"
    )
    frame = tab.page.locator("#coprod-top, #coprod-panel, .cp-lesson__foot").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.id || one.className)"
    )
    assert (hidden, frame) == ([], [])
    assert tab.page.locator(".coprod-lesson .cp-activity:visible").count() >= 7


def test_a_printed_lesson_is_longer_than_one_page_and_none_of_it_is_cut(tab):
    tab.page.emulate_media(media="null")
    tab.go(f"module/{MODULE}/six-steps")

    pages = re.findall(rb"/Type */Page[^s]", tab.page.pdf())

    assert len(pages) > 5
