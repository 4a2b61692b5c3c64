"""Spotting, rewriting and the if-then plan, by keyboard alone; what is typed wrong is told."""

from datetime import UTC, datetime

import pytest

pytestmark = [pytest.mark.drawn, pytest.mark.browser]


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

    said = opened.page.get_by_role("alert").inner_text()
    assert "Mark at least one line." in said
    assert opened.wrong() == [False, said]  # a button has no value that could be wrong
    assert opened.stored == {"lunch": ""}


def test_a_text_is_written_anew_and_compared_with_ours(example, on_a_page):
    opened = on_a_page(example("rewrite").activity)
    opened.tab_to("Compare with our version")
    opened.press("Enter")
    assert opened.wrong() == [True, "Write your version first."]
    opened.tab_to("Start from the old words")
    opened.press("Enter")
    assert opened.page.get_by_label("After").input_value() == opened.activity.before
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


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (360, False)])
def test_before_can_be_read_and_not_changed_and_after_stands_by_it(
    example, on_a_page, width, beside
):
    opened = on_a_page(example("rewrite").activity, width=width)
    opened.tab_to("Before", "textbox")
    opened.page.keyboard.type("planted")
    opened.press("Tab")
    opened.page.keyboard.type("Help us choose.")
    opened.saved()

    assert opened.stored == {"text": "Help us choose.", "checks": []}
    before, after = (opened.page.get_by_label(name) for name in ("Before", "After: your version"))
    assert before.input_value() == opened.activity.before
    assert before.evaluate("(box) => box.scrollHeight <= box.clientHeight")  # all of it in sight
    assert (before.bounding_box()["y"] == after.bounding_box()["y"]) is beside
    opened.open()
    assert after.input_value() == "Help us choose."


def test_words_that_are_too_long_stay_on_the_page_to_be_shortened(example, on_a_page):
    opened = on_a_page(example("rewrite").activity)
    opened.page.get_by_label("After").fill("long " * 40)
    opened.page.get_by_text("characters too long").wait_for()

    opened.open()

    assert opened.page.get_by_label("After").input_value() == "long " * 40
    assert opened.stored is None


@pytest.mark.parametrize("kind", ["action_plan", "payment_plan", "power_map", "story_plan"])
def test_a_plan_that_was_only_looked_at_is_no_answer(example, on_a_page, kind):
    opened = on_a_page(example(kind).activity)
    for _ in range(30):
        opened.press("Tab")
    opened.page.wait_for_timeout(1000)

    assert opened.stored is None


@pytest.mark.parametrize("kind", ["action_plan", "power_map"])
def test_a_box_that_holds_too_much_is_named_and_says_so_itself(example, on_a_page, kind):
    opened = on_a_page(example(kind).activity)
    box = opened.page.get_by_role("textbox").nth(1 if kind == "action_plan" else 0)
    label = box.evaluate("box => box.labels[0].textContent")
    over = 5
    box.fill("x" * (opened.activity.max_characters + over))
    opened.page.get_by_text("characters too long").wait_for()

    said = opened.page.get_by_role("alert").inner_text()
    most = opened.activity.max_characters
    assert said == (
        f"“{label}” is {over} characters too long. The most is {most}."
        " Shorten this, then it will be saved."
    )
    box.focus()
    assert opened.wrong() == [True, said]
    assert opened.page.locator("[aria-invalid]").count() == 1
    assert opened.axe() == []
    opened.press("Backspace")
    assert opened.wrong()[0] is False


def test_each_box_that_holds_too_much_is_named(example, on_a_page):
    opened = on_a_page(example("action_plan").activity)
    for label, count in (("If", 81), ("together with", 1280)):
        opened.page.get_by_label(label, exact=True).fill("x" * count)

    opened.page.get_by_text(
        "“If” is 1 character too long. “together with” is 1,200 characters too long."
    ).wait_for()
    assert opened.page.locator("[aria-invalid]").count() == 2


def test_words_of_a_plan_that_are_too_long_stay_as_well(example, on_a_page):
    opened = on_a_page(example("action_plan").activity)
    opened.page.get_by_label("If", exact=True).fill("long " * 40)
    opened.page.get_by_text("characters too long").wait_for()

    opened.open()

    assert opened.page.get_by_label("If", exact=True).input_value() == "long " * 40


