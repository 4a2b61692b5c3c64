"""Each kind answered with the keyboard alone; where the focus goes; when feedback is shown."""

from dataclasses import replace

import pytest
from on_a_page import view_of

from coprod_training.answers import Desk

pytestmark = [pytest.mark.drawn, pytest.mark.browser]


def test_a_choice_is_kept_by_arrow_keys_and_scored_only_on_check(example, on_a_page):
    opened = on_a_page(example("single_choice").activity)

    opened.press("Tab", "Space")
    opened.saved()
    assert opened.checked == 0
    assert opened.page.locator(".cp-fb").count() == 0
    opened.press("ArrowDown")
    opened.tab_to("Check my answer")
    opened.press("Enter")

    opened.page.locator(".cp-fb").wait_for()
    assert opened.checked == 1
    assert opened.focus() == "Check my answer"


def test_check_without_a_choice_says_so_and_goes_to_the_first(example, on_a_page):
    opened = on_a_page(example("single_choice").activity)

    opened.tab_to("Check my answer")
    opened.press("Enter")

    assert opened.page.get_by_role("alert").inner_text() == "Choose an answer first."
    assert opened.page.evaluate("document.activeElement.type") == "radio"
    assert opened.wrong() == [True, "Choose an answer first."]
    assert opened.axe() == []
    assert opened.stored is None
    opened.press("Space")
    assert opened.wrong() == [False, ""]


def test_several_choices_are_ticked_with_space(example, on_a_page):
    opened = on_a_page(example("multiple_choice").activity)

    opened.tab_to("Check my answer")
    opened.press("Enter")
    assert opened.wrong() == [True, "Choose at least one answer first."]
    for text in ("Decide on the plan with staff", "Do some of the work"):
        opened.press("Shift+Tab")  # back to the top: the order is shuffled
        opened.page.locator("h3").focus()
        opened.tab_to(text, "checkbox")
        opened.press("Space")
    opened.tab_to("Check my answer")
    opened.press("Enter")

    opened.page.locator(".cp-fb--ok").wait_for()
    assert opened.stored == ["decide", "work"]
    assert opened.page.locator(".cp-notes li").count() == 2


def test_no_feedback_before_the_answer_is_on_the_disk(example, on_a_page):
    opened = on_a_page(example("single_choice").activity)
    opened.lost = True

    opened.press("Tab", "Space")
    opened.tab_to("Check my answer")
    opened.press("Enter")
    opened.page.get_by_role("button", name="Try now").wait_for()
    assert opened.page.locator(".cp-fb").count() == 0
    opened.lost = False
    opened.page.get_by_role("button", name="Try now").click()

    opened.page.locator(".cp-fb").wait_for()
    assert opened.checked == 1


def test_an_answer_that_was_not_saved_is_sent_when_the_page_is_opened_again(example, on_a_page):
    opened = on_a_page(example("single_choice").activity)
    opened.lost = True
    opened.press("Tab", "Space")
    chosen = opened.page.locator("input:checked").get_attribute("value")

    opened.lost = False
    opened.open()

    opened.saved()
    assert opened.stored == chosen
    assert opened.page.locator("input:checked").get_attribute("value") == chosen


def test_a_page_that_is_drawn_again_says_as_soon_that_an_answer_waits(example, on_a_page):
    opened = on_a_page(example("single_choice").activity)
    opened.lost = True
    opened.press("Tab", "Space")
    opened.page.wait_for_timeout(3000)

    opened.open()

    opened.page.get_by_text("One answer is not saved yet.").wait_for(timeout=2000)


def has_changed(opened, activity):
    """The course was mended while the page was away."""
    opened.desk, opened.view = Desk(activity, opened.desk.store, False), view_of(activity)
    opened.lost = False


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice"])
def test_an_answer_whose_option_went_while_it_waited_is_shown_until_there_is_another(
    example, on_a_page, kind
):
    activity = example(kind).activity
    opened = on_a_page(activity)
    opened.lost = True
    opened.press("Tab", "Space")
    gone = opened.page.locator("input:checked").get_attribute("value")
    words = next(one.text for one in activity.options if one.id == gone)
    options = tuple(one for one in activity.options if one.id != gone)

    has_changed(opened, replace(activity, options=options))

    for _ in range(2):
        opened.open()
        opened.page.get_by_text(f"Your earlier answer was: {words}").wait_for()
        assert opened.stored is None
        assert opened.page.locator("input:checked").count() == 0
    assert opened.page.locator(".cp-save").get_attribute("data-state") == ""
    assert opened.axe() == []
    opened.press("Tab", "Space")
    opened.saved()
    assert opened.stored not in (None, gone, [gone])
    assert not opened.page.locator(".cp-banner--info").is_visible()
    assert opened.page.evaluate("localStorage.length") == 0


