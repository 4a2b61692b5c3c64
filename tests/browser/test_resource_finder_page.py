"""Finding resources by keyboard alone, and beginning with one's own self-check."""

from dataclasses import replace

import pytest

pytestmark = [pytest.mark.drawn, pytest.mark.browser]
WHERE = {"title": "Your self-check", "module": "What co-production is", "minutes": 7}


@pytest.fixture
def finder(example, on_a_page):
    return on_a_page(example("resource_finder").activity)


@pytest.fixture
def with_own(on_a_page, example):
    """A finder whose learner has, or has not, made the self-check."""

    def opened(**own):
        page = on_a_page(example("resource_finder").activity)
        page.view |= own
        page.open()
        return page

    return opened


def count(opened):
    return opened.page.locator(".cp-count").inner_text()


def titles(opened):
    return opened.page.locator(".cp-found a").all_inner_texts()


def test_filters_narrow_the_list_and_the_count_says_so_in_words(finder):
    assert count(finder) == "2 resources fit."

    finder.tab_to("Area", "combobox")
    finder.press("D", "D")

    assert finder.page.get_by_label("Area").input_value() == "delivery"
    assert count(finder) == "1 resource fits."
    assert titles(finder) == ["A group that meets (opens in a new tab)"]
    finder.page.get_by_label("What I need help with").select_option("start")
    assert count(finder).startswith("No resource fits.")
    assert finder.page.get_by_text("Another list: waiting").is_visible()
    assert finder.axe() == []


def test_a_link_opens_in_a_new_tab_and_each_resource_says_what_was_checked(finder):
    first = finder.page.locator(".cp-found > li").first

    assert first.get_by_role("link").get_attribute("target") == "_blank"
    assert "Link not checked yet. Read it there, and do not copy from it." in first.inner_text()
    assert finder.stored is None


def test_two_are_saved_with_a_date_and_come_back(finder):
    for title in ("A group that meets", "A guide to forms"):
        finder.tab_to(f"Save this: {title}", "checkbox")
        finder.press("Space")
    finder.page.get_by_label("Day").fill("11")
    finder.tab_to("Look at what I saved")
    finder.press("Enter")
    said = finder.page.get_by_role("alert").inner_text()
    assert "Give the day, the month and the year" in said
    assert finder.wrong() == [True, said]
    finder.page.get_by_label("Month").fill("1")
    finder.page.get_by_label("Year").fill("2027")
    finder.tab_to("Look at what I saved")
    finder.press("Enter")

    finder.page.locator(".cp-fb").wait_for()
    assert "Look again on Monday 11 January 2027." in finder.page.locator(".cp-fb").inner_text()
    assert finder.stored == {"saved": ["a-group", "a-guide"], "date": "2027-01-11"}
    assert finder.activity.complete(finder.stored)
    assert finder.axe() == []
    finder.open()
    assert finder.page.get_by_role("checkbox", checked=True).count() == 2
    assert finder.page.get_by_label("Day").input_value() == "11"


def test_a_day_that_there_is_not_is_asked_about_and_what_was_saved_stays(finder):
    finder.page.get_by_label("Save this: A group that meets").press("Space")
    for box, words in (("Day", "31"), ("Month", "2"), ("Year", "2027")):
        finder.page.get_by_label(box).fill(words)
    finder.page.get_by_label("Year").blur()
    finder.saved()
    assert finder.stored == {"saved": ["a-group"], "date": ""}
    assert not finder.page.get_by_text("This question has changed.").is_visible()

    said = finder.page.get_by_role("alert")
    assert said.inner_text() == "There is no such day. Give a real date, such as 11 1 2027."
    finder.page.get_by_label("Year").press("End")
    finder.press("Backspace")
    said.wait_for(state="hidden")

    finder.press("7")
    finder.tab_to("Look at what I saved")
    finder.press("Enter")
    assert said.inner_text() == "There is no such day. Give a real date, such as 11 1 2027."
    assert finder.wrong() == [True, said.inner_text()]
    assert finder.page.get_by_label("Day").evaluate("box => box === document.activeElement")


def test_a_day_that_is_half_typed_is_not_asked_about_before_its_boxes_are_left(finder):
    finder.page.get_by_label("Day").fill("11")
    finder.page.get_by_label("Day").press("Tab")
    finder.page.get_by_label("Month").fill("1")
    assert not finder.page.get_by_role("alert").is_visible()
    finder.page.get_by_label("Month").press("Tab")
    finder.press("Tab")
    said = finder.page.get_by_role("alert").inner_text()
    assert said == "Give the day, the month and the year, such as 11 1 2027."


