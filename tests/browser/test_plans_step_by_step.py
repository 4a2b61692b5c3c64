"""A story plan and a budget: one step a screen, by keyboard alone, and nothing typed is lost."""

import pytest

from coprod_training.activities.payment_plan import MOST

pytestmark = [pytest.mark.drawn, pytest.mark.browser]


def typed(opened, label, words):
    opened.page.get_by_label(label, exact=True).focus()
    opened.page.keyboard.type(words)
    opened.press("Tab")


def go(opened, button):
    """Take a button with the keyboard; gives the words of the heading that gets the focus."""
    opened.tab_to(button)
    opened.press("Enter")
    return opened.focus()


def feedback(opened):
    opened.page.locator(".cp-fb").wait_for()
    return opened.page.locator(".cp-fb").inner_text()


def whole(opened):
    """The last screen: what stands in each line."""
    labels, words = (
        opened.page.locator(f".cp-plan > {one}").all_inner_texts() for one in ("dt", "dd")
    )
    return dict(zip(labels, words, strict=True))


def alert(opened):
    return opened.page.get_by_role("alert").inner_text()


def test_a_story_plan_goes_step_by_step_with_the_focus_on_each_heading(example, on_a_page):
    opened = on_a_page(example("story_plan").activity)
    typed(opened, "What is it for?", "A talk for new staff")
    assert go(opened, "Next step") == "Step 2 of 3: How long"
    opened.press("Tab", "Space")
    assert go(opened, "Next step") == "Step 3 of 3: Limits"
    assert go(opened, "See the whole plan") == "The whole plan"
    assert whole(opened) == {
        "Purpose": "A talk for new staff",
        "How long": "Once",
        "Limits": "Still open",
    }
    opened.tab_to("Look at my plan")
    opened.press("Enter")

    assert "Every step has an answer." in feedback(opened)
    assert opened.stored == {"purpose": "A talk for new staff", "long": "once"}
    assert opened.axe() == []


def test_a_budget_goes_step_by_step_and_ends_with_the_whole_of_it(example, on_a_page):
    opened = on_a_page(example("payment_plan").activity)
    assert opened.page.get_by_role("heading", name="Step 1 of 4: People and rate").count() == 1
    typed(opened, "How many people", "4")
    typed(opened, "Pounds an hour", "£10.50")
    assert go(opened, "Next step") == "Step 2 of 4: Hours of time"
    typed(opened, "Meetings", "6")
    assert opened.axe() == []
    assert go(opened, "Next step") == "Step 3 of 4: Other costs in pounds"
    typed(opened, "Travel", "1,200")
    assert go(opened, "Next step") == "Step 4 of 4: Before you make an offer"
    assert go(opened, "See the whole budget") == "The whole budget"
    lines = whole(opened)
    assert lines["Pounds an hour"] == "£10.50"
    assert lines["Meetings"] == "6 hours"
    assert lines["Preparation"] == "Still open"
    assert lines["Travel"] == "£1,200"
    opened.tab_to("Work it out")
    opened.press("Enter")

    said = feedback(opened)
    assert "For each person: £63.00." in said
    assert "No time is counted for this: Preparation." in said
    assert "independent benefits advice" in said
    assert "Say which role approves it." in said
    assert opened.axe() == []


@pytest.mark.parametrize(
    ("kind", "label"), [("payment_plan", "Pounds an hour"), ("story_plan", "What is it for?")]
)
def test_what_is_written_stays_when_one_goes_on_and_back(example, on_a_page, kind, label):
    opened = on_a_page(example(kind).activity)
    typed(opened, label, "12")
    go(opened, "Next step")
    assert opened.page.get_by_label(label, exact=True).count() == 0
    assert go(opened, "Back one step").startswith("Step 1 of ")

    assert opened.page.get_by_label(label, exact=True).input_value() == "12"
    opened.saved()


def test_a_budget_opens_where_it_was_left(example, on_a_page):
    opened = on_a_page(example("payment_plan").activity)
    typed(opened, "How many people", "4")
    go(opened, "Next step")
    go(opened, "Next step")
    typed(opened, "Travel", "80")
    opened.saved()

    opened.open()

    assert (
        opened.page.get_by_role("heading", name="Step 3 of 4: Other costs in pounds").count() == 1
    )
    go(opened, "Back one step")
    go(opened, "Back one step")
    assert opened.page.get_by_label("How many people").input_value() == "4"


def test_saving_the_rest_does_not_take_away_what_is_wrong(example, on_a_page):
    opened = on_a_page(example("payment_plan").activity)
    typed(opened, "Pounds an hour", "2")
    opened.saved()
    opened.page.get_by_label("Pounds an hour").fill("")
    opened.page.keyboard.type("2,5")  # kept as no number a moment later
    opened.press("Tab")
    opened.page.wait_for_function("document.querySelector('.cp-save').dataset.state !== 'saved'")
    opened.saved()

    assert alert(opened) == "Pounds an hour: type a number, such as 2 or 2.5."


