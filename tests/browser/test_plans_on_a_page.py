"""Spotting, rewriting and the plans, by keyboard alone; what is typed wrong is told."""

import pytest

pytestmark = pytest.mark.browser


def typed(opened, label, words):
    opened.page.get_by_label(label, exact=True).focus()
    opened.page.keyboard.type(words)
    opened.press("Tab")


def feedback(opened):
    opened.page.locator(".cp-fb").wait_for()
    return opened.page.locator(".cp-fb").inner_text()


def test_lines_are_marked_and_given_a_reason_with_the_keyboard(example, on_a_page):
    opened = on_a_page(example("spot_the_gap").activity)

    opened.page.get_by_role("button", name="We ask for six hours").focus()
    opened.press("Space")
    opened.saved()
    assert opened.stored == {"time": ""}
    opened.tab_to("Check my marks")
    opened.press("Enter")
    assert opened.page.get_by_role("alert").inner_text() == (
        "Choose a reason for each line that you marked."
    )
    assert opened.page.evaluate("document.activeElement.tagName") == "SELECT"
    opened.page.get_by_label("What is wrong with line 2?").select_option("no-pay")
    opened.tab_to("Check my marks")
    opened.press("Enter")

    assert "You found 1 of the 2." in feedback(opened)
    assert opened.page.locator(".cp-linenote").inner_text().startswith("Six hours are work.")
    assert opened.axe() == []
    opened.open()
    assert opened.page.locator("[aria-pressed=true]").count() == 1


def test_the_last_mark_is_kept_until_there_is_another(example, on_a_page):
    opened = on_a_page(example("spot_the_gap").activity)
    line = opened.page.get_by_role("button", name="There is lunch.")
    line.press("Enter")
    opened.saved()

    line.press("Enter")

    assert "Mark at least one line." in opened.page.get_by_role("alert").inner_text()
    assert opened.stored == {"lunch": ""}


def test_a_text_is_written_anew_and_compared_with_ours(example, on_a_page):
    opened = on_a_page(example("rewrite").activity)
    opened.tab_to("Start from the old words")
    opened.press("Enter")
    assert opened.page.get_by_role("textbox").input_value() == opened.activity.before
    opened.page.keyboard.press("Control+A")
    opened.page.keyboard.type("Help us choose.")
    opened.tab_to("It says if people are paid", "checkbox")
    opened.press("Space")
    opened.tab_to("Compare with our version")
    opened.press("Enter")

    said = feedback(opened)
    assert "You ticked 1 of 2 checks." in said
    assert opened.activity.ours in said
    assert opened.stored == {"text": "Help us choose.", "checks": ["pay"]}
    assert opened.axe() == []


def test_words_that_are_too_long_stay_on_the_page_to_be_shortened(example, on_a_page):
    opened = on_a_page(example("rewrite").activity)
    opened.page.get_by_role("textbox").fill("long " * 40)
    opened.page.get_by_text("characters too long").wait_for()

    opened.open()

    assert opened.page.get_by_role("textbox").input_value() == "long " * 40
    assert opened.stored is None


@pytest.mark.parametrize("kind", ["action_plan", "payment_plan", "power_map", "story_plan"])
def test_a_plan_that_was_only_looked_at_is_no_answer(example, on_a_page, kind):
    opened = on_a_page(example(kind).activity)
    for _ in range(30):
        opened.press("Tab")
    opened.page.wait_for_timeout(1000)

    assert opened.stored is None


def test_words_of_a_plan_that_are_too_long_stay_as_well(example, on_a_page):
    opened = on_a_page(example("action_plan").activity)
    opened.page.get_by_label("If", exact=True).fill("long " * 40)
    opened.page.get_by_text("characters too long").wait_for()

    opened.open()

    assert opened.page.get_by_label("If", exact=True).input_value() == "long " * 40


def test_the_old_words_are_put_beneath_what_is_written(example, on_a_page):
    opened = on_a_page(example("rewrite").activity)
    opened.page.get_by_role("textbox").fill("My words.")
    opened.tab_to("Start from the old words")
    opened.press("Enter")

    assert (
        opened.page.get_by_role("textbox").input_value() == f"My words.\n\n{opened.activity.before}"
    )


