"""Goes on with an activity of a module until it is done, by keyboard alone.

Each function gets the page and the activity with focus on its heading, wherever it was left.
"""

from keyboard import at, press, tab_to
from playwright.sync_api import expect


def place_every_card(page, section):
    """Every card on the lowest step, what is asked about each, then Check."""
    name = section.get_attribute("data-activity")
    while section.locator(".cp-sorter__card:visible").count():
        at(page, name)
        tab_to(page, "[data-step='0'] > button")
        page.keyboard.press("Enter")
    _press(page, section, "Next: think about each one", "Check my sort")
    if section.locator(".cp-thinking:visible").count():
        for _ in range(section.locator(".cp-thinking fieldset").count()):
            tab_to(page, ".cp-thinking input[type=radio]")
            page.keyboard.press("Space")
        at(page, name)
        _choose_a_reason_in_each(page, section, ".cp-thinking select")
        _press(page, section, "Check my sort")
    expect(section.locator(".cp-fb")).to_be_visible()


def follow_to_an_end(page, section):
    """The first choice each time, until something has happened."""
    for _ in range(30):
        if not section.locator(".cp-opt").count():
            break
        tab_to(page, ".cp-opt")
        page.keyboard.press("Enter")
    expect(section.locator(".cp-ending")).to_be_visible()


def give_each_mark_a_reason(page, section):
    """A reason for each line that is marked, then Check."""
    _choose_a_reason_in_each(page, section, ".cp-why:not([hidden]) select")
    _press(page, section, "Check my marks")
    expect(section.locator(".cp-fb")).to_be_visible()


def tick_what_it_does(page, section):
    """A version stands there already; tick the first line of the list, then compare."""
    tab_to(page, "input[type=checkbox]")
    if not section.locator("input:checked").count():
        page.keyboard.press("Space")
    _press(page, section, "Compare with our version")
    expect(section.locator(".cp-fb")).to_be_visible()


def fill_in_every_box(page, section):
    """Words in each box of a plan, a day, then look at it."""
    for number in range(section.locator("textarea").count()):
        tab_to(page, "textarea")
        page.keyboard.type(f" part {number}")
    for part in ("11", "1", "2027"):
        tab_to(page, "input[type=text]")
        page.keyboard.press("Control+A")
        page.keyboard.type(part)
    _press(page, section, "Look at my plan")
    expect(section.locator(".cp-fb")).to_contain_text("Your plan has all its parts.")


def write_some_more(page, section):
    """Words enough for what the question asks."""
    tab_to(page, "textarea:not([readonly])")
    page.keyboard.type("one more word " * 40)


def _choose_a_reason_in_each(page, section, selects):
    for _ in range(section.locator(selects).count()):
        tab_to(page, selects)
        press(page, "ArrowDown")


def _press(page, section, *names):
    """Come to the button with one of these names, and press it."""
    for name in names:
        button = section.get_by_role("button", name=name, exact=True)
        if button.count() and button.is_visible():
            while not button.evaluate("one => one === document.activeElement"):
                tab_to(page, "button")
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no button says {' or '.join(names)}")


FINISH = {
    "action_plan": fill_in_every_box,
    "free_text": write_some_more,
    "rewrite": tick_what_it_does,
    "scenario": follow_to_an_end,
    "sort": place_every_card,
    "spot_the_gap": give_each_mark_a_reason,
}
