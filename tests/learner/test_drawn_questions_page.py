"""The mixed check from start to marks, over the real page, lesson, hand-in and grading."""

from getpass import getuser

import pytest
from lab.served import released
from opened import ROOT, coprod, opened
from playwright.sync_api import expect

from coprod_training.content.course import load_course
from coprod_training.content.draw import drawn
from coprod_training.grading.gradebook import results

pytestmark = [pytest.mark.slow, pytest.mark.browser]
TASK = "mixed-check"
ASKED = drawn(load_course(ROOT / "course").assessment(TASK), getuser()).questions


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return released(tmp_path_factory.mktemp("mixed") / "coprod", TASK, course=ROOT)


@pytest.fixture(scope="module")
def server(workspace):
    """The whole course, since the check is about all of it."""
    with opened(workspace, course=ROOT) as started:
        yield started


def test_what_the_page_shows_is_what_the_grader_marks(visit, workspace):
    visit.open(f"exercise/{TASK}")
    visit.body.get_by_role("button", name="Start").press("Enter")
    visit.page.locator(".coprod-lesson").wait_for(timeout=60_000)
    visit.settled()

    for section, part in (("first-six-questions", ASKED[:6]), ("last-six-questions", ASKED[6:])):
        visit.go(f"exercise/{TASK}/{section}")
        shown = visit.page.locator("[data-activity]:visible").evaluate_all(
            "all => all.filter(one => one.dataset.kind).map(one => one.dataset.activity)"
        )
        assert shown == [question.activity.id for question in part]
        for question in part:
            activity = question.activity
            (key,) = [option.text for option in activity.options if option.id == activity.key]
            group = visit.activity(activity.id)
            expect(group.get_by_role("group", name=activity.question)).to_be_visible()
            group.get_by_role("radio", name=key, exact=True).check()
            visit.saved(activity.id)
    visit.go(f"exercise/{TASK}/hand-in")
    visit.page.get_by_role("button", name="Hand in").press("Enter")
    visit.page.get_by_role("heading", name="Handed in").wait_for(timeout=60_000)

    coprod("grade", TASK, "--course", ROOT, "--workspace", workspace)

    (found,) = results(workspace / "trainer" / "gradebook.db")
    assert (found.learner, found.state, found.points) == (getuser(), "marked", 12.0)
