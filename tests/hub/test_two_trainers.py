"""Two trainers of a cohort on a real hub: flags, second marks, a server that ends under a page."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from coprod_training.hub.demo import COHORT
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.membership import Place
from hub.conftest import open_server, server_of
from hub.in_a_browser import as_
from hub.rounds import TASK, hand_in_words, round_of
from hub.visitor import Visitor
from hub.whole_platform import platform, skip_without_all_parts

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
WORDS = "I cannot go on like this. Please ring me."
GRADER = f"grader-{COHORT}"
PEOPLE = {"amira": "learner", "anna-trainer": "trainer", "bob-trainer": "trainer"}


@pytest.fixture(scope="module")
def both(tmp_path_factory, browser):
    """The pages of both trainers, after one hand-in that was collected."""
    skip_without_all_parts()
    with platform(tmp_path_factory.mktemp("trainers") / "hub") as hub:
        book, visitors = EnrolmentBook(hub.folder / "state"), {}
        for account, role in PEOPLE.items():
            visitor = visitors[account] = Visitor(hub.address, account)
            visitor.sign_up()
            book.enrol([(account, Place(role, COHORT))], datetime.now(UTC))
            visitor.sign_in()
        visitors["amira"].begin()
        _, act = round_of(hub, visitors["anna-trainer"], GRADER)
        act(f"/exercises/{TASK}/release", day="", month="", year="", time="")
        open_server(hub, visitors["amira"], "amira")
        hand_in_words(hub, "amira", WORDS)
        assert act(f"/exercises/{TASK}/collect")["words"] == "1 collected."
        open_server(hub, visitors["bob-trainer"], GRADER)
        with (
            as_(browser, visitors["anna-trainer"]) as anna,
            as_(browser, visitors["bob-trainer"]) as bob,
        ):
            yield SimpleNamespace(
                anna=anna,
                bob=bob,
                base=f"{hub.address}user/{GRADER}/coprod/trainer",
                server=lambda: server_of(hub, GRADER),
                open=lambda: open_server(hub, visitors["bob-trainer"], GRADER),
            )


def test_the_other_one_sees_a_flag_and_closes_it(both):
    anna, bob = both.anna, both.bob
    anna.goto(f"{both.base}/exercises/{TASK}/next")
    anna.get_by_text("This answer worries me").press("Enter")
    anna.get_by_label("What worries you?").fill("They need help today.")
    anna.get_by_role("button", name="Flag this answer").press("Enter")
    expect(anna.get_by_text("This answer is on the page of flags.")).to_be_visible()
    anna.goto(f"{both.base}/flags")
    assert anna.get_by_role("button", name="I have seen this").count() == 0

    bob.goto(both.base)
    expect(bob.locator("main")).to_contain_text("1 flagged answer is waiting to be seen")
    bob.get_by_role("link", name="Go to flagged answers").press("Enter")
    expect(bob.get_by_text(WORDS)).to_be_visible()
    bob.get_by_role("button", name="I have seen this").press("Enter")
    expect(bob.locator("main")).to_contain_text("bob-trainer")
    bob.get_by_label("What was done?").fill("Rang them at once.")
    bob.get_by_role("button", name="Close it").press("Enter")

    expect(bob.locator("main")).to_contain_text("Rang them at once.")
    anna.goto(f"{both.base}/flags")
    expect(anna.locator("main")).to_contain_text("Rang them at once.")


def test_a_comment_written_while_the_course_was_closed_is_saved_once_it_is_open(both):
    anna = both.anna
    anna.goto(f"{both.base}/exercises/{TASK}/next")
    server = both.server()
    server.terminate()
    server.wait(120)  # the hub looks every 30 s which servers have ended

    comment = anna.get_by_label("Comment to the learner")
    comment.fill("Written while it was closed.")

    said = anna.locator(".cp-save")
    expect(said).to_contain_text("The course is closed at the moment.", timeout=90_000)
    both.open()
    anna.context.new_page().goto(both.base)
    expect(said).to_contain_text("Saved at", timeout=60_000)
    anna.reload()
    expect(comment).to_have_value("Written while it was closed.")


def test_the_second_mark_is_the_other_ones_and_blind(both):
    anna, bob = both.anna, both.bob
    anna.goto(f"{both.base}/exercises/{TASK}/next")
    anna.get_by_role("radio", name="3 Strong").press("Space")
    expect(anna.locator(".cp-save[data-state=saved]")).to_be_visible()
    anna.goto(f"{both.base}/second")
    anna.get_by_role("link", name="Answer 1").press("Enter")
    expect(anna.get_by_role("alert")).to_contain_text("The first mark")
    assert anna.get_by_role("radio").count() == 0

    bob.goto(f"{both.base}/second")
    bob.get_by_role("link", name="Answer 1").press("Enter")
    expect(bob.locator(".cp-answer")).to_have_text(WORDS)
    assert bob.locator("input:checked").count() == 0
    bob.get_by_role("radio", name="0 ").press("Space")
    bob.get_by_role("button", name="Save the second mark").press("Enter")

    bob.goto(f"{both.base}/second")
    expect(bob.locator("main")).to_contain_text("1 marked twice")
    expect(bob.get_by_role("row", name="Answer 1")).to_contain_text("To agree")
