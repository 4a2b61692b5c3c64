"""The contributor's view inside the course: as it is served, and written in, in a browser."""

import pytest
from by_tab import faults_of, walk_with_tab
from lab.served import ask
from playwright.sync_api import expect
from visiting import some_passages

from coprod_training.contributions.merge_page import merge_page
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.passages import from_data

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
PLACE = "contribute/what-co-production-is"
COMMENT = "test record: a comment"


def test_it_is_for_whoever_may_open_the_course_and_kept_nowhere(server):
    reply = ask(server, PLACE)

    assert reply.status == 200
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["cache-control"] == "no-store"
    assert b"Your own terms are in what the contribution keeper sent you" in reply.content
    assert b"What co-production is" not in ask(server, PLACE, token=False).content


def test_a_module_that_there_is_not_is_said_in_a_sentence(server):
    reply = ask(server, "contribute/moon")

    assert (reply.status, b"There is no such module here" in reply.content) == (404, True)


@pytest.fixture
def view(visit):
    """The page, as whoever was asked opens it from the course."""
    visit.open("help").page.goto(f"{visit.server.base}coprod/{PLACE}")
    heading = visit.page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Tell us what you think")
    return visit


def open_places(page, most):
    """Open the first places to write a comment in."""
    page.evaluate(
        "most => [...document.querySelectorAll('details')].slice(0, most)"
        ".forEach(one => { one.open = true; })",
        most,
    )


def test_tab_goes_through_it_is_seen_and_is_never_caught(view):
    view.page.emulate_media(reduced_motion="reduce")  # or what has the focus glides into sight
    open_places(view.page, 3)

    stops = walk_with_tab(view, most=900)

    assert len(stops) > 50
    assert faults_of(stops) == {}
    assert "Save my comments" in stops[-1]["words"]


def test_on_a_phone_it_can_be_written_in_without_scrolling_sideways(view):
    open_places(view.page, 3)

    assert view.narrow(360) == []
    assert view.narrow(320, 256) == []  # a window of 1,280 at 400 %


def test_axe_finds_nothing_and_what_was_written_comes_back_in_a_saved_file(view, tmp_path):
    page = view.page
    some_passages(page)
    found = view.axe_in_colours()
    page.reload()
    open_places(page, 30)
    page.get_by_label("Your comment on passage 20", exact=True).fill(COMMENT)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save my comments").click()
    saving.value.save_as(tmp_path / "back.html")

    back = read_page((tmp_path / "back.html").read_bytes())
    merged = merge_page(from_data(back.carried["pack"]), back.values, name="abc123")
    assert found == []
    assert [(one.number, one.words) for one in merged.said] == [(20, COMMENT)]
