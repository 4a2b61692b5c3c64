"""A contributor's terms, the page behind their link, and the history, in Chromium. Test records."""

from dataclasses import replace

import pytest
from contributions.small_pack import PACK
from in_colours import axe_in_colours

from coprod_training.content.course import HelpContact
from coprod_training.contributions.edit_page import Edit, edit_page
from coprod_training.contributions.history import Credit, History, ModuleHistory
from coprod_training.contributions.history_page import history_page
from coprod_training.contributions.html_pack import html_of_pack
from coprod_training.contributions.pack_changes import changed_since
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.quarter import quarter_page
from coprod_training.contributions.terms_page import TermsFor, terms_back, terms_page
from coprod_training.contributions.withdrawal_page import (
    ASK,
    DONE,
    DONE_BEFORE,
    NOT_DONE,
    UNKNOWN,
    page,
)

pytestmark = [pytest.mark.drawn, pytest.mark.browser]
REF = "0123456789abcdef"
TERMS = TermsFor(
    ref=REF, kind="audio", title="Test record", prompt="Test record: what?", form="100 words"
)
HISTORY = History(
    course="Test record",
    edition="2026.11",
    made="2026-11",
    modules=(ModuleHistory(module="m", title="Test record: a module", sections=3),),
    credits=(Credit(ref=REF, text="Test record: a credit", role="Validation"),),
)
EDIT = Edit(
    ref=REF, title="Test record", old="Test record: one.", new="Test record: two.", hash="0"
)
CHANGES = changed_since(PACK, replace(PACK, passages=PACK.passages[:1] + PACK.passages[2:]))
CONTACTS = (HelpContact(name="Test record", how="a test number"),)
PAGES = {
    "terms": terms_page(TERMS, {}, CONTACTS),
    "edit": edit_page(EDIT, CONTACTS),
    "four questions": quarter_page("2026-Q1", "a box in the office (test record)"),
    "changes": html_of_pack(CHANGES.pack, CHANGES.before, contacts=CONTACTS),
    "history": history_page(HISTORY),
    "ask": page(ASK),
    "done": page(DONE),
    "done before": page(DONE_BEFORE),
    "unknown": page(UNKNOWN),
    "not done": page(NOT_DONE),
}


@pytest.fixture
def opened(new_context, tmp_path):
    """Opens one of the pages with no network."""

    def opened(name, **more):
        path = tmp_path / f"{name}.html"
        path.write_text(PAGES[name], encoding="utf-8")
        context = new_context(accept_downloads=True, **more)
        context.set_offline(True)
        shown = context.new_page()
        shown.goto(path.as_uri())
        return shown

    return opened


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_any_colours(name, opened):
    assert axe_in_colours(opened(name, bypass_csp=True)) == []


@pytest.mark.parametrize("name", PAGES)
def test_on_a_narrow_page_nothing_has_to_be_scrolled_sideways(name, opened):
    shown = opened(name)
    shown.set_viewport_size({"width": 320, "height": 900})  # 1280 at 400 %

    assert shown.evaluate("document.documentElement.scrollWidth") == 320


def test_a_credit_is_shown_as_it_will_look_exactly_as_it_is_typed(opened):
    shown = opened("terms")
    shown.wait_for_selector("body.ready")
    preview, typed = shown.locator("[data-shows]"), "  Test  record: <b>me</b> "

    assert preview.text_content() == "No name is shown."
    shown.get_by_label("The name or words to show").fill(typed)
    assert preview.text_content() == "No name is shown."  # nothing is chosen yet
    shown.get_by_label("A name you choose").check()
    assert preview.text_content() == typed
    shown.get_by_label("No name:").check()
    assert preview.text_content() == "No name is shown."


@pytest.mark.parametrize("name", ["terms", "edit", "four questions", "changes", "ask", "done"])
def test_a_page_can_be_left_at_once_and_asks_nothing(name, opened):
    shown = opened(name)
    asked = []
    shown.on("dialog", lambda one: (asked.append(one.message), one.dismiss()))
    for box in shown.locator("textarea:visible").all()[:1]:
        box.fill("Test record: not saved yet")

    shown.get_by_role("link", name="Leave this page").focus()
    shown.keyboard.press("Enter")
    shown.wait_for_url("about:blank")

    assert asked == []


def test_somebody_answers_their_terms_by_keyboard_and_saves_them(opened, tmp_path):
    shown = opened("terms")
    shown.wait_for_selector("body.ready")
    shown.get_by_role("group", name="May they be printed?").get_by_label("Yes", exact=True).focus()
    shown.keyboard.press("Space")
    shown.get_by_label("The name or words to show").fill("Test record: me")
    shown.get_by_label("A name you choose").check()
    shown.get_by_label("I understand that people may recognise me").check()
    shown.get_by_label("I agree to these terms").check()
    shown.get_by_role("button", name="Save my answers").focus()
    with shown.expect_download() as waiting:
        shown.keyboard.press("Enter")
    waiting.value.save_as(tmp_path / "back.html")

    back = read_page((tmp_path / "back.html").read_bytes())
    said = terms_back(back, REF, "Test record", talk=None, kind="audio", group_size=0)
    assert said.reply == "yes"
    assert [name for name, yes in said.form.terms.answers.items() if yes] == ["printed"]
    assert (said.form.credit.how, said.form.credit.display_text) == (
        "chosen_name",
        "Test record: me",
    )
    assert said.form.credit.understood_on is not None
