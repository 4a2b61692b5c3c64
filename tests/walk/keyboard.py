"""Answers each kind of activity by keyboard alone, as a person does: Tab, arrows, Space, Enter.

Each function gets the page and the activity's id, and starts from wherever the focus is.
"""

from playwright.sync_api import expect


def next_page(page):
    """Tab to the way on, below the section, and take it; gives its words."""
    before = page.url
    tab_to(page, ".cp-pager a.cp-btn", most=400)
    words = focused(page)
    page.keyboard.press("Enter")
    page.wait_for_function("before => location.href !== before", arg=before)
    page.wait_for_function("document.activeElement.matches('h1, h2')")
    return words


def goes_on(page):
    """Take the way to the next page of this module or exercise; False on its last one."""
    if page.locator(".cp-pager a.cp-btn:visible").count() == 0:
        return False  # an exercise ends with its hand-in
    return next_page(page).startswith("Next: ")


def activities_here(page):
    """The ids of the activities in the section on the screen, in order, once all are drawn."""
    page.locator(".coprod-lesson .cp-activity").first.wait_for(state="attached", timeout=60_000)
    here = ".coprod-lesson .jp-CodeCell:not(.cp-away)"
    for mark in (".jp-Notebook[aria-busy]", ".coprod-lesson[data-drawing]"):
        page.locator(mark).wait_for(state="detached", timeout=60_000)
    return page.locator(f"{here} [data-activity]").evaluate_all(
        "all => all.filter(one => one.dataset.kind).map(one => one.dataset.activity)"
    )


def at(page, activity):
    """The activity, with focus on its heading, where Continue puts it."""
    section = page.locator(f'section[data-activity="{activity}"]:visible')
    section.locator("[tabindex='-1']").first.evaluate("node => node.focus()")
    return section


def come_to(page, activity, control):
    """Come to the first such control of an activity with Tab, from wherever one is."""
    first = f'section[data-activity="{activity}"] {control}'
    if not page.evaluate("first => document.activeElement.matches(first)", first):
        tab_to(page, first, most=400)
    return page.locator(f'section[data-activity="{activity}"]:visible')


# One sees that it has the focus: a line around it. A shadow says nothing: what is chosen, and the
# row of the page one is on, have one with or without the focus.
RING = """node => {
  const look = getComputedStyle(node);
  return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2
    && !/^(transparent|rgba\\(.*, 0\\))$/.test(look.outlineColor);
}"""
# Where the focus is: (it is a control that matches, one sees that it has the focus).
STOP = """matches => {
  const one = document.activeElement;
  const seen = SEEN;
  const around = [one, one.closest('label'), one.closest('.cp-choice')];
  return [one.matches(matches), one === document.body || around.some(node => node && seen(node))];
}""".replace("SEEN", RING)
BEHIND = """matches => {
  const all = [...document.querySelectorAll(matches)].filter(one => one.checkVisibility());
  const next = one => document.activeElement.compareDocumentPosition(one) & 4;
  return all.length > 0 && !all.some(next);
}"""


def tab_to(page, matches, most=120):
    """Press Tab until the focused control matches a CSS selector, and see the focus on the way.

    Back with Shift+Tab when all that matches is behind. A control that has the focus already is
    not the next one.
    """
    key = "Shift+Tab" if page.evaluate(BEHIND, matches) else "Tab"
    for _ in range(most):
        if press(page, key, matches):
            return
    raise AssertionError(f"Tab never came to {matches}")


def press(page, key, matches="*"):
    """Press a key that moves the focus, and see it where it is then; whether that matches."""
    page.keyboard.press(key)
    there, seen = page.evaluate(STOP, matches)
    assert seen, f"after {key} the focus is on {focused(page)[:80]!r}, and nobody can see it"
    return there


def focused(page):
    return page.evaluate(
        "() => (document.activeElement.closest('label') ?? document.activeElement).textContent"
    )


