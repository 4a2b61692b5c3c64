"""More time for one learner, in Chromium: agreed on one page, followed on every other (T10)."""

import time
from contextlib import suppress

import psutil
import pytest
from at_work import axe, go, wait_for_the_tick
from handing_in import TASK, hand_in, step
from lab.served import released
from playwright.sync_api import expect
from read_tables import read_csv, read_xlsx

from coprod_training.grading.extensions import due_for

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
PLACE = "coprod/trainer/more-time"
PAST, WORDS = "2026-01-12T17:00:00+00:00", "Monday 12 January 2026, 5pm"
FOR_ALL = ("2026-01-12", "yes")  # when it is due, and whether it was late


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """Two learners have handed in, long after the date for everybody."""
    workspace = tmp_path_factory.mktemp("time") / "coprod"
    released(workspace)
    step(workspace, "release", "--due", PAST)
    for learner in ("ann", "ben"):
        hand_in(workspace, learner, "Words.")
    return workspace


@pytest.fixture(scope="module")
def page(page):
    """The same tab, once all has been collected."""
    page.get_by_role("button", name="Collect 2 now").press("Enter")
    wait_for_the_tick(page, "2 collected.")
    return page


def fill(page, learner, day="18", month="1", year="2031"):
    page.get_by_label("Learner").fill(learner)
    for label, typed in (("Day", day), ("Month", month), ("Year", year), ("Time (UK)", "5pm")):
        page.get_by_label(label).fill(typed)
    page.get_by_role("button", name="Save this date").press("Enter")


def late(page, server):
    """By learner: whether the list of hand-ins calls it late."""
    go(page, server, f"formgrader/manage_submissions/{TASK}")
    rows = page.locator("tbody tr")
    return {row.locator("th").inner_text(): ", late" in row.inner_text() for row in rows.all()}


def downloaded(page, server):
    """By learner: when it was due and whether it was late, as both files of marks say."""
    found = []
    for name, read in (("Excel", read_xlsx), ("CSV", read_csv)):
        with page.expect_download() as got:
            go(page, server).get_by_role("link", name=f"Download marks ({name})").click()
        columns, rows = read(got.value.path().read_bytes())
        who, due, was_late = (columns.index(one) for one in ("learner", "due (UTC)", "late"))
        found.append({row[who]: (str(row[due])[:10], row[was_late]) for row in rows})
    assert found[0] == found[1]
    return found[0]


def test_everybody_is_late_at_first(page, server):
    assert late(page, server) == {"ann": True, "ben": True}
    assert downloaded(page, server) == {"ann": FOR_ALL, "ben": FOR_ALL}


def test_what_does_not_fit_is_said_beside_what_was_typed(page, server):
    go(page, server, PLACE)
    fill(page, "no such person!")
    expect(page.get_by_role("alert")).to_contain_text("“no such person!” is not a sign-in name.")
    assert axe(page) == []

    fill(page, "ann", day="31", month="2")
    expect(page.get_by_role("alert")).to_contain_text("Enter a real date")
    expect(page.get_by_label("Learner")).to_have_value("ann")
    assert axe(page) == []


def test_a_name_that_nobody_knows_is_asked_about_once_more(page, server, workspace):
    go(page, server, PLACE)
    fill(page, "eve")
    expect(page.get_by_role("alert")).to_contain_text("Nobody has handed in under this name yet.")
    assert axe(page) == []

    page.get_by_role("checkbox", name="The name is right").press("Space")
    page.get_by_role("button", name="Save this date").press("Enter")
    wait_for_the_tick(page, "Saved: eve has until Saturday 18 January 2031, 5pm.")
    assert due_for(workspace / "exchange" / "coprod", TASK, "eve").year == 2031


def test_a_name_that_was_said_to_be_right_is_asked_about_again_only_when_it_changes(page, server):
    go(page, server, PLACE)
    fill(page, "fay")
    sure = page.get_by_role("checkbox", name="The name is right")
    sure.press("Space")

    fill(page, "fay", day="31", month="2")
    expect(page.get_by_role("alert")).to_contain_text("Enter a real date")
    expect(sure).to_be_checked()

    fill(page, "gus")
    expect(page.get_by_role("alert")).to_contain_text("Nobody has handed in under this name yet.")
    expect(sure).not_to_be_checked()


def test_their_own_date_counts_on_every_page(page, server, workspace):
    go(page, server, "formgrader/manage_students/ann")
    page.get_by_role("link", name="More time for Where is it really?").press("Enter")
    expect(page.get_by_label("Learner")).to_have_value("ann")
    fill(page, "ann")
    wait_for_the_tick(page, "Saved: ann has until Saturday 18 January 2031, 5pm.")
    expect(page.get_by_role("status")).to_contain_text("Saved: ann has until")
    assert axe(page) == []

    expect(page.get_by_role("row", name="Where is it really?")).to_contain_text("2 with more time")
    assert late(page, server) == {"ann": False, "ben": True}
    assert downloaded(page, server) == {"ann": ("2031-01-18", "no"), "ben": FOR_ALL}
    go(page, server, "formgrader/manage_students/ann")
    expect(page.get_by_role("table")).to_contain_text("Saturday 18 January 2031, 5pm")
    go(page, server, PLACE)
    row = page.get_by_role("row", name="ann")
    expect(row).to_contain_text(WORDS)
    expect(row).to_contain_text("Saturday 18 January 2031, 5pm")
    assert axe(page) == []


def test_it_is_taken_back_with_a_button_of_its_own(page, server, workspace):
    go(page, server, PLACE).get_by_role("link", name="Change the date of ann").press("Enter")
    expect(page.get_by_label("Year")).to_have_value("2031")
    fill(page, "ann", "", "", "")
    expect(page.get_by_role("alert")).to_have_text("Enter the date until which they have time.")
    assert late(page, server)["ann"] is False
    go(page, server, PLACE).get_by_role("link", name="Change the date of ann").press("Enter")
    page.get_by_role("button", name="Go back to everybody’s date").press("Enter")
    wait_for_the_tick(page, "Saved: everybody’s date counts again for ann.")

    assert late(page, server) == {"ann": True, "ben": True}
    assert downloaded(page, server) == {"ann": FOR_ALL, "ben": FOR_ALL}
    assert due_for(workspace / "exchange" / "coprod", TASK, "ann").year == 2026


def test_an_exercise_without_a_date_is_not_changed_for_another(page, server):
    go(page, server, f"{PLACE}?exercise=another&learner=ann")

    expect(page.locator("form.cp-form")).to_contain_text("another has no due date")
    assert page.locator("form.cp-form").get_by_role("button").count() == 0


def test_nobody_else_can_see_who_it_is(page, server, workspace):
    """Neither in a command's arguments, nor in a log of addresses."""
    go(page, server, PLACE)
    seen = set()
    fill(page, "ben")
    end = time.monotonic() + 120
    while not page.locator("#job.cp-banner--ok").count():
        assert time.monotonic() < end, "the new date was never kept"
        for one in psutil.Process(server.process.pid).children(recursive=True):
            with suppress(psutil.Error):
                seen |= set(one.cmdline())
        page.wait_for_timeout(50)
    assert any("grading.steps" in words for words in seen)
    assert not [words for words in seen if "ben" in words.split("/")[-1]]
    log = (workspace / "jupyter" / "trainer" / "server.log").read_text()
    assert "learner=ben" not in log


@pytest.mark.parametrize("width", [320, 360])
def test_it_fits_a_narrow_window(page, server, width):
    go(page, server, PLACE)
    page.set_viewport_size({"width": width, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1280, "height": 900})
