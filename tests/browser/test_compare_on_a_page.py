"""Own answers beside released figures, and then beside now. Every figure here is a test record."""

from dataclasses import replace

import pytest

from coprod_training.activities.national_compare import Beside, Figures, Picture
from coprod_training.activities.rating_grid import Before, RatingGrid
from coprod_training.activities.survey_items import Choice, Part, Row

pytestmark = [pytest.mark.drawn, pytest.mark.browser]

STEPS = tuple(
    Choice(value=str(at), text=f"{name} in full", label=name)
    for at, name in enumerate(
        ["Without people", "Told", "Asked", "Influenced", "Designed together", "Shared"]
    )
)
APART = (Choice(value="9", text="I don’t know", label="Don’t know", set_apart=True),)
LETTERS, GUIDES = (
    Row(id=name, text=text, choices=(*STEPS, *APART), scale=True)
    for name, text in (("DES1", "Writing or changing forms and letters"), ("DES2", "Making guides"))
)
DESIGN = Part(id="design", title="Design", rows=(LETTERS, GUIDES))
BACK = Row(id="THN1", text="Where was Design before the course?", choices=(*STEPS, *APART))
RECORDS = Picture(
    published="2027-03-01",
    first_month="2026-12",
    last_month="2027-02",
    smallest_count=10,
    round_to=5,
    items={
        "DES1": Figures(
            base=100, counts={"0": 20, "1": 35, "2": 25, "3": None, "4": None, "5": None, "9": 15}
        ),
        "DES2": Figures(base=None, counts=dict.fromkeys("0123459")),
    },
)
OWN = {"DES1": "1", "DES2": "9"}


@pytest.fixture
def compare(example):
    """The example with two items and these answers and figures beside it."""
    activity = replace(example("national_compare").activity, parts=(DESIGN,))
    return lambda **beside: replace(activity, beside=Beside(**beside))


@pytest.fixture
def again():
    return RatingGrid(
        id="again",
        title="Your second self-check",
        question="What usually happened?",
        phase="post",
        groups=("DES", "THN"),
        parts=(DESIGN, Part(id="looking_back", title="Looking back", rows=(BACK,))),
        why_scores_fall="You may see more now.",
        before=Before(
            chosen={"DES1": "4", "DES2": "2"}, about=(("Which region?", "London"),), not_staff=True
        ),
    )


def rows(table):
    return [row.split("\t") for row in table.inner_text().splitlines() if "\t" in row]


def test_without_a_release_it_says_so_and_shows_the_own_answers_alone(compare, on_a_page):
    opened = on_a_page(compare(own=OWN, own_phase="pre"))

    assert opened.page.get_by_role("heading", name="Not enough answers yet").is_visible()
    assert opened.page.locator(".cp-own dd").all_inner_texts() == ["1 Told", "Don’t know"]
    assert opened.page.locator(".cp-bars, table, select").count() == 0
    assert "%" not in opened.page.locator("form").inner_text()


def test_the_own_answer_comes_first_then_bars_and_the_same_table(compare, on_a_page):
    opened = on_a_page(compare(own=OWN, own_phase="pre", picture=RECORDS))
    words = opened.page.locator(".cp-compared").inner_text()

    assert words.index("You said: 1 Told") < words.index("The most common answer was 1 Told.")
    assert words.index("The most common answer") < words.index("The table has the same figures.")
    table = opened.page.get_by_role("table", name="The same figures as a table")
    assert rows(table)[1:4] == [
        ["0 Without people", "20", "20%", "–"],
        ["1 Told", "35", "35%", "Your answer"],
        ["2 Asked", "25", "25%", "–"],
    ]
    assert rows(table)[-1] == ["Don’t know", "15", "Left out", "–"]
    shares = opened.page.locator(".cp-bars__share").all_inner_texts()
    assert shares == ["20%", "35%", "25%"]
    assert opened.page.locator(".cp-bars__hidden").all_inner_texts() == ["Hidden: 9 or fewer"] * 3
    assert "About 100 people" in words
    assert "Published on 1 March 2027." in words