def choose(page, activity, words, check=True):
    """A radio group: Tab into it, arrow to the words, then Check."""
    section = come_to(page, activity, "input[type=radio]")
    pick(page, words)
    if check:
        tab_to(page, "button")
        page.keyboard.press("Enter")
        expect(section.locator(".cp-fb")).to_be_visible()
    saved(section)


def pick(page, words):
    """Arrow through the radios of the group in focus until the one with these words is chosen."""
    page.keyboard.press("Space")
    for _ in range(12):
        # After a late save the lesson is drawn again: until the focus is given back it is on the
        # page itself, which holds the words of every choice.
        page.wait_for_function("document.activeElement.matches('input[type=radio]:checked')")
        if words in focused(page):
            return
        press(page, "ArrowDown")
    raise AssertionError(f"no choice says {words}")


def tick(page, activity, wanted, check=True):
    """Tick boxes: Tab to each, Space on the wanted, then Check."""
    section = come_to(page, activity, "input[type=checkbox]")
    boxes = section.locator("input[type=checkbox]").count()
    for number in range(boxes):
        if number:
            tab_to(page, "input[type=checkbox]")
        if any(words in focused(page) for words in wanted):
            page.keyboard.press("Space")
    if check:
        tab_to(page, "button[type=submit]")
        page.keyboard.press("Enter")
        expect(section.locator(".cp-fb")).to_be_visible()
    saved(section)


def sort(page, activity, steps, why=""):
    """Place each card on its step with "Place here", answer about each card, then check.

    steps: the step of each card by its words. why: words of the reason to choose, where asked.
    """
    section = page.locator(f'section[data-activity="{activity}"]:visible')
    for _ in range(len(steps)):
        card = section.locator(".cp-sorter__card p").inner_text()
        come_to(page, activity, f"[data-step='{steps[card]}'] > button")
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # focus moved to "Next: think about each one"
    section.locator(".cp-thinking").wait_for()
    for _ in range(len(steps)):
        if why:
            tab_to(page, "select")
            page.keyboard.type(why)
        else:
            tab_to(page, ".cp-thinking input[type=radio]")
            page.keyboard.press("Space")
    tab_to(page, ".cp-thinking button")
    page.keyboard.press("Enter")
    expect(section.locator(".cp-fb")).to_be_visible()
    saved(section)


def rate(page, activity, value):
    """The self-check: in every group of every part, choose one, go on, and finish."""
    section = come_to(page, activity, "fieldset.cp-rate input[type=radio]")
    parts = 1
    while True:
        groups = section.locator("fieldset.cp-rate").count()
        for number in range(groups):
            if number or parts > 1:
                tab_to(page, "fieldset.cp-rate input[type=radio]")
            for _ in range(value):
                press(page, "ArrowRight")
            if value == 0:
                page.keyboard.press("Space")
        tab_to(page, "button[type=submit]")
        last = "Finish" in focused(page)
        page.keyboard.press("Enter")
        if last:
            break
        parts += 1
    expect(section.locator(".cp-fb")).to_be_visible()
    saved(section)
    return parts


def follow(page, activity, path):
    """A scenario: Tab to each choice by its words, Enter."""
    section = come_to(page, activity, ".cp-opt")
    for words in path:
        while not page.evaluate("document.activeElement.matches('.cp-opt')") or (
            words not in focused(page)
        ):
            tab_to(page, ".cp-opt")
        page.keyboard.press("Enter")
    expect(section.locator(".cp-ending")).to_be_visible()
    saved(section)


def agree(page, activity):
    """Consent: yes to every question, then Save; gives the receipt code."""
    section = come_to(page, activity, "input[type=radio]")
    for number in range(section.locator("fieldset").count()):
        if number:
            tab_to(page, "input[type=radio]")
        press(page, "ArrowRight")
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    saved(section)
    return section.locator(".cp-receipt__code").inner_text()


def write(page, activity, words):
    """Free text: type, and wait until it is kept."""
    section = come_to(page, activity, "textarea:not([readonly])")
    page.keyboard.type(words)
    saved(section)


def saved(section):
    expect(section.locator(".cp-save[data-state=saved]")).to_be_visible(timeout=15_000)
