"""The reminder of an exercise in Chromium: by a learner's own date, until it is in (T10, L9)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from lab.served import TASK, ask, keep, nbgrader, released, set_due
from opened import opened
from playwright.sync_api import expect
from visiting import WIDE, Visit

from coprod_training.grading import extensions
from coprod_training.lab.dates import uk_weekday_words

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
NOW = datetime.now(UTC)
PLACE = f"exercise/{TASK}"


def noon(days):
    """Midday in UTC so many days from now: on the same day in the UK."""
    return (NOW + timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)


def said(days):
    """What is said of it; a test that goes on past midnight meets a day less."""
    return re.compile(rf"Due in ({days}|{days - 1}) days, on {uk_weekday_words(noon(days))} at ")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """The exercise is released, and due in four days."""
    workspace = released(tmp_path_factory.mktemp("soon") / "coprod")
    set_due(workspace, f"{noon(4):%Y-%m-%d %H:%M:%S}")
    nbgrader(workspace, "trainer", "release_assignment", TASK, "--force")
    return workspace


@pytest.fixture(scope="module")
def story(workspace, own_profile):
    """One learner's tab, which the tests of this file use in their order."""
    with opened(workspace) as server, own_profile(viewport=WIDE) as profile:
        profile.set_default_timeout(30_000)
        keep(server, "your-setting", "smi")  # or home is the welcome of a first visit
        yield Visit(server, profile.new_page())


def give_time(story, workspace, due):
    """A trainer agrees a date with this learner. None: everybody's counts again."""
    learner = ask(story.server, "api/course").data["learner"]
    places = (workspace / "trainer", workspace / "exchange" / "coprod")
    extensions.give(*places, TASK, learner, due, by="", now=datetime.now(UTC))


def due_soon(story):
    return story.body.get_by_role("note", name="Due soon")


def test_home_the_panel_and_the_exercise_say_how_soon_it_is_due(story):
    story.open()

    expect(due_soon(story)).to_contain_text(said(4))
    expect(story.body.locator('[data-part="exercises"]')).to_contain_text(said(4))
    expect(story.panel).to_contain_text(said(4))
    assert story.looked_at() == []
    due_soon(story).get_by_role("link").press("Enter")
    expect(story.body.locator(".cp-head__cap")).to_contain_text("due in ")
    expect(story.body.locator(".cp-dl")).to_contain_text(f"days, on {uk_weekday_words(noon(4))}")


def test_with_more_time_it_comes_before_the_learners_own_date(story, workspace):
    give_time(story, workspace, noon(30))
    story.open()
    expect(story.body.locator('[data-part="exercises"]')).to_contain_text(
        f"Due {uk_weekday_words(noon(30))}"
    )
    expect(due_soon(story)).to_have_count(0)

    give_time(story, workspace, noon(6))
    story.open()
    expect(due_soon(story)).to_contain_text(said(6))


def test_it_is_gone_once_it_is_handed_in(story):
    story.open(PLACE)
    story.start()
    expect(story.page.locator(".coprod-lesson")).to_contain_text(said(6))
    story.go(f"{PLACE}/hand-in")
    story.page.get_by_role("button", name="Hand in").press("Enter")
    story.page.get_by_role("heading", name="Handed in").wait_for(timeout=60_000)

    story.open()

    expect(story.body.locator('[data-part="exercises"]')).to_contain_text("Handed in")
    expect(due_soon(story)).to_have_count(0)
    assert "Due in" not in story.body.inner_text() + story.panel.inner_text()
