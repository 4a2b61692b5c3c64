"""A page from before its question left the course: answering there, and coming back to it."""

import pytest
from two_tabs import AWAY_AND_BACK

from coprod_training.lab.part_pages import NOT_KEPT

pytestmark = [pytest.mark.drawn, pytest.mark.browser]


@pytest.fixture
def left(example, on_a_page):
    """The page, and what it sends: each is answered as the front end's model does (a 410)."""
    opened, sent = on_a_page(example("single_choice").activity), []

    def receive(message):
        sent.append(message["type"])
        return {"type": "gone", "id": message.get("id"), "problem": NOT_KEPT}

    opened.receive = receive
    return opened, sent


def test_an_answer_to_it_is_sent_once_and_said_to_be_lost(left):
    opened, sent = left
    opened.press("Tab", "Space")
    line = opened.page.locator('.cp-save[data-state="gone"]')

    line.wait_for()
    opened.page.wait_for_timeout(4000)  # what waits is sent again every 3 seconds

    assert line.inner_text() == f"Not saved. {NOT_KEPT}"
    assert sent == ["keep"]
    assert opened.page.locator(".cp-waiting").count() == 0
    assert opened.page.locator("input:checked").count() == 1
    assert opened.axe() == []


def test_who_answered_nothing_there_hears_of_no_answer(left):
    opened, sent = left
    opened.page.evaluate(AWAY_AND_BACK)
    opened.page.wait_for_timeout(500)

    assert sent == ["look"]
    assert opened.page.locator(".cp-save").get_attribute("data-state") == ""
