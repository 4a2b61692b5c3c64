"""A setting that was chosen in one tab is followed by the passages that stand open in another."""

import pytest
from lab.served import keep
from playwright.sync_api import expect
from visiting import MODULE, Visit

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]


def test_a_passage_follows_a_setting_that_was_chosen_in_another_tab(visit, profile):
    keep(visit.server, "your-setting", "smi")
    visit.open(f"module/{MODULE}")
    passage = visit.page.locator(".coprod-lesson .cp-variant").first
    expect(passage).to_contain_text("(SMI): your setting")

    other = Visit(visit.server, profile.new_page()).open(f"module/{MODULE}?at=your-setting")
    other.choose("your-setting", "Primary care")

    expect(passage).to_contain_text("Primary care: your setting")