def test_the_old_words_are_put_beneath_what_is_written(example, on_a_page):
    opened = on_a_page(example("rewrite").activity)
    opened.page.get_by_label("After").fill("My words.")
    opened.tab_to("Start from the old words")
    opened.press("Enter")

    after = opened.page.get_by_label("After").input_value()
    assert after == f"My words.\n\n{opened.activity.before}"


def test_an_if_then_plan_says_when_to_look_again_and_gives_both_dates(example, on_a_page):
    opened = on_a_page(example("action_plan").activity)
    typed(opened, "If", "a form is due")
    typed(opened, "then I will", "name what is open")
    typed(opened, "together with", "the paid group")
    typed(opened, "Day", "11")
    opened.tab_to("Look at my plan")
    opened.press("Enter")
    said = opened.page.get_by_role("alert").inner_text()
    assert "Give the day, the month and the year" in said
    assert opened.wrong() == [True, said]
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
    lines = file.splitlines()
    uids, stamps = ([one for one in lines if one.startswith(name)] for name in ("UID:", "DTSTAMP:"))
    assert len(set(uids)) == len(uids) == 2
    now = datetime.now(UTC)
    for one in stamps:
        made = datetime.strptime(one, "DTSTAMP:%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        assert abs(now - made).total_seconds() < 600

    with opened.page.expect_download() as got:
        opened.page.get_by_role("button", name="Put both dates in my calendar").press("Enter")
    again = got.value.path().read_text()
    assert all(one in again for one in uids)  # put there twice, it is there once
    with_another = on_a_page(example("action_plan").activity)
    with_another.view |= {"place": "another"}
    with_another.open()
    assert not any(one in _calendar_of(with_another) for one in uids)


def test_a_plan_with_a_new_day_takes_the_place_of_the_old_one_in_a_calendar(example, on_a_page):
    opened = on_a_page(example("action_plan").activity)
    before = _lines_of(_calendar_of(opened))
    opened.open()
    opened.page.get_by_label("Day").fill("18")
    opened.tab_to("Look at my plan")
    opened.press("Enter")
    opened.page.locator(".cp-fb", has_text="Monday 1 February 2027").wait_for()
    after = _lines_of(_downloaded(opened))

    assert after["UID"] == before["UID"]
    assert before["DTSTART;VALUE=DATE"] == ["20270125", "20270222"]
    assert after["DTSTART;VALUE=DATE"] == ["20270201", "20270301"]
    numbers = [int(one) for one in before["SEQUENCE"] + after["SEQUENCE"]]
    assert numbers == sorted(numbers)
    assert abs(numbers[-1] - datetime.now(UTC).timestamp() / 10) < 60  # it grows with the clock


def test_what_is_wrong_with_a_day_stands_while_something_else_is_typed(example, on_a_page):
    opened = on_a_page(example("action_plan").activity)
    typed(opened, "Day", "11")
    opened.page.get_by_label("If", exact=True).focus()
    alert = opened.page.get_by_role("alert")
    said = alert.inner_text()
    assert "Give the day, the month and the year" in said

    opened.page.get_by_label("If", exact=True).fill("x" * (opened.activity.max_characters + 1))
    opened.page.get_by_text("1 character too long").wait_for()
    opened.page.get_by_label("If", exact=True).fill("a form is due")
    opened.saved()

    assert alert.inner_text() == said
    opened.page.get_by_label("Day").focus()
    assert opened.wrong() == [True, said]
    opened.page.get_by_label("Day").fill("")
    assert alert.inner_text() == ""


def _calendar_of(opened):
    for label, words in (("If", "a"), ("then I will", "b"), ("together with", "c")):
        typed(opened, label, words)
    for label, words in (("Day", "11"), ("Month", "1"), ("Year", "2027")):
        typed(opened, label, words)
    opened.tab_to("Look at my plan")
    opened.press("Enter")
    return _downloaded(opened)


def _downloaded(opened):
    with opened.page.expect_download() as got:
        opened.page.get_by_role("button", name="Put both dates in my calendar").press("Enter")
    return got.value.path().read_text()


def _lines_of(calendar):
    """What each name of the file says, in the order of the file."""
    found = {}
    for line in calendar.splitlines():
        name, _, value = line.partition(":")
        found.setdefault(name, []).append(value)
    return found
