"""A trainer's round without a terminal, in Chromium: release, collect, mark, return (T1, T4)."""

import pytest
from at_work import EXERCISES, PUT, axe, go, stands, wait_for_the_tick, watched
from handing_in import ASSESSMENT, TASK, hand_in
from playwright.sync_api import expect
from read_tables import read_csv

from coprod_training.grading.hand_ins_there import hand_ins_there

pytestmark = [pytest.mark.slow, pytest.mark.browser]
PLACES = [EXERCISES, *(f"{EXERCISES}/{one}" for one in ("help", "learners"))]
PLACES += [f"{EXERCISES}/exercises/{TASK}/{step}" for step in ("release", "next")]
PLACES += [f"formgrader/{one}/{TASK}" for one in ("manage_submissions", f"gradebook/{TASK}")]
WORDS = "Our leaflet group is at step 3.\n<b>Pay</b> should move it <script>alert(1)</script> up."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return tmp_path_factory.mktemp("round") / "coprod"


@pytest.fixture(scope="module")
def page(server, browser):
    """One trainer's tab, which the tests of this file use in their order."""
    with watched(browser) as page:
        page.goto(server.address)
        page.locator("#coprod-exercises iframe").wait_for(timeout=60_000)
        yield page


def test_jupyterlab_opens_with_the_exercises_and_keeps_its_menus(page):
    frame = page.frame_locator("#coprod-exercises iframe")
    expect(frame.get_by_role("heading", name="Exercises", level=1)).to_be_visible()
    expect(frame.get_by_role("link", name="Set a date and release")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Nbgrader")).to_be_visible()
    assert page.locator("#coprod-top").count() == 0  # what learners have above their course


def test_a_date_that_is_none_is_refused_with_what_was_typed(page, server, workspace):
    go(page, server)
    page.get_by_role("link", name="Set a date and release").press("Enter")
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2027")

    page.get_by_role("button", name="Release to learners").press("Enter")

    expect(page.get_by_role("alert")).to_have_text("Enter a real date, such as 11 1 2027.")
    expect(page.get_by_label("Day")).to_have_value("31")
    assert stands(workspace).released is False
    assert axe(page) == []


def test_released_by_keyboard_with_its_due_date(page, workspace):
    page.get_by_label("Day").fill("11")
    page.get_by_label("Month").fill("1")
    page.get_by_role("button", name="Release to learners").press("Enter")

    wait_for_the_tick(page, "Open to learners.")
    expect(page.get_by_role("row", name="Where is it really?")).to_contain_text(
        "Due Monday 11 January 2027, 5pm"
    )
    assert stands(workspace).released is True
    assert axe(page) == []


def test_what_was_handed_in_is_collected_and_the_course_marks_its_questions(
    page, server, workspace
):
    hand_in(workspace, "ann", WORDS)
    hand_in(workspace, "ben", "One more.", {"job-guide-step": "asked"})
    hand_in(workspace, "cem", None)
    (hand_in(workspace, "dia", "Last.") / "extra.sh").write_text("echo no")

    go(page, server).get_by_role("button", name="Collect 4 now").press("Enter")

    wait_for_the_tick(page, "4 collected.")
    row = page.get_by_role("row", name="Where is it really?")
    # One of them left the reflection blank, which needs no person: nbgrader gives it 0.
    expect(row.locator("td.n")).to_have_text(["4", "0", "3", "1", "0"])
    assert axe(page) == []


def test_the_list_of_hand_ins_says_what_was_left_out_and_what_was_left_there(
    page, server, workspace
):
    stray = workspace / "exchange" / "coprod" / "inbound" / "of-nobody"
    stray.mkdir()
    go(page, server, f"formgrader/manage_submissions/{TASK}")
    stray.rmdir()
    expect(page.get_by_text("1 left in the exchange.")).to_be_visible()

    expect(page.get_by_role("row", name="dia")).to_contain_text(
        "A file that this assignment does not use was left out."
    )
    expect(page.get_by_role("row", name="ann")).to_contain_text("Nothing")
    assert axe(page) == []


def test_a_receipt_is_looked_up_without_a_terminal(page, server, workspace):
    there = hand_ins_there(workspace / "exchange/coprod/inbound", workspace / "trainer/submitted")
    (code,) = {one.code for one in there if one.learner == "ben"}
    for typed, said in (
        (code.lower().replace("-", " "), f"{code}: ben handed in Where is it really?"),
        ("000-000", "No hand-in has this receipt."),
        ("K7M", "A receipt has 6 letters and digits"),
    ):
        go(page, server).get_by_label("Look up a receipt").fill(typed)
        page.keyboard.press("Enter")

        expect(page.locator("main")).to_contain_text(said)
        assert axe(page) == []


def test_marking_hides_names_and_shows_the_rubric_beside_the_words(page, server):
    go(page, server, f"formgrader/gradebook/{TASK}/{TASK}")
    assert not any(name in page.inner_text("main") for name in ("ann", "ben", "cem", "dia"))
    assert axe(page) == []
    go(page, server)

    page.get_by_role("link", name="Mark the next one").press("Enter")

    page.get_by_role("heading", level=1, name="Hand-in").wait_for()
    levels = ASSESSMENT.question("one-thing-called-co-production").rubric
    for level in levels:
        expect(page.get_by_role("radio", name=f"{level.level} {level.name}")).to_be_visible()
    expect(page.locator("details", has_text="Show the name")).not_to_have_attribute("open", "")
    assert axe(page) == []


def test_every_reflection_is_marked_by_keyboard_and_kept(page, server, workspace):
    go(page, server, f"{EXERCISES}/exercises/{TASK}/next")
    marked = 0
    while page.get_by_role("button", name="Save and").count():
        page.locator("fieldset input").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.type("Say how you know.")
        while page.evaluate("!document.activeElement.matches('[data-go]')"):
            page.keyboard.press("Tab")
        before = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, before=before: url != before)  # and until it is loaded
        marked += 1

    assert marked == 3
    assert stands(workspace).to_mark == 0
    assert {one.points for one in stands(workspace).hand_ins} == {5.0, 4.0, 3.0}
    assert page.url == f"{server.base}{EXERCISES}"


