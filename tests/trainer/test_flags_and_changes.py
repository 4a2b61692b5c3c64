"""A worrying answer reaches the named person (T16); a changed mark says why (T12); figures."""

import json
from pathlib import Path

import pytest
from at_work import axe, go, stands, wait_for_the_tick
from handing_in import TASK, hand_in
from lab.served import released
from opened import coprod
from playwright.sync_api import expect
from read_tables import read_csv

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
FLAGGED = "#flagged-one-thing-called-co-production"
WORDS = "I cannot go on like this. <b>Please</b> ring me."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    workspace = tmp_path_factory.mktemp("flags") / "coprod"
    released(workspace)
    hand_in(workspace, "ann", WORDS, {"job-guide-step": "asked"})
    for number in range(9):
        hand_in(workspace, f"learner{number}", None, {"job-guide-step": "asked"})
    return workspace


@pytest.fixture(scope="module")
def page(page):
    """The same tab, once all has been collected."""
    page.get_by_role("button", name="Collect 10 now").press("Enter")
    wait_for_the_tick(page, "10 collected.")
    return page


@pytest.fixture(scope="module")
def named_person(server, browser):
    """A page in a browser of their own."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{server.base}coprod/trainer?token={server.token}")
    yield page
    page.context.close()


def call_oneself(page, name):
    """Give a name where it is asked for; one is back on the same page, and it is axe-clean."""
    place = page.url
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Save this name").press("Enter")
    page.get_by_text(f"You are on record as {name}").wait_for()
    assert page.url.rstrip("/") == place.partition("#")[0].rstrip("/")
    assert axe(page) == []


def to_the_hand_in(page, server):
    """Ann's marking page: the first one of a list in which only hers has words."""
    go(page, server).get_by_role("link", name="Mark the next one").press("Enter")
    page.get_by_role("heading", level=1, name="Hand-in").wait_for()
    return page.url


def test_a_flag_goes_from_the_marking_page_to_the_named_person_and_back(
    page, named_person, server, workspace
):
    marking = to_the_hand_in(page, server)
    page.get_by_text("This answer worries me").press("Enter")
    expect(page.get_by_text("If somebody may be in danger now, phone first:")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("What worries you?").fill("Sounds as if they need help today.")
    page.get_by_label("Comment to the learner").first.fill("Thank you for")  # and then flags it
    page.get_by_role("button", name="Flag this answer").press("Enter")

    expect(page.get_by_text("This answer is on the page of flags.")).to_be_visible()
    expect(page.get_by_label("Comment to the learner").first).to_have_value("Thank you for")
    expect(page.locator(FLAGGED)).to_contain_text("Nobody has seen it yet. No message was sent")
    expect(page.locator(FLAGGED)).to_be_focused()
    assert axe(page) == []
    expect(page.locator(FLAGGED)).to_contain_text("by a trainer in this browser (")

    # Whoever raised it is not the named person.
    go(page, server, "coprod/trainer/flags")
    expect(page.locator("main")).to_contain_text("until the named person has seen it")
    assert page.get_by_role("button", name="I have seen this").count() == 0
    assert axe(page) == []

    # The named person opens the trainer's pages.
    trainers_page, page = page, named_person
    go(page, server)
    expect(page.locator("main")).to_contain_text("1 flagged answer is waiting to be seen")
    assert axe(page) == []
    page.get_by_role("link", name="Go to flagged answers").press("Enter")
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_role("heading", name="ann: Where is it really?")).to_be_visible()
    assert page.locator("b", has_text="Please").count() == 0
    assert axe(page) == []
    call_oneself(page, "Sam Lee")
    page.get_by_role("button", name="I have seen this").press("Enter")
    expect(page.locator("main")).to_contain_text("by Sam Lee.")
    page.get_by_role("button", name="Close it").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("what was done")
    assert axe(page) == []

    trainers_page.goto(marking)
    expect(trainers_page.locator(FLAGGED)).to_contain_text("Seen on")
    go(page, server, "coprod/trainer/flags")
    page.get_by_label("What was done?").fill("Rang them at once. They are safe.")
    page.get_by_role("button", name="Close it").press("Enter")
    expect(page.locator("main")).to_contain_text("They are safe.")
    trainers_page.goto(marking)
    expect(trainers_page.locator(FLAGGED)).to_contain_text("They are safe.")
    expect(trainers_page.locator(FLAGGED)).not_to_contain_text("No message was sent")

    file = workspace / "private" / "safeguarding" / "flags.jsonl"
    steps = [json.loads(line) for line in file.read_text().splitlines()]
    assert [one["event"] for one in steps] == ["flagged", "seen", "closed"]
    assert all(one["by"] and one["at"] for one in steps)
    assert steps[0]["by"] != steps[1]["by"]
    logs = [*workspace.rglob("*.log")]
    assert logs
    assert not [log for log in logs if "cannot go on" in log.read_text()]
    assert not [log for log in logs if "Sam Lee" in log.read_text()]


