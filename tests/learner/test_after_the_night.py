"""A lesson was left open overnight, and what stood behind it was ended (features.md, L2)."""

import pytest
from changed_lesson import start_it, with_added_part
from opened import cull, held, jupyter, lessons_of
from playwright.sync_api import expect
from visiting import LESSON, MODULE

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
RED = "Error displaying widget"
BUSY = f"{LESSON}[aria-busy]"
SECTIONS = ["your-service-today", "your-turn", "sort-it-yourself", "honest-steps", "check-a-claim"]
NOTEBOOK = "modules/01-what-co-production-is.ipynb"


def read_all(visit):
    """Every word on the page, also in sections that are not on the screen."""
    return visit.page.evaluate("document.body.textContent")


def boxes(visit):
    return visit.activity("peer-leaflet").get_by_role("checkbox")


def answered(visit):
    boxes(visit).first.wait_for(timeout=30_000)
    boxes(visit).nth(2).check()
    visit.saved("peer-leaflet")
    return visit


@pytest.fixture
def changed(visit):
    """Some answers in a lesson that somebody changed and started, whose process was then ended."""
    lesson = visit.server.learner / NOTEBOOK
    shipped = lesson.read_bytes()
    with_added_part(lesson, lesson, "1 + 1")
    visit.page.goto(f"{visit.server.address}#/module/{MODULE}/your-turn")
    start_it(visit.page)
    answered(visit)
    visit.settled()
    yield visit
    lesson.write_bytes(shipped)


def test_a_lesson_has_no_process_that_could_end_and_every_answer_the_next_morning(visit):
    answered(visit.open(f"module/{MODULE}/your-turn"))
    assert lessons_of(visit.server) == []
    assert jupyter(visit.server, "GET", "api/kernels") == []

    visit.open(f"module/{MODULE}/your-turn")

    expect(boxes(visit).nth(2)).to_be_checked()
    for section in SECTIONS:
        visit.go(f"module/{MODULE}/{section}")
        expect(visit.page.locator(".cp-activity:visible").first).to_be_visible()
    assert RED not in read_all(visit)


def test_a_changed_lesson_shows_everything_after_its_end_and_starts_with_the_next_answer(changed):
    (process,) = lessons_of(changed.server)
    cull(changed.server)
    process.wait(20)
    changed.page.wait_for_timeout(3000)

    assert RED not in read_all(changed)
    expect(boxes(changed).nth(2)).to_be_checked()

    boxes(changed).nth(3).check()
    changed.saved("peer-leaflet")

    changed.settled()
    assert len(lessons_of(changed.server)) == 1
    assert RED not in read_all(changed)
    expect(boxes(changed).nth(3)).to_be_checked()


def test_a_changed_lesson_that_is_lost_again_while_it_is_drawn_mends_all_the_same(changed):
    """A process that hung comes back, is asked to draw everything, and is started anew."""
    with held(*lessons_of(changed.server)):
        boxes(changed).nth(1).set_checked(not boxes(changed).nth(1).is_checked())
        changed.page.wait_for_timeout(5500)
    changed.page.locator(BUSY).wait_for()
    for one in jupyter(changed.server, "GET", "api/kernels"):
        jupyter(changed.server, "POST", f"api/kernels/{one['id']}/restart")

    boxes(changed).nth(2).set_checked(not boxes(changed).nth(2).is_checked())
    changed.saved("peer-leaflet")
    changed.settled()