def test_an_earlier_answer_and_its_feedback_are_shown_again(example, on_a_page):
    opened = on_a_page(example("single_choice").activity)
    opened.press("Tab", "Space")
    opened.tab_to("Check my answer")
    opened.press("Enter")
    words = opened.page.locator(".cp-fb p").inner_text()

    opened.open()

    assert opened.page.locator(".cp-fb p").inner_text() == words
    assert opened.page.locator("input:checked").count() == 1


def test_a_story_moves_the_focus_to_its_new_moment(example, on_a_page):
    opened = on_a_page(example("scenario").activity)

    opened.tab_to("Ask the group first")
    opened.press("Enter")
    assert opened.focus() == "Now"
    opened.tab_to("Agree a date")
    opened.press("Enter")

    opened.page.get_by_text("A date is set.").wait_for()
    assert opened.focus() == "What happened"
    assert opened.stored == ["talk", "agree"]


def test_a_story_can_go_back_one_choice_and_start_again(example, on_a_page):
    opened = on_a_page(example("scenario").activity)
    for name in ("Ask the group first", "Agree a date"):
        opened.tab_to(name)
        opened.press("Enter")

    opened.tab_to("Back one choice")
    opened.press("Enter")
    assert opened.focus() == "Now"
    assert opened.page.locator(".cp-ending").count() == 0
    opened.tab_to("Start again")
    opened.press("Enter")

    assert opened.page.locator(".cp-story").count() == 0
    opened.saved()
    assert opened.stored == []


def test_words_are_saved_while_they_are_written(example, on_a_page):
    opened = on_a_page(example("free_text").activity)

    opened.press("Tab", "Tab")
    opened.page.keyboard.type("The welcome letter")
    opened.saved()

    assert opened.stored == "The welcome letter"
    assert opened.page.get_by_text("3 words").count() == 1


def test_words_that_are_too_long_are_told_so_beside_the_box(example, on_a_page):
    opened = on_a_page(example("free_text").activity)

    opened.page.get_by_role("textbox").fill("long " * 13)
    opened.page.get_by_role("alert").get_by_text("5 characters too long").wait_for()

    opened.page.get_by_role("textbox").focus()
    assert opened.wrong() == [True, opened.page.get_by_role("alert").inner_text()]
    assert opened.stored is None
    state = opened.page.locator(".cp-save").get_attribute("data-state")
    assert state == "refused"  # a hand-in asks to change it, and not to wait


def test_words_pasted_with_signs_that_no_file_can_keep_are_kept(example, on_a_page):
    opened = on_a_page(example("free_text").activity)

    opened.page.get_by_role("textbox").evaluate(
        """box => {
          box.value = 'One\u000btwo';
          box.dispatchEvent(new Event('input'));
        }"""
    )

    opened.saved()
    assert opened.stored == "One\ntwo"


def test_the_same_activity_twice_on_a_page_has_no_id_twice(example, on_a_page):
    opened = on_a_page(example("free_text").activity)

    opened.page.evaluate(
        """async () => {
          const again = document.createElement('div');
          document.querySelector('main').append(again);
          const { default: widget } = await import('/script.js');
          const start = await window.opening();
          widget.render({ model: { get: (name) => start[name], on() {}, off() {}, send() {} },
            el: again });
        }"""
    )

    assert opened.page.locator("section[data-activity]").count() == 2
    twice = "all => all.map(one => one.id).filter((id, at, ids) => ids.indexOf(id) !== at)"
    assert opened.page.locator("[id]").evaluate_all(twice) == []


def test_consent_is_no_until_yes_is_saved(example, on_a_page):
    opened = on_a_page(example("consent").activity)

    assert opened.page.get_by_label("No").first.is_checked()
    opened.press("Tab", "ArrowDown", "Tab", "ArrowDown")
    assert opened.stored is None
    opened.tab_to("Save my choice")
    opened.press("Enter")

    code = opened.page.locator(".cp-receipt__code").inner_text()
    assert opened.activity.agreed(opened.stored)
    assert opened.stored["receipt"] == code


def test_answers_can_be_taken_out_again(example, on_a_page):
    opened = on_a_page(example("consent").activity)
    opened.press("Tab", "ArrowDown", "Tab", "ArrowDown", "Enter")
    opened.tab_to("Take my answers out")

    opened.press("Enter")

    opened.page.get_by_text("You said no").wait_for()
    assert opened.focus() == "You said no"
    assert opened.stored["CN3"] == "0"
    assert "receipt" not in opened.stored


def test_two_receipts_are_never_the_same(example, on_a_page):
    codes = set()
    for _ in range(2):
        opened = on_a_page(example("consent").activity)
        opened.press("Tab", "ArrowDown", "Tab", "ArrowDown", "Enter")
        codes.add(opened.page.locator(".cp-receipt__code").inner_text())

    assert len(codes) == 2


def test_keys_do_not_reach_the_page_around_an_activity(example, on_a_page):
    opened = on_a_page(example("free_text").activity)
    opened.page.evaluate("document.addEventListener('keydown', () => { window.reached = true; })")

    opened.page.get_by_role("textbox").press("a")

    assert opened.page.evaluate("window.reached") is None
