"""Who made the course, once people have: every part of it is filled. All words are test records.

The page is drawn from what the server's own code makes of a history; only the history is made up.
"""

import pytest
from by_tab import faults_of, walk_with_tab
from opened import STAFF
from playwright.sync_api import expect
from visiting import MODULE

from coprod_training.content.course import load_course
from coprod_training.contributions.history import (
    Answered,
    Credit,
    History,
    ModuleHistory,
    OfOne,
)
from coprod_training.lab.history_pages import as_shown

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
COURSE = load_course(STAFF / "course")
TITLE = COURSE.module(MODULE).title
REFS = [f"{number:016x}" for number in range(1, 5)]
LONG = "test record: one long word is " + "co" * 60
HISTORY = History(
    course=COURSE.info.title,
    edition="2026.11",
    made="2026-11",
    modules=(
        ModuleHistory(
            module=MODULE,
            title=TITLE,
            sections=9,
            held=(REFS[0],),
            rescoped=True,
            reviewers=3,
            at_scope=2,
            passed=3,
            points=4,
            changed=2,
            not_changed=1,
            signed=True,
            said=(
                Answered(words="test record: say who pays", answer="changed"),
                Answered(
                    words=LONG, answer="not changed", reason="test record: the source says so."
                ),
            ),
            dissents=("test record: somebody objects, and says why.",),
            impact=(OfOne(ref=REFS[0], text="test record: the example is another one."),),
        ),
    ),
    credits=tuple(
        Credit(ref=ref, text=f"test record: a credit {n}", role="Validation")
        for n, ref in enumerate(REFS, 1)
    ),
    purposes=("test record: to hear what it meant.",),
    paid=True,
    perspectives={"primary care": True, "drug and alcohol treatment": False},
    asked=("test record: a question. 2026-Q1 to 2026-Q3, about 20 answers. Yes: 15.",),
)
SHOWN = as_shown(HISTORY, COURSE)
GRIPP2 = "How people were involved, as the GRIPP2 short form asks"
OF_COURSE = {
    "Contributors’ own words", "You said, we did", "Credits", "For researchers",
    "How much of this course is in the hands of people with lived experience",
    "What contributors say of working with us",
}  # fmt: skip
OF_MODULE = {
    "Reviews", "Points that reviewers agreed to show", "What contributors changed", "Objections",
    "If you were asked to review this module",
}  # fmt: skip
PAGES = {"history": OF_COURSE, f"history/{MODULE}": OF_MODULE}


@pytest.fixture(scope="module")
def filled(one_tab):
    """The tab in which the server tells of a course that people have made with us."""
    where = "**/coprod/api/history*"
    one_tab.page.route(where, lambda asked: asked.fulfill(json=SHOWN))
    yield one_tab
    one_tab.page.unroute(where)


def opened(filled, place):
    """The page with everything on it open."""
    filled.go(place)
    parts = filled.body.get_by_role("heading", level=2)
    expect(parts).to_have_count(len(PAGES[place]))
    assert {*parts.all_inner_texts()} == PAGES[place]
    if place == "history":
        box = filled.body.locator("details", has_text=GRIPP2)
        if box.get_attribute("open") is None:
            box.locator("summary").press("Enter")
        expect(box.get_by_role("heading", name="Aim")).to_be_visible()
    return filled


@pytest.mark.parametrize("place", PAGES)
def test_axe_finds_nothing_in_any_colours_and_a_phone_shows_all_of_it(filled, place):
    opened(filled, place)

    assert filled.looked_at() == []
    assert filled.narrow(320, 256) == []  # a window of 1,280 at 400 %


@pytest.mark.parametrize("place", PAGES)
def test_tab_goes_through_it_is_seen_and_is_never_caught(filled, place):
    stops = walk_with_tab(opened(filled, place))

    assert len(stops) > 8
    assert faults_of(stops) == {}


def test_what_was_said_stands_beside_the_answer(filled):
    said = opened(filled, f"history/{MODULE}").body

    expect(said).to_contain_text("You said: test record: say who pays")
    expect(said).to_contain_text("Our answer: Not changed. test record: the source says so.")
    expect(said).to_contain_text("rescoped after a draft")


def test_a_note_about_a_module_s_history_names_it_and_leads_back(filled):
    opened(filled, f"history/{MODULE}")

    filled.body.get_by_role("link", name="Something’s not right here").press("Enter")

    form = filled.settled().body
    expect(form).to_contain_text("You said, we did")
    expect(form).to_contain_text(TITLE)
    form.get_by_role("link", name="Go back without sending").press("Enter")
    expect(form.get_by_role("heading", level=1)).to_have_text(f"You said, we did: {TITLE}")
    assert filled.page.url.endswith(f"#/history/{MODULE}")