def test_a_flag_holds_the_words_that_were_read_also_when_newer_ones_were_collected(
    page, server, workspace
):
    to_the_hand_in(page, server)
    expect(page.locator(FLAGGED)).to_have_attribute("open", "")  # since it was flagged before
    hand_in(workspace, "ann", "All is well.")
    coprod("grade", TASK, "--workspace", workspace)

    page.get_by_role("button", name="Flag this answer").press("Enter")

    page.get_by_role("heading", level=1, name="Hand-in").wait_for()
    assert page.get_by_text("This answer is on the page of flags.").count() == 0  # of other words
    go(page, server, "coprod/trainer/flags")
    expect(page.locator(".cp-answer").first).to_have_text(WORDS)


def test_a_flag_on_nothing_is_no_flag(page, server):
    go(page, server)
    status = page.evaluate(
        """async base => {
          const _xsrf = document.cookie.match(/_xsrf=([^;]*)/)[1];
          const form = new URLSearchParams({_xsrf, hand_in: 'x', activity: 'y'});
          return (await fetch(`${base}coprod/trainer/flags/new`, {method: 'POST', body: form}))
            .status;
        }""",
        server.base,
    )
    assert status == 404


def choose(page, level):
    page.get_by_role("radio", name=f"{level} ").press("Space")


def test_a_mark_that_the_learner_has_seen_changes_only_with_a_reason(page, server, workspace):
    marking = to_the_hand_in(page, server)
    expect(page.get_by_label("If you change the level: why?")).to_be_hidden()
    choose(page, 3)
    expect(page.locator(".cp-save[data-state=saved]")).to_be_visible()
    choose(page, 2)  # before it goes back, a slip is put right without a word
    expect(page.locator(".cp-save[data-state=saved]")).to_be_visible()
    page.goto(marking)  # or with one, also when it comes after the level
    choose(page, 3)
    expect(page.locator(".cp-save[data-state=saved]")).to_be_visible()
    expect(page.get_by_label("If you change the level: why?")).to_be_visible()
    page.get_by_label("If you change the level: why?").fill("Read once more.")
    with page.expect_response("**/formgrader/api/grade/*"):
        page.get_by_label("If you change the level: why?").press("Tab")
    choose(page, 2)
    expect(page.locator(".cp-save[data-state=saved]")).to_be_visible()
    go(page, server).get_by_role("button", name="Return 10 to learners").press("Enter")
    wait_for_the_tick(page, "10 returned.")

    page.goto(marking)
    expect(page.locator("main")).to_contain_text("3, a reason given later")
    page.get_by_text("Changes to these marks").press("Enter")
    row = page.get_by_role("row", name="3, a reason given later")
    expect(row).to_contain_text("A trainer in this browser (")
    call_oneself(page, "Tom Ray")
    page.get_by_text("Changes to these marks").press("Enter")
    expect(row).to_contain_text("Tom Ray")
    feedback = [*(workspace / "exchange").rglob("*.html")]
    assert len(feedback) == 10
    assert not [one for one in feedback if "Tom Ray" in one.read_text()]
    why = page.get_by_label("If you change the level: why?")
    assert axe(page) == []
    choose(page, 1)
    expect(page.locator(".cp-save[data-state=failed]")).to_contain_text("Say why you changed it")
    assert stands(workspace).to_return == ()

    page.get_by_label("If you change the level: why?").press_sequentially("I had read", delay=50)
    page.wait_for_timeout(1500)
    assert stands(workspace).to_return == ()  # half a reason is none
    why.fill("I had read the wrong answer.")
    why.press("Tab")
    expect(page.locator(".cp-save[data-state=saved]")).to_be_visible()
    assert stands(workspace).to_return == ("ann",)
    lines = (workspace / "trainer" / ".coprod" / "grading.jsonl").read_text().splitlines()
    given = [one for one in map(json.loads, lines) if one["event"] == "mark given"]
    assert [(one["before"], one["mark"], one.get("why")) for one in given] == [
        (None, 3.0, None),
        (3.0, 2.0, None),
        (2.0, 3.0, None),
        (3.0, 3.0, "Read once more."),
        (3.0, 2.0, "Read once more."),
        (2.0, 1.0, "I had read the wrong answer."),
    ]


def test_from_ten_answers_on_the_commonest_wrong_answer_is_shown(page, server):
    go(page, server, f"formgrader/manage_submissions/{TASK}")
    page.get_by_role("link", name="How each question was answered").press("Enter")

    expect(page.get_by_role("row", name="The job-search guide")).to_contain_text(
        "Commonest wrong answer (9): 2 Asked"
    )
    assert axe(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download these figures (CSV)").press("Enter")
    columns, rows = read_csv(Path(download.value.path()).read_bytes())
    wrong, times = columns.index("Commonest wrong answer"), columns.index("Gave that answer")
    assert "9" in [one[times] for one in rows if str(one[wrong]).startswith("2 Asked")]


@pytest.mark.parametrize("place", ["flags", f"exercises/{TASK}/figures"])
def test_they_fit_a_narrow_window(page, server, place):
    page.set_viewport_size({"width": 320, "height": 640})
    go(page, server, f"coprod/trainer/{place}")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 900})
