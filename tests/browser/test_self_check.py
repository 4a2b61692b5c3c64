"""The self-check, with the keyboard alone."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from coprod_training.activities.survey_items import Choice, Row

pytestmark = pytest.mark.browser


def test_the_self_check_is_finished_with_the_keyboard(example, on_a_page):
    opened = on_a_page(example("rating_grid").activity)

    opened.press("Tab", "Space")
    opened.tab_to("Next: Design")
    opened.press("Enter")
    assert opened.focus() == "Design"
    opened.tab_to("Finish the self-check")
    opened.press("Enter")

    opened.page.locator(".cp-fb").wait_for()
    assert opened.stored == {"SD1": "1", "_done": True}


def test_an_item_that_is_needed_is_asked_for_before_the_end(example, on_a_page):
    opened = on_a_page(example("rating_grid").activity)
    opened.tab_to("Next: Design")
    opened.press("Enter")

    opened.tab_to("Finish the self-check")
    opened.press("Enter")

    assert opened.page.get_by_role("alert").inner_text().endswith("Is your service new?")
    assert opened.page.get_by_role("group", name="Is your service new?").is_visible()
    assert opened.wrong() == [True, opened.page.get_by_role("alert").inner_text()]
    assert opened.checked == 0


def test_the_check_line_comes_and_goes_with_the_top_step(example, on_a_page):
    opened = on_a_page(example("rating_grid").activity)
    opened.tab_to("Next: Design")
    opened.press("Enter")
    opened.page.get_by_label("5 Shared").press("Space")
    opened.page.get_by_role("group", name="The work was shared").get_by_label("No").press("Space")
    opened.saved()
    assert opened.stored == {"DES1": "5", "s5_do": "0"}

    opened.page.get_by_label("2 Asked").press("Space")

    assert opened.page.locator(".cp-check5").count() == 0
    opened.saved()
    assert opened.stored == {"DES1": "2"}


OPENED = "One more question has opened below this one."


def test_a_question_that_opens_is_said_then_and_not_on_coming_back(example, on_a_page):
    opened = on_a_page(example("rating_grid").activity)
    opened.tab_to("Next: Design")
    opened.press("Enter")
    opened.page.get_by_label("5 Shared").press("Space")
    said = opened.page.locator("p.cp-hide[role=status]")
    expect(said).to_have_text(OPENED)
    opened.saved()

    opened.open()

    assert opened.page.locator(".cp-check5").count() == 1
    opened.page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    assert said.inner_text() == ""


def test_people_who_are_not_staff_are_asked_in_their_own_words(example, on_a_page):
    grid = example("rating_grid").activity
    role = Row(
        id="SD4",
        text="How are you answering?",
        choices=(
            Choice(value="1", text="Employment specialist"),
            Choice(value="6", text="Family member or carer", not_staff=True),
        ),
    )
    (first, *parts) = grid.parts
    new = replace(first.rows[0], text_not_staff="Is the service you know new?")
    opened = on_a_page(replace(grid, parts=(replace(first, rows=(new, role)), *parts)))
    assert opened.page.get_by_role("group", name="Is your service new?").is_visible()

    opened.page.get_by_label("Family member or carer").press("Space")

    assert opened.page.get_by_role("group", name="Is the service you know new?").is_visible()
    opened.page.get_by_label("Employment specialist").press("Space")
    assert opened.page.get_by_role("group", name="Is your service new?").is_visible()


def test_coming_back_leads_to_the_part_one_was_in_or_the_next_once_it_is_whole(example, on_a_page):
    grid = example("rating_grid").activity
    (first, *parts) = grid.parts
    second_row = replace(first.rows[0], id="SD9", text="Is your team new?")
    opened = on_a_page(
        replace(grid, parts=(replace(first, rows=(first.rows[0], second_row)), *parts))
    )

    opened.press("Tab", "Space")
    opened.saved()
    opened.open()
    assert opened.page.get_by_role("group", name="Is your team new?").is_visible()

    opened.page.get_by_role("group", name="Is your team new?").get_by_role("radio").first.check()
    opened.saved()
    opened.open()
    assert opened.page.get_by_role("button", name="Finish the self-check").is_visible()


LEADS = [
    {
        "item": "DES1",
        "text": "Writing letters",
        "values": ["0", "1", "2"],
        "sections": [{"text": "Module 5, Forms", "href": "#/module/design/Forms"}],
    },
    {"item": "SD1", "text": "How often", "values": ["1"], "sections": []},
]


def finished(on_a_page, example, step):
    """A self-check that knows where the course comes to two questions, finished by keyboard."""
    opened = on_a_page(example("rating_grid").activity)
    opened.view |= {"leads": LEADS}
    opened.open()
    finish(opened, step)
    return opened


def finish(opened, step):
    opened.press("Tab", "Space")
    opened.tab_to("Next: Design")
    opened.press("Enter")
    opened.page.get_by_label(step).press("Space")
    opened.tab_to("Finish the self-check")
    opened.press("Enter")
    opened.page.locator(".cp-fb").wait_for()


def test_a_low_answer_leads_to_the_part_of_the_course_that_comes_to_it(example, on_a_page):
    opened = finished(on_a_page, example, "2 Asked")
    link = opened.page.get_by_role("link", name="Module 5, Forms")

    assert link.get_attribute("href") == "#/module/design/Forms"
    assert (
        "No part of the course covers this yet."
        in opened.page.locator(".cp-note").first.inner_text()
    )
    assert opened.axe() == []
    opened.open()  # and on coming back
    assert opened.page.get_by_role("link", name="Module 5, Forms").is_visible()


def test_without_the_course_s_own_page_its_parts_are_named_and_are_no_links(example, on_a_page):
    opened = on_a_page(example("rating_grid").activity)
    opened.view |= {"leads": LEADS}
    opened.open()
    opened.page.evaluate("() => document.body.classList.remove('coprod-learner')")
    finish(opened, "2 Asked")

    assert "Module 5, Forms" in opened.page.locator(".cp-note").first.inner_text()
    assert opened.page.locator(".cp-note a").count() == 0


def test_a_high_answer_leads_nowhere(example, on_a_page):
    opened = finished(on_a_page, example, "5 Shared")

    assert opened.page.get_by_role("link", name="Module 5, Forms").count() == 0