@pytest.mark.parametrize("year", ["2", "20", "202", "0202", "9000", "two"])
def test_a_year_that_is_not_typed_out_yet_is_no_date(finder, year):
    finder.page.get_by_label("Save this: A group that meets").press("Space")
    for box, words in (("Day", "1"), ("Month", "2"), ("Year", year)):
        finder.page.get_by_label(box).fill(words)
    finder.page.get_by_label("Year").blur()
    finder.saved()
    assert finder.stored == {"saved": ["a-group"], "date": ""}


def test_one_more_than_may_be_saved_is_not_taken_and_says_why(example, on_a_page):
    opened = on_a_page(replace(example("resource_finder").activity, save=1))
    opened.page.get_by_label("Save this: A group that meets").press("Space")
    opened.saved()

    opened.page.get_by_label("Save this: A guide to forms").press("Space")

    said = opened.page.locator(".cp-error:not(:empty)").inner_text()
    assert said == "You have saved 1. Take one out first."
    assert opened.wrong() == [True, said]
    assert opened.stored == {"saved": ["a-group"], "date": ""}


def test_what_was_saved_is_taken_out_again_also_while_a_filter_hides_it(finder):
    finder.page.get_by_label("Save this: A guide to forms").press("Space")
    finder.saved()
    finder.page.get_by_label("Area").select_option("delivery")

    finder.tab_to("Take out: A guide to forms")
    finder.press("Enter")

    assert finder.focus() == "You have saved 0 of 2"
    finder.page.wait_for_function("document.querySelector('.cp-save').dataset.state == 'saved'")
    assert finder.stored == {"saved": [], "date": ""}


def test_a_resource_that_left_the_list_stays_with_the_learner(example, on_a_page):
    opened = on_a_page(example("resource_finder").activity)
    opened.page.get_by_label("Save this: A guide to forms").press("Space")
    opened.saved()

    opened.view["resources"] = opened.view["resources"][:1]
    opened.open()

    assert opened.page.get_by_text("A guide (no longer in the list)").first.is_visible()
    assert "This question has changed" not in opened.page.inner_text("main")


def test_a_long_list_is_shown_in_two_goes_with_the_focus_on_the_next_one(example, on_a_page):
    activity = example("resource_finder").activity
    many = tuple(
        replace(activity.resources[0], id=f"one-{n}", title=f"Guide {n}") for n in range(1, 8)
    )
    opened = on_a_page(replace(activity, resources=many))
    assert (count(opened), len(titles(opened))) == ("7 resources fit.", 5)

    opened.tab_to("Show the other 2")
    opened.press("Enter")

    assert len(titles(opened)) == 7
    assert opened.focus() == "Guide 6 (opens in a new tab)"
    assert opened.page.get_by_role("button", name="Show the other").count() == 0


def test_the_self_check_gives_a_place_to_begin(with_own):
    opened = with_own(self_check=WHERE, gaps=["delivery"])
    assert "A lower step is a place to begin, not a failure." in opened.page.inner_text("form")

    opened.tab_to("Start with my self-check gaps")
    opened.press("Enter")

    assert count(opened) == "1 resource fits."
    assert (
        opened.page.get_by_label("Area").evaluate("(one) => one.selectedOptions[0].text")
        == "My self-check gaps: Delivery"
    )
    assert opened.axe() == []


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        (None, "It is in the module What co-production is, and is called Your self-check."),
        ([], "Your self-check does not point to one area."),
    ],
)
def test_without_gaps_it_says_so_and_how_to_make_a_self_check(with_own, gaps, said):
    opened = with_own(self_check=WHERE, gaps=gaps)

    assert said in opened.page.inner_text("form")
    assert opened.page.get_by_role("button", name="Start with my self-check gaps").count() == 0
    assert opened.axe() == []


def test_the_list_begins_in_the_learners_own_setting(with_own):
    opened = with_own(setting="smi")

    assert opened.page.get_by_label("Setting").input_value() == "smi"


def test_a_gap_of_ones_own_leads_to_the_part_of_the_course_as_well(with_own):
    part = {"text": "Module 5, Forms", "href": "#/module/design/Forms"}
    leads = [{"item": "DES1", "text": "Letters", "values": ["0"], "sections": [part]}]
    opened = with_own(self_check=WHERE, gaps=["design"], leads=leads)
    link = opened.page.get_by_role("link", name="Module 5, Forms")

    assert link.get_attribute("href") == "#/module/design/Forms"
    assert opened.axe() == []


def test_what_is_wrong_with_a_day_stands_while_a_resource_is_saved(finder):
    finder.page.get_by_label("Day").fill("11")
    tick = finder.page.locator(".cp-found").get_by_role("checkbox").first
    tick.focus()
    said = finder.page.get_by_role("alert").inner_text()
    assert "Give the day, the month and the year" in said

    tick.press("Space")
    finder.saved()

    assert finder.page.get_by_role("alert").inner_text() == said