def test_words_that_are_too_long_bring_back_the_step_that_they_stand_on(example, on_a_page):
    opened = on_a_page(example("story_plan").activity)
    opened.page.get_by_label("What is it for?").fill("x" * 61)
    opened.page.evaluate(
        """() => {
          document.querySelector('textarea').dispatchEvent(new Event('blur'));
          document.querySelector('form').requestSubmit();
        }"""
    )  # the next step is there before the answer is

    opened.page.get_by_role("heading", name="Step 1 of 3: Purpose").wait_for()
    said = "“What is it for?” is 1 character too long. The most is 60."
    assert alert(opened).startswith(said)
    assert opened.page.evaluate("document.activeElement.labels[0].textContent") == "What is it for?"
    assert opened.wrong() == [True, alert(opened)]
    assert opened.axe() == []


def test_nobody_is_taken_out_of_a_box_by_what_is_too_long_in_another(example, on_a_page):
    opened = on_a_page(example("payment_plan").activity)
    for _ in range(3):
        go(opened, "Next step")
    advice = opened.page.get_by_label("How will people get benefits advice?")
    advice.fill("x" * 61)
    opened.page.get_by_text("1 character too long").wait_for()
    opened.press("Tab")
    said = alert(opened)
    assert said.startswith("“How will people get benefits advice?” is 1 character too long.")

    for _ in range(3):
        go(opened, "Back one step")
    people = opened.page.get_by_label("How many people")
    people.focus()
    opened.page.keyboard.type("4")
    opened.page.wait_for_function("document.querySelector('.cp-error').textContent === ''")
    opened.page.get_by_text("1 character too long").wait_for()
    opened.page.keyboard.type("2")

    assert people.input_value() == "42"
    assert alert(opened) in (said, "")


def test_what_is_no_number_is_told_and_the_step_stays_until_it_is_mended(example, on_a_page):
    opened = on_a_page(example("payment_plan").activity)
    typed(opened, "How many people", "4")
    typed(opened, "Pounds an hour", "ten")
    assert alert(opened) == "Pounds an hour: type a number, such as 2 or 2.5."
    opened.page.get_by_label("Pounds an hour").fill("2,5")
    opened.tab_to("Next step")
    opened.press("Enter")

    assert alert(opened) == "Pounds an hour: type a number, such as 2 or 2.5."
    assert opened.page.evaluate("document.activeElement.labels[0].textContent") == "Pounds an hour"
    assert opened.wrong() == [True, alert(opened)]
    opened.saved()
    assert (opened.stored["people"], opened.stored["rate"]) == (4, None)
    opened.page.keyboard.press("Control+A")
    opened.page.keyboard.type("2.5")
    assert go(opened, "Next step") == "Step 2 of 4: Hours of time"
    assert alert(opened) == ""


def test_enter_in_a_box_of_a_budget_goes_to_the_next_step(example, on_a_page):
    opened = on_a_page(example("payment_plan").activity)
    opened.page.get_by_label("How many people").focus()
    opened.page.keyboard.type("4")
    opened.press("Enter")

    assert opened.focus() == "Step 2 of 4: Hours of time"
    opened.saved()
    assert opened.stored["people"] == 4
    assert opened.checked == 0


def test_a_budget_kept_before_opens_as_it_was_and_takes_what_payroll_said(example, on_a_page):
    opened = on_a_page(example("payment_plan").activity)
    typed(opened, "How many people", "4")
    opened.saved()
    assert set(opened.stored) == {"people", "rate", "times", "costs", "advice"}
    opened.open()
    for _ in range(3):
        go(opened, "Next step")
    for _ in range(4):
        opened.press("Tab")
    assert set(opened.stored) == {"people", "rate", "times", "costs", "advice"}

    typed(opened, "What did payroll say about tax and worker status?", "It asks each person")
    opened.saved()
    opened.open()

    assert opened.stored["payroll"] == "It asks each person"
    assert opened.page.get_by_label("What did payroll say").input_value() == "It asks each person"


@pytest.mark.parametrize("kind", ["payment_plan", "story_plan"])
@pytest.mark.parametrize(("width", "light"), [(360, True), (360, False)])
def test_every_step_fits_a_phone(example, on_a_page, kind, width, light):
    opened = on_a_page(example(kind).activity, width=width, light=light)
    found = []
    while opened.page.locator("button[type=submit]", has_text="step").count():
        found += opened.axe()
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        go(opened, "Next step")
    go(opened, f"See the whole {'budget' if kind == 'payment_plan' else 'plan'}")

    assert found + opened.axe() == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("label", "words", "said"),
    [
        ("How many people", "2.5", "type a whole number, such as 4."),
        ("How many people", "a few", "type a whole number, such as 4."),
        ("How many people", "1,000,001", "type a number up to 1,000,000."),
        ("Pounds an hour", "1000001", "type a number up to 1,000,000."),
    ],
)
def test_a_number_that_cannot_be_kept_names_its_box_and_the_rest_is_kept(
    example, on_a_page, label, words, said
):
    opened = on_a_page(example("payment_plan").activity)
    other, part = {"How many people": ("Pounds an hour", "rate")}.get(
        label, ("How many people", "people")
    )
    typed(opened, other, str(MOST))
    typed(opened, label, words)

    assert alert(opened) == f"{label}: {said}"
    opened.page.get_by_label(label).focus()
    assert opened.wrong() == [True, alert(opened)]
    opened.saved()
    assert opened.stored[part] == MOST
