"""Only what the course shipped starts by itself: anything else waits for a person."""

import re

import pytest
from changed_lesson import start_it, with_added_part
from playwright.sync_api import expect
from visiting import MODULE

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
LESSON = "modules/01-what-co-production-is.ipynb"
WAIT = 6_000  # ms in which nothing may be written


def writing(file):
    """Code that writes a file when it is run."""
    return f"open({str(file)!r}, 'w').write('x')"


@pytest.fixture
def copied(workspace):
    """A copy of a lesson with one added part, and the file that this part would write."""
    learner = workspace / "learner"
    written = workspace / "written-by-copy"
    with_added_part(learner / LESSON, learner / "copy.ipynb", writing(written))
    yield written
    (learner / "copy.ipynb").unlink()


@pytest.fixture
def changed(workspace):
    """The lesson itself with one added part, and the file that this part would write."""
    lesson = workspace / "learner" / LESSON
    shipped, written = lesson.read_bytes(), workspace / "written-in-place"
    with_added_part(lesson, lesson, writing(written))
    yield written
    lesson.write_bytes(shipped)
    written.unlink(missing_ok=True)


def test_a_copy_with_an_added_part_writes_nothing_and_the_course_is_one_press_away(visit, copied):
    visit.page.goto(visit.server.page("copy.ipynb"))
    copy = visit.page.locator(".jp-NotebookPanel:not(.coprod-lesson)")
    copy.get_by_role("heading", name="Two questions and six steps").wait_for()
    visit.page.wait_for_timeout(WAIT)
    assert not copied.exists()

    visit.panel.get_by_role("link", name="Course home").press("Enter")

    expect(visit.body.get_by_role("heading", level=1)).to_have_text("Welcome")
    expect(copy).not_to_be_visible()
    assert not copied.exists()


def test_a_changed_lesson_says_so_and_starts_nothing_before_a_person_does(visit, changed):
    visit.page.goto(f"{visit.server.address}#/module/{MODULE}")
    said = visit.page.get_by_role("note", name="About this page")
    expect(said).to_contain_text("This page has been changed", timeout=30_000)
    visit.page.wait_for_timeout(WAIT)

    assert not changed.exists()
    assert visit.page.locator(".cp-activity").count() == 0
    assert visit.looked_at() == []

    visit.page.evaluate("place => { location.hash = place; }", f"#/module/{MODULE}/your-turn")
    expect(visit.page.get_by_role("heading", name="Finish one yourself")).to_be_focused()
    start_it(visit.page)

    visit.activity("peer-leaflet").get_by_role("checkbox").first.wait_for(timeout=30_000)
    assert visit.focused() == "Finish one yourself"
    assert changed.exists()


def test_a_changed_lesson_in_which_a_part_goes_wrong_is_run_once_and_not_again(visit, changed):
    lesson = visit.server.learner / LESSON
    with_added_part(lesson, lesson, f"open({str(changed)!r}, 'a').write('x'); 1 / 0")
    visit.page.goto(f"{visit.server.address}#/module/{MODULE}/your-turn")

    start_it(visit.page)
    visit.page.wait_for_timeout(WAIT)

    assert changed.read_text() == "x"


def test_a_changed_lesson_starts_also_when_the_server_cannot_start_it_at_once(visit, changed):
    refused = []

    def refuse_one(route):
        if route.request.method != "POST" or refused:
            route.fallback()
            return
        refused.append(route.request.url)
        route.fulfill(status=500, json={"message": "not now"})

    visit.page.route(re.compile(r"/api/sessions(\?|$)"), refuse_one)
    visit.page.goto(f"{visit.server.address}#/module/{MODULE}/your-turn")

    start_it(visit.page)

    visit.activity("peer-leaflet").get_by_role("checkbox").first.wait_for(timeout=30_000)
    assert len(refused) == 1
    assert changed.exists()


def test_what_the_course_shipped_starts_by_itself_with_no_such_words(visit):
    visit.open(f"module/{MODULE}/your-turn")

    visit.activity("peer-leaflet").get_by_role("checkbox").first.wait_for()
    assert visit.page.get_by_text("This page has been changed").count() == 0