def test_words_of_a_learner_and_a_trainer_stay_words(page, server, workspace):
    go(page, server, f"formgrader/gradebook/{TASK}/{TASK}")
    for number in range(1, 5):
        go(page, server, f"formgrader/gradebook/{TASK}/{TASK}")
        page.get_by_role("link", name=f"Hand-in {number}").click()
        page.locator("details", has_text="Show the name").locator("summary").click()
        if page.locator("details", has_text="ann").count():
            break

    expect(page.locator(".cp-answer")).to_have_text(WORDS)
    assert page.locator(".cp-answer *").count() == 0
    assert page.alerts == []


def test_a_comment_is_kept_for_everybody_and_used_again(page, server):
    box = page.get_by_label("Comment to the learner")
    expect(box).to_have_value("Say how you know.")
    page.get_by_text("Comments to use again").press("Enter")
    page.get_by_role("button", name="Keep this comment").press("Enter")
    expect(page.get_by_text("Kept for all trainers here.")).to_be_visible()

    page.reload()
    page.get_by_text("Comments to use again").press("Enter")
    box.fill("First.")
    page.get_by_role("button", name="Say how you know.").press("Enter")

    expect(box).to_have_value("First.\nSay how you know.")
    expect(page.locator(".cp-save[data-state=saved]")).to_be_visible()
    page.reload()
    expect(box).to_have_value("First.\nSay how you know.")
    assert axe(page) == []


def test_a_mark_for_words_that_nobody_read_is_refused(page, server, workspace):
    """A newer hand-in was collected while this page was open."""
    part = page.locator(".cp-mark")
    old = '"handed_in": "2020-01-01T00:00:00"'
    before = stands(workspace)

    for address, given in (
        (f"grade/{part.get_attribute('data-grade')}", '"manual_score": 1'),
        (f"comment/{part.get_attribute('data-comment')}", '"manual_comment": "Unread."'),
    ):
        status, words = page.evaluate(PUT, [server.base, address, f"{{{given}, {old}}}"])
        assert status == 409
        assert words.startswith("A newer hand-in has arrived since you opened this page.")

    assert stands(workspace) == before


