"""The contributor's view inside the course: as it is served, and written in, in a browser."""

import pytest
from lab.served import ask
from playwright.sync_api import expect

from coprod_training.contributions.merge_page import merge_page
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.passages import from_data

pytestmark = [pytest.mark.slow, pytest.mark.browser]
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


def test_axe_finds_nothing_and_what_was_written_comes_back_in_a_saved_file(visit, tmp_path):
    page = visit.open("help").page
    page.goto(f"{visit.server.base}coprod/{PLACE}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tell us what you think")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = visit.axe()
    page.get_by_label("Your comment on passage 20", exact=True).fill(COMMENT)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save my comments").click()
    saving.value.save_as(tmp_path / "back.html")

    back = read_page((tmp_path / "back.html").read_bytes())
    merged = merge_page(from_data(back.carried["pack"]), back.values, name="abc123")
    assert found == []
    assert [(one.number, one.words) for one in merged.said] == [(20, COMMENT)]