def test_another_question_is_chosen_with_the_keyboard(compare, on_a_page):
    opened = on_a_page(compare(own=OWN, own_phase="pre", picture=RECORDS))

    opened.tab_to("Choose what to look at", "combobox")
    opened.press("ArrowDown")

    assert opened.page.get_by_role("heading", name="Making guides").is_visible()
    assert "You said: Don’t know" in opened.page.locator(".cp-compared").inner_text()
    assert "too few answers" in opened.page.locator(".cp-compared").inner_text()
    assert opened.page.locator("table").count() == 0
    opened.page.get_by_text("Shown below: Making guides").wait_for(state="attached")


def test_what_is_hidden_and_what_it_cannot_tell_stand_beneath(compare, on_a_page):
    opened = on_a_page(compare(own=OWN, own_phase="pre", picture=RECORDS))

    opened.page.locator("summary", has_text="What is hidden, and why").press("Enter")
    opened.page.locator("summary", has_text="What this cannot tell you").press("Enter")

    assert opened.page.get_by_text("A number of 9 or fewer is hidden and shown as c.").is_visible()
    assert opened.page.get_by_text("People chose to answer.").is_visible()


def test_looking_stores_nothing_and_the_tick_can_be_taken_back(compare, on_a_page):
    opened = on_a_page(compare(own=OWN, own_phase="pre", picture=RECORDS))
    opened.page.get_by_role("combobox").select_option("DES2")
    assert opened.stored is None

    opened.tab_to("I have looked at this", "checkbox")
    opened.press("Space")
    opened.saved()
    assert opened.stored is True
    opened.open()
    box = opened.page.get_by_role("checkbox", name="I have looked at this")
    assert box.is_checked()
    box.press("Space")
    opened.saved()

    assert opened.stored is False


def finish(opened):
    opened.page.get_by_role("group", name="Writing or changing").get_by_label("2 Asked").check()
    opened.tab_to("Next: Looking back")
    opened.press("Enter")
    opened.page.get_by_label("1 Told").press("Space")
    opened.tab_to("Finish the self-check")
    opened.press("Enter")
    opened.page.locator(".cp-second").wait_for()


def test_then_looking_back_and_now_stand_side_by_side_after_saving(again, on_a_page):
    opened = on_a_page(again)
    assert opened.page.locator(".cp-second").count() == 0
    finish(opened)

    table = opened.page.get_by_role("table", name="Design: before and now")
    assert rows(table) == [
        ["Question", "Before, as you said then", "Before, looking back at all of Design", "Now"],
        ["Writing or changing forms and letters", "4 Designed together", "1 Told", "2 Asked"],
        ["Making guides", "2 Asked", "1 Told", "Not answered"],
    ]
    words = opened.page.locator(".cp-second").inner_text()
    assert "Higher now: 0. The same: 0. Lower now: 1. Without a step both times: 1." in words
    assert "You may see more now." in words
    assert opened.page.evaluate("document.querySelector('[role=status] table')") is None
    opened.open()
    assert opened.page.locator(".cp-second table").count() == 1


def test_it_goes_when_an_answer_is_changed(again, on_a_page):
    opened = on_a_page(again)
    finish(opened)

    opened.page.get_by_label("2 Asked").press("Space")

    assert opened.page.locator(".cp-second").count() == 0


def test_what_was_said_at_the_start_is_shown_and_not_asked_again(again, on_a_page):
    opened = on_a_page(again)

    opened.page.locator("summary", has_text="What you said about your service").press("Enter")

    assert opened.page.locator(".cp-own").inner_text().split("\n")[0] == "Which region?"
    assert opened.page.get_by_text("London").is_visible()


@pytest.mark.parametrize(("light", "width"), [(True, 1280), (False, 1280), (True, 360)])
def test_axe_finds_nothing_in_figures_and_in_then_and_now(compare, again, on_a_page, light, width):
    figures = on_a_page(
        compare(own=OWN, own_phase="pre", picture=RECORDS), light=light, width=width
    )
    assert figures.axe() == []

    second = on_a_page(again, light=light, width=width)
    finish(second)
    assert second.axe() == []


@pytest.mark.parametrize("width", [320, 360, 700])
def test_figures_and_tables_do_not_scroll_sideways(compare, again, on_a_page, width):
    how_wide = "document.documentElement.scrollWidth"
    figures = on_a_page(compare(own=OWN, own_phase="pre", picture=RECORDS), width=width)
    assert figures.page.evaluate(how_wide) <= width

    second = on_a_page(again, width=width)
    finish(second)
    assert second.page.evaluate(how_wide) <= width