def test_formgraders_front_page_runs_no_settings_of_another_folder(page, server, tmp_path):
    canary = tmp_path / "canary"
    (tmp_path / "nbgrader_config.py").write_text(f"open({str(canary)!r}, 'w').close()")

    go(page, server, f"formgrader/?path={tmp_path}")

    assert page.url == f"{server.base}{EXERCISES}"
    assert not canary.exists()


def test_a_mark_that_cannot_be_is_refused_and_what_was_there_stays(page, server, workspace):
    go(page, server, f"formgrader/gradebook/{TASK}/{TASK}")
    page.get_by_role("link", name="Hand-in 1").click()
    grade = page.locator(".cp-mark").get_attribute("data-grade")
    before = stands(workspace)

    for mark in ("99", "-1", '"3"', "true", "1e400"):
        asked = [server.base, f"grade/{grade}", f'{{"manual_score": {mark}}}']
        assert page.evaluate(PUT, asked) == [400, "A mark is from 0 to 3."]

    assert stands(workspace) == before


def test_returned_with_one_button_and_then_there_is_nothing_to_do(page, server, workspace):
    go(page, server).get_by_role("button", name="Return 4 to learners").press("Enter")

    wait_for_the_tick(page, "4 returned.")
    row = page.get_by_role("row", name="Where is it really?")
    expect(row).to_contain_text("Nothing to do now")
    feedback = workspace / "exchange" / "coprod" / "feedback"
    assert len(list(feedback.glob("*.html"))) == 4


def test_a_comment_that_changes_later_is_to_be_returned_again(page, server, workspace):
    go(page, server, f"formgrader/gradebook/{TASK}/{TASK}")
    page.get_by_role("link", name="Hand-in 1").click()
    page.get_by_label("Comment to the learner").fill("Another comment.")
    expect(page.locator(".cp-save[data-state=saved]")).to_be_visible()

    assert len(stands(workspace).to_return) == 1
    go(page, server).get_by_role("button", name="Return 1 to learners").press("Enter")
    wait_for_the_tick(page, "1 returned.")


def test_marks_are_downloaded_from_the_page(page, server):
    with page.expect_download() as got:
        page.get_by_role("link", name="Download marks (CSV)").click()

    columns, rows = read_csv(got.value.path().read_bytes())
    assert [row[columns.index("state")] for row in rows] == ["marked"] * 4


def test_a_list_of_learners_is_typed_in_and_mended_by_keyboard(page, server):
    go(page, server, f"{EXERCISES}/learners").get_by_label("Add learners").fill("zed, Zed\nno!")
    page.get_by_role("button", name="Add these learners").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Line 2: “no!” is not a sign-in name.")
    assert axe(page) == []
    page.get_by_label("Add learners").fill("zed, Zed")
    page.get_by_role("button", name="Add these learners").press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 learner added.")
    assert axe(page) == []
    page.get_by_role("button", name="Remove Zed from the list").press("Enter")
    expect(page.get_by_role("status")).to_have_text("The learner was removed from the list.")


def test_learners_and_one_learner(page, server):
    go(page, server, f"{EXERCISES}/learners")
    expect(page.get_by_role("row", name="ann")).to_contain_text("1 of 1")
    assert axe(page) == []

    page.get_by_role("link", name="ann").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("ann")
    assert axe(page) == []


@pytest.mark.parametrize("place", PLACES)
def test_no_page_scrolls_sideways_on_a_phone(page, server, place):
    go(page, server, place)
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 640})

        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1280, "height": 900})


def test_nothing_on_any_page_was_refused_by_its_policy(page):
    assert [said for said in page.refused if "Content Security Policy" in said] == []
    assert page.alerts == []
