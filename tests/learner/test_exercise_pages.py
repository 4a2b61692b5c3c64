"""An exercise in the browser, from not open yet to feedback; and a hand-in that does not arrive."""

import shutil

import pytest
from by_tab import faults_of, stop_of, walk_with_tab
from lab.served import TASK, ask, keep, nbgrader, prepare, set_due
from opened import coprod, held, keeping, opened
from playwright.sync_api import expect
from visiting import AT_A_HEADING, WIDE, Visit

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
DUE = "Monday 11 January 2027, 5pm"
PLACE = f"exercise/{TASK}"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A trainer's side is laid out; nothing is released."""
    folder = tmp_path_factory.mktemp("exercise") / "coprod"
    prepare(folder, "trainer")
    return folder


@pytest.fixture(scope="module")
def story(workspace, own_profile):
    """One learner's tab, which the tests of this file use in their order."""
    with opened(workspace) as server, own_profile(viewport=WIDE) as profile:
        profile.set_default_timeout(30_000)
        yield Visit(server, profile.new_page())


def handed_in(workspace):
    return sorted((workspace / "exchange" / "coprod" / "inbound").glob("*"))


def test_an_exercise_that_is_not_open_says_so_and_where_it_will_be(story):
    story.open(PLACE)

    expect(story.body.get_by_role("heading", name="Not open yet")).to_be_visible()
    assert story.looked_at() == []
    assert story.body.get_by_role("button", name="Start").count() == 0
    keep(story.server, "your-setting", "smi")  # or home is the welcome of a first visit
    story.come_back()
    expect(story.body.locator('[data-part="exercises"]')).to_contain_text("Not open yet")


def test_the_due_date_stands_on_home_in_the_panel_and_on_the_exercise(story, workspace):
    nbgrader(workspace, "trainer", "generate_assignment", TASK)
    set_due(workspace, "2027-01-11 17:00:00")
    nbgrader(workspace, "trainer", "release_assignment", TASK)

    story.come_back()

    expect(story.body.locator('[data-part="exercises"]')).to_contain_text(f"Due {DUE}")
    expect(story.panel).to_contain_text(f"Due {DUE}")
    expect(story.go(PLACE).body).to_contain_text(DUE)


def test_start_leads_into_the_exercise_with_no_feedback_before_marking(story):
    story.open(PLACE)

    story.start()
    story.go(f"{PLACE}/three-questions")

    story.activity("job-guide-step").get_by_role("radio").first.check()
    story.saved("job-guide-step")
    assert story.page.get_by_role("button", name="Check my answer").count() == 0
    assert story.page.locator(".coprod-lesson .cp-fb:visible").count() == 0


def test_hand_in_waits_while_an_answer_is_still_on_its_way(story, workspace):
    story.open(f"{PLACE}?at=one-thing-called-co-production")
    box = story.activity("one-thing-called-co-production").get_by_role("textbox")
    box.wait_for()  # nothing more is drawn while the server is held
    with held(keeping(story.server)):
        box.fill("Our group decides which jobs we look for.")
        story.go(f"{PLACE}/hand-in", wait=False)
        story.page.wait_for_function(AT_A_HEADING)  # whoever presses before goes there after all
        button = story.page.get_by_role("button", name="Hand in")
        button.press("Enter")

        expect(button).to_have_attribute("aria-disabled", "true")
        why = "Your last answer is still being saved. Hand in when it says Saved."
        expect(story.page.locator("#cp-hand-in-why")).to_have_text(why)
        expect(story.page.locator("#cp-hand-in-why")).to_be_visible()
        expect(story.page.get_by_role("status").filter(has_text=why)).to_have_count(1)  # aloud
        expect(button).to_be_focused()
        assert handed_in(workspace) == []
    expect(button).not_to_have_attribute("aria-disabled", "true", timeout=20_000)


def test_a_hand_in_that_does_not_arrive_says_not_handed_in_yet(story, workspace):
    exchange, away = workspace / "exchange", workspace / "exchange-away"
    story.open(f"{PLACE}/hand-in")
    exchange.rename(away)
    try:
        story.page.get_by_role("button", name="Hand in").press("Enter")
        expect(story.page.get_by_text("Not handed in yet.")).to_be_visible(timeout=60_000)
    finally:
        if exchange.exists():
            shutil.rmtree(exchange)
        away.rename(exchange)

    expect(
        story.page.get_by_text("There is no receipt until your work has arrived.")
    ).to_be_visible()
    assert story.page.locator(".cp-receipt__code").count() == 0
    assert handed_in(workspace) == []
    assert ask(story.server, "api/exercises").data[0]["receipt"] is None


