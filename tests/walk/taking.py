"""The first module and its exercise, as somebody takes them who uses the keyboard alone."""

from keyboard import (
    activities_here,
    agree,
    choose,
    follow,
    next_page,
    rate,
    sort,
    tab_to,
    tick,
    write,
)
from playwright.sync_api import expect
from shipped import COURSE

TASK = "where-is-it-really"
WORDS = "Our leaflet group is at step 3, since staff decide. <b>Pay</b> should move it up. $x$"


def answer(page, name):
    """One activity of the course, by keyboard; gives the receipt code where there is one."""
    _, activity = COURSE.find(name)
    if name == "service-self-check":
        rate(page, name, value=2)
    elif name == "survey-consent":
        return agree(page, name)
    elif name == "deadline-friday":
        follow(page, name, ["Tell the team leader", "Ask the reviewers", "Agree the"])
    elif activity.kind == "sort":
        why = "There is no choice" if name == "honest-lower-steps" else ""
        sort(page, name, {card.text: card.step for card in activity.cards}, why)
    elif activity.kind == "multiple_choice" and activity.key:
        tick(page, name, [o.text for o in activity.options if o.id in activity.key])
    elif activity.kind == "multiple_choice":
        tick(page, name, [activity.options[0].text], check=False)
    elif activity.kind == "single_choice" and activity.key:
        choose(page, name, next(o.text for o in activity.options if o.id == activity.key))
    elif name == "your-setting":
        choose(page, name, "Drug and alcohol", check=False)
    else:
        raise AssertionError(f"the walk does not know how to answer {name}")
    return None


def take_module(visit, before_consent=lambda: None):
    """Every page of module 1, every activity on it; gives the receipt code of the consent."""
    page, receipt = visit.page, None
    while True:
        for name in activities_here(page):
            if name == "survey-consent":
                before_consent()
            receipt = answer(page, name) or receipt
        assert visit.foreign() == []
        if next_page(page) == "Go to course home":
            return receipt


def hand_in(visit):
    """The exercise, page by page; then Hand in, and the receipt."""
    page = visit.page
    questions = {q.activity.id: q.activity for q in COURSE.assessment(TASK).questions}
    page.locator(".coprod-lesson h1").wait_for()
    while True:
        for name in activities_here(page):
            if questions[name].kind == "free_text":
                write(page, name, WORDS)
            else:
                key = questions[name].key
                right = next(o.text for o in questions[name].options if o.id == key)
                choose(page, name, right, check=False)
        assert visit.foreign() == []
        if page.get_by_role("button", name="Hand in").count():
            break
        next_page(page)
    expect(page.locator(".cp-lesson__foot")).to_contain_text("4 of 4 answered")
    tab_to(page, ".cp-lesson__foot button.cp-btn")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Handed in").wait_for(timeout=60_000)
