"""The whole course: it fits and leads on, also offline; the mixed check from start to marks."""

from getpass import getuser

import pytest
from lab.served import released
from opened import ROOT, coprod, opened
from playwright.sync_api import expect
from shipped import COURSE
from visiting import MODULE, WIDE, Visit

from coprod_training.content.draw import drawn
from coprod_training.grading.gradebook import results

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
TASK = "mixed-check"
ASKED = drawn(COURSE.assessment(TASK), getuser()).questions


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return released(tmp_path_factory.mktemp("mixed") / "coprod", TASK, course=ROOT)


@pytest.fixture(scope="module")
def visit(workspace, own_profile):
    """A learner's tab with every module and exercise, not only the first."""
    with opened(workspace, course=ROOT) as server, own_profile(viewport=WIDE) as profile:
        yield Visit(server, profile.new_page()).open("help")


def test_the_whole_course_fits_every_screen_leads_on_and_can_be_left_at_once(visit):
    first, last = COURSE.modules[1], COURSE.modules[-1]
    visit.go("help").body.get_by_text("What they mean in this course").press("Enter")
    expect(visit.body.get_by_text("Co-production", exact=True)).to_be_visible()
    found = {"help": [*visit.axe_in_colours(), *visit.narrow(320, 256)]}
    visit.go()
    expect(visit.panel.get_by_role("listitem").filter(has_text="10. ")).to_be_attached()
    found["home"] = [*visit.axe_in_colours(), *visit.narrow(360), *visit.narrow(320, 256)]
    visit.go(f"module/{first.id}/how-to-use")
    link = visit.page.get_by_role("link", name="If you commission a service")
    # Whoever copies it passes on an address of the course, and no token of their session.
    course_address = "#/module/make-it-stick/If-you-commission-a-service"
    expect(link).to_have_attribute("href", course_address)
    link.press("Enter")
    there = visit.page.get_by_role("heading", name="If you commission a service")
    expect(there).to_be_focused(timeout=30_000)
    assert "#/module/make-it-stick/" in visit.page.url
    visit.open(f"module/{last.id}")
    found["last"] = [*visit.axe_in_colours(), *visit.narrow(360)]
    visit.page.get_by_role("button", name="Leave this page").press("Enter")
    visit.page.wait_for_url("about:blank")
    visit.page.go_back()

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert last.title not in visit.page.content()  # back leads past the course, not into it
    # Chromium never closes a page that is on its way to another (playwright's issue 41900).
    visit.page.goto("about:blank")


def test_without_a_connection_a_link_to_another_lesson_leaves_this_one_open(visit):
    visit.open(f"module/{MODULE}/your-turn")
    heading = visit.page.get_by_role("heading", name="Finish one yourself")
    box = visit.activity("peer-leaflet").get_by_role("checkbox").nth(3)
    after = not box.is_checked()
    visit.page.context.set_offline(True)

    visit.panel.get_by_role("link", name="Fair terms").press("Enter")

    notice = visit.page.locator(".cp-connection").get_by_role("status")
    expect(notice).to_contain_text("this one stays open")
    assert visit.page.url.endswith(f"#/module/{MODULE}/your-turn")
    expect(heading).to_be_visible()
    box.set_checked(after)
    waiting = visit.page.locator(".cp-waiting")
    waiting.wait_for()
    expect(notice).to_contain_text("You are not connected.", timeout=20_000)
    visit.panel.get_by_role("link", name="Fair terms").press("Enter")
    expect(notice).to_contain_text("this one stays open")
    said, below = notice.bounding_box(), waiting.bounding_box()
    assert said["height"] > 40
    assert said["y"] + said["height"] <= below["y"]
    visit.go(f"module/{MODULE}/summary")
    visit.page.go_back()
    expect(heading).to_be_visible()
    visit.page.context.set_offline(False)
    visit.saved("peer-leaflet")
    expect(box).to_be_checked(checked=after)


def test_what_the_page_shows_is_what_the_grader_marks(visit, workspace):
    visit.open(f"exercise/{TASK}")
    visit.start()

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