def test_two_quick_presses_make_one_hand_in_with_one_receipt_that_is_found(story, workspace):
    story.open(f"{PLACE}/hand-in")
    button = story.page.get_by_role("button", name="Hand in")

    button.evaluate("node => { node.click(); node.click(); }")
    story.page.get_by_role("heading", name="Handed in").wait_for(timeout=60_000)

    code = story.body.locator(".cp-receipt__code").inner_text()
    assert len(handed_in(workspace)) == 1
    assert story.focused() == "Handed in"
    found = coprod("receipt", code, "--workspace", workspace)
    assert found.startswith(f"{code}: ")
    assert TASK in found
    assert story.looked_at() == []
    assert story.narrow(320, 256) == []
    assert faults_of(walk_with_tab(story)) == {}
    assert story.foreign() == []
    story.open()
    expect(story.body.locator('[data-part="exercises"]')).to_contain_text(f"Receipt {code}")
    expect(story.panel).to_contain_text("Handed in")


def test_it_can_be_changed_and_handed_in_again_for_a_new_receipt(story, workspace):
    story.open(PLACE)
    before = story.body.locator(".cp-receipt__code").inner_text()

    story.body.get_by_role("link", name="Change it and hand in again").press("Enter")
    story.page.locator(".coprod-lesson").wait_for(timeout=60_000)
    story.settled()
    story.go(f"{PLACE}/three-questions")
    story.activity("job-guide-step").get_by_role("radio").nth(1).check()
    story.saved("job-guide-step")
    story.go(f"{PLACE}/hand-in")
    story.page.get_by_role("button", name="Hand in again").press("Enter")
    story.page.get_by_role("heading", name="Handed in").wait_for(timeout=60_000)

    expect(story.body.locator(".cp-receipt__code")).not_to_have_text(before)
    assert len(handed_in(workspace)) == 2


def test_feedback_is_read_inside_the_course_where_nothing_in_it_can_act(story, workspace):
    assert TASK in coprod("grade", "--all", "--workspace", workspace)
    nbgrader(workspace, "trainer", "generate_feedback", TASK)
    nbgrader(workspace, "trainer", "release_feedback", TASK)

    story.open()
    expect(story.panel).to_contain_text("Feedback ready")
    story.panel.get_by_role("link", name="Where is it really?").press("Enter")

    heading = story.body.get_by_role("heading", name="Feedback: Where is it really?")
    expect(heading).to_be_focused()
    assert story.page.url.endswith(f"#/feedback/{TASK}")
    frame = story.body.locator("iframe")
    expect(frame).to_have_attribute("sandbox", "")
    expect(story.page.frame_locator("#coprod-page iframe").locator("body")).to_contain_text(
        "Where is it really?"
    )
    expect(story.page).to_have_title(
        "Feedback: Where is it really? – Embedding co-production in IPS services"
    )
    story.page.keyboard.press("Tab")  # from the heading into the page that was returned
    returned = story.page.frames[-1]
    for _ in range(5):
        story.page.keyboard.press("ArrowDown")
        story.page.wait_for_timeout(200)  # it glides; nothing may run in there that could wait
    assert returned.evaluate("scrollY") > 50
    assert returned.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    assert story.looked_at() == []
    assert story.narrow(320, 256) == []
    expect(story.go(PLACE).body).to_contain_text("Your feedback is ready.")
    assert story.looked_at() == []


def test_tab_goes_into_the_feedback_and_out_of_it_again_both_ways(story):
    story.open(f"feedback/{TASK}")
    after = story.body.get_by_role("link", name="Open this feedback in a new tab")
    returned = story.page.frame_locator("#coprod-page iframe")
    expect(returned.locator("body")).to_contain_text("Where is it really?")

    stops = walk_with_tab(story)

    assert story.foreign() == []
    assert faults_of(stops) == {}
    inside = [str(one["number"]).startswith("inside") for one in stops]
    assert inside.count(True) > 0
    assert "_blank" in stops[len(inside) - inside[::-1].index(True)]["words"]
    after.focus()
    for _ in range(inside.count(True)):
        story.page.keyboard.press("Shift+Tab")
        assert str(stop_of(story.page)["number"]).startswith("inside")
    story.page.keyboard.press("Shift+Tab")
    assert not str(stop_of(story.page)["number"]).startswith("inside")


def test_feedback_on_an_earlier_hand_in_opens_below_the_newest(story, workspace):
    """It lies where nbgrader puts it, as if the trainer had returned both."""
    feedback = workspace / "learner" / "exercises" / TASK / "feedback"
    first, newest = (one.name.split("+")[2] for one in handed_in(workspace))
    shutil.copytree(feedback / newest, feedback / first)
    story.come_back(f"feedback/{TASK}")

    words = "Feedback on what you handed in"
    story.body.locator("summary", has_text=words).press("Enter")

    expect(story.body.locator("iframe")).to_have_count(2)
    assert story.looked_at() == []


def test_after_the_due_date_it_says_so_and_offers_no_change(story, workspace):
    set_due(workspace, "2026-01-01 17:00:00")
    nbgrader(workspace, "trainer", "release_assignment", TASK, "--force")

    story.open()
    story.go(f"feedback/{TASK}")

    assert story.body.get_by_role("link", name="Change it and hand in again").count() == 0
    expect(story.body.locator("iframe")).to_be_visible()
