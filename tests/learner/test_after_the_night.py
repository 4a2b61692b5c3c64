"""The lesson was left open, and its process was ended overnight (features.md, L2)."""

import pytest
from opened import cull, jupyter, lessons_of
from playwright.sync_api import expect
from visiting import LESSON, MODULE

pytestmark = [pytest.mark.slow, pytest.mark.browser]
RED = "Error displaying widget"
BUSY = f"{LESSON}[aria-busy]"
SECTIONS = ["your-service-today", "your-turn", "sort-it-yourself", "honest-steps", "check-a-claim"]


@pytest.fixture
def left_open(visit):
    """Some answers, in a lesson that stays open while its process ends."""
    visit.open(f"module/{MODULE}/your-turn")
    visit.activity("peer-leaflet").get_by_role("checkbox").nth(2).check()
    visit.saved("peer-leaflet")
    (process,) = lessons_of(visit.server)
    cull(visit.server)
    process.wait(20)
    return visit


def read_all(visit):
    """Every word on the page, also in sections that are not on the screen."""
    return visit.page.evaluate("document.body.textContent")


def test_the_page_that_stayed_open_shows_everything_and_no_red_text(left_open):
    left_open.page.wait_for_timeout(3000)

    assert RED not in read_all(left_open)
    expect(left_open.activity("peer-leaflet").get_by_role("checkbox").nth(2)).to_be_checked()


def test_the_next_answer_starts_it_again_and_is_kept(left_open):
    left_open.page.wait_for_timeout(3000)

    left_open.activity("peer-leaflet").get_by_role("checkbox").nth(3).check()
    left_open.saved("peer-leaflet")

    left_open.settled()
    assert len(lessons_of(left_open.server)) == 1
    assert RED not in read_all(left_open)
    expect(left_open.activity("peer-leaflet").get_by_role("checkbox").nth(3)).to_be_checked()


def test_the_next_morning_every_answer_is_there_and_no_red_text(left_open):
    left_open.open(f"module/{MODULE}/your-turn")

    expect(left_open.activity("peer-leaflet").get_by_role("checkbox").nth(2)).to_be_checked()
    for section in SECTIONS:
        left_open.go(f"module/{MODULE}/{section}")
        expect(left_open.page.locator(".cp-activity:visible").first).to_be_visible()
    assert RED not in read_all(left_open)


def test_a_lesson_that_is_lost_again_while_it_is_drawn_mends_all_the_same(visit):
    """A process that hung comes back, is asked to draw everything, and is started anew."""
    visit.open(f"module/{MODULE}/your-turn")
    boxes = visit.activity("peer-leaflet").get_by_role("checkbox")
    boxes.first.wait_for()  # nothing more is drawn while the lesson's process is held
    (process,) = lessons_of(visit.server)
    process.suspend()
    boxes.nth(1).set_checked(not boxes.nth(1).is_checked())
    visit.page.wait_for_timeout(5500)
    process.resume()
    visit.page.locator(BUSY).wait_for()
    for one in jupyter(visit.server, "GET", "api/kernels"):
        jupyter(visit.server, "POST", f"api/kernels/{one['id']}/restart")

    boxes.nth(2).set_checked(not boxes.nth(2).is_checked())
    visit.saved("peer-leaflet")
    visit.settled()