def test_an_if_then_plan_says_when_to_look_again_and_gives_both_dates(example, on_a_page):
    opened = on_a_page(example("action_plan").activity)
    typed(opened, "If", "a form is due")
    typed(opened, "then I will", "name what is open")
    typed(opened, "together with", "the paid group")
    typed(opened, "Day", "11")
    opened.tab_to("Look at my plan")
    opened.press("Enter")
    assert "Give the day, the month and the year" in opened.page.get_by_role("alert").inner_text()
    typed(opened, "Month", "1")
    typed(opened, "Year", "2027")
    opened.tab_to("Look at my plan")
    opened.press("Enter")

    assert "Monday 25 January 2027" in feedback(opened)
    assert opened.activity.complete(opened.stored)
    assert opened.axe() == []
    with opened.page.expect_download() as got:
        opened.page.get_by_role("button", name="Put both dates in my calendar").press("Enter")
    file = got.value.path().read_text()
    assert "DTSTART;VALUE=DATE:20270125" in file
    assert "DTSTART;VALUE=DATE:20270222" in file
    assert "form is due" not in file


def test_a_story_plan_goes_step_by_step_with_the_focus_on_each_heading(example, on_a_page):
    opened = on_a_page(example("story_plan").activity)
    typed(opened, "What is it for?", "A talk for new staff")
    opened.tab_to("Next step")
    opened.press("Enter")
    assert opened.focus() == "Step 2 of 3: How long"
    opened.press("Tab", "Space")
    opened.tab_to("Next step")
    opened.press("Enter")
    opened.tab_to("See the whole plan")
    opened.press("Enter")
    assert opened.focus() == "The whole plan"
    opened.tab_to("Look at my plan")
    opened.press("Enter")

    assert "Every step has an answer." in feedback(opened)
    assert opened.stored == {"purpose": "A talk for new staff", "long": "once"}
    assert opened.axe() == []


def test_a_budget_is_worked_out_and_what_is_no_number_is_told(example, on_a_page):
    opened = on_a_page(example("payment_plan").activity)
    typed(opened, "How many people", "4")
    typed(opened, "Pounds an hour", "ten")
    assert opened.page.get_by_role("alert").inner_text() == (
        "Pounds an hour: type a number, such as 2 or 2.5."
    )
    opened.page.get_by_label("Pounds an hour").fill("2,5")
    typed(opened, "Travel", "1,200")
    assert opened.page.get_by_role("alert").inner_text().startswith("Pounds an hour: type a number")
    opened.saved()
    assert (opened.stored["rate"], opened.stored["costs"]) == (None, {"travel": 1200})
    opened.page.get_by_label("Pounds an hour").fill("£10.50")
    typed(opened, "Meetings", "6")
    opened.tab_to("Work it out")
    opened.press("Enter")

    said = feedback(opened)
    assert "For each person: £63.00." in said
    assert "No time is counted for this: Preparation." in said
    assert "independent benefits advice" in said
    assert "Say which role approves it." in said
    assert opened.axe() == []


def test_a_budget_kept_before_opens_as_it_was_and_takes_what_payroll_said(example, on_a_page):
    opened = on_a_page(example("payment_plan").activity)
    typed(opened, "How many people", "4")
    opened.saved()
    assert set(opened.stored) == {"people", "rate", "times", "costs", "advice"}
    opened.open()
    for _ in range(12):
        opened.press("Tab")
    assert set(opened.stored) == {"people", "rate", "times", "costs", "advice"}

    typed(opened, "What did payroll say about tax and worker status?", "It asks each person")
    opened.saved()
    opened.open()

    assert opened.stored["payroll"] == "It asks each person"
    assert opened.page.get_by_label("What did payroll say").input_value() == "It asks each person"


def test_roles_are_placed_in_the_list_and_the_map_follows(example, on_a_page):
    opened = on_a_page(example("power_map").activity)
    for label, value in (("How affected: Clients", "4"), ("How much say: Clients", "1")):
        opened.page.get_by_label(label).select_option(value)
    opened.saved()
    assert opened.page.locator(".cp-map__role").all_inner_texts() == ["Clients"]
    opened.tab_to("Look at my map")
    opened.press("Enter")

    assert "Much affected, with little say: Clients." in feedback(opened)
    assert "2 still to place." in feedback(opened)
    assert opened.axe() == []
    opened.open()
    assert opened.page.get_by_label("How much say: Clients").input_value() == "1"
