"""Second marking in Chromium: by somebody else, without the first mark, and agreed (T5)."""

import pytest
from at_work import axe, go, stands, wait_for_the_tick
from handing_in import TASK, hand_in
from lab.served import nbgrader, released
from playwright.sync_api import expect
from second_marked import comment_there, the_one

from coprod_training.grading.flags import FlagBook
from coprod_training.grading.hand_ins import hand_ins
from coprod_training.trainer.second_marking import _form
from coprod_training.trainer.words import HIDDEN

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
PLACE = "coprod/trainer/second"
WORDS = "Staff chose it, and two of us carried it out."
COMMENT = "Say who decided about the pay."
AGREED = "Two of you did it.\nSay who <decided>, too."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """One learner has handed in, so theirs is the one that is drawn."""
    workspace = tmp_path_factory.mktemp("second") / "coprod"
    released(workspace)
    hand_in(workspace, "ann", WORDS)
    return workspace


def somebody(server, browser):
    """A page in a browser of somebody's own."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{server.base}coprod/trainer?token={server.token}")
    return page


@pytest.fixture(scope="module")
def first(server, browser):
    page = somebody(server, browser)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def second(server, browser):
    page = somebody(server, browser)
    yield page
    page.context.close()


# Send the form of the page that is open, with these fields; the status of the answer.
SEND = """async body => {
  const _xsrf = document.cookie.match(/_xsrf=([^;]*)/)[1];
  const form = new URLSearchParams({...body, _xsrf});
  return (await fetch(location.href, {method: 'POST', body: form})).status;
}"""


def choose(page, level, button):
    page.get_by_role("radio", name=f"{level} ").press("Space")
    page.get_by_role("button", name=button).press("Enter")


def test_it_is_drawn_when_it_is_collected_and_waits_for_its_first_mark(first, server, workspace):
    first.get_by_role("button", name="Collect 1 now").press("Enter")
    wait_for_the_tick(first, "1 collected.")

    go(first, server, PLACE)
    expect(first.get_by_role("row", name="Answer 1")).to_contain_text("Waiting for its first mark")
    first.goto(f"{server.base}{PLACE}/{TASK}/1")
    expect(first.locator("main")).to_contain_text("There is nothing to do here")
    assert axe(first) == []
    assert first.evaluate(SEND, {"level": "2", "form": _form(the_one(workspace))}) == 409
    go(first, server, PLACE)
    assert first.get_by_role("link", name="Answer 1").count() == 0
    assert the_one(workspace).state == "waits"
    assert axe(first) == []


def test_the_first_marker_cannot_give_the_second_mark(first, server, workspace):
    go(first, server).get_by_role("link", name="Mark the next one").press("Enter")
    first.get_by_label("Comment to the learner").fill(COMMENT)
    first.get_by_role("radio", name="3 Strong").press("Space")
    expect(first.locator(".cp-save[data-state=saved]")).to_be_visible()
    first.reload()  # to whoever gave it, it stays in sight
    expect(first.get_by_role("radio", name="3 Strong")).to_be_checked()
    expect(first.get_by_label("Comment to the learner")).to_have_value(COMMENT)

    go(first, server, PLACE)
    expect(first.get_by_role("row", name="Answer 1")).to_contain_text(
        "For somebody else to mark: you gave the first mark"
    )
    first.get_by_role("link", name="Answer 1").press("Enter")

    expect(first.get_by_role("alert")).to_contain_text("The first mark was given in this browser.")
    assert first.get_by_role("radio").count() == 0
    assert WORDS not in first.content()
    assert axe(first) == []
    assert first.evaluate(SEND, {"level": "1", "form": _form(the_one(workspace))}) == 409
    assert the_one(workspace).second is None


def marking_places(workspace):
    """Both pages on which a first mark is given: formgrader's address, and ours."""
    (row,) = hand_ins(workspace / "trainer" / "gradebook.db", assignment=TASK)
    activity = the_one(workspace).activity
    return [
        f"formgrader/submissions/{row.id}/",
        f"coprod/trainer/exercises/{TASK}/questions/{activity}/{row.id}",
    ]


@pytest.mark.parametrize("which", [0, 1])
def test_where_it_was_given_nobody_else_sees_it(second, server, workspace, which):
    go(second, server, marking_places(workspace)[which])

    expect(second.locator(".cp-answer")).to_have_text(WORDS)
    expect(second.locator("main")).to_contain_text("the first mark and its comment are hidden")
    assert second.get_by_role("radio").count() == 0
    assert second.get_by_text("Changes to these marks").count() == 0
    assert COMMENT not in second.content()
    assert axe(second) == []


@pytest.mark.parametrize(
    "place",
    [
        f"formgrader/gradebook/{TASK}/{TASK}",
        f"formgrader/manage_submissions/{TASK}",
        "formgrader/manage_students/ann",
    ],
)
def test_no_list_shows_it_in_the_points(first, second, server, place):
    points = {
        who: go(page, server, place).locator("tbody [data-label=Points]").inner_text()
        for who, page in (("first", first), ("second", second))
    }

    assert points == {"first": "6", "second": HIDDEN}
    assert axe(second) == []


def look(page, server, workspace):
    go(page, server, marking_places(workspace)[0])
    page.get_by_role("button", name="Show the first mark").press("Enter")
    expect(page.get_by_role("radio", name="3 Strong")).to_be_checked()
    expect(page.get_by_label("Comment to the learner")).to_have_value(COMMENT)


def ask_formgrader(page, server, workspace):
    hand_in = marking_places(workspace)[0].split("/")[2]
    go(page, server)
    address = f"{server.base}formgrader/api/grades?submission_id={hand_in}"
    assert "manual_score" in page.request.get(address).text()


def download(page, server, workspace):
    go(page, server)
    with page.expect_download():
        page.get_by_role("link", name="Download marks (CSV)").press("Enter")


@pytest.mark.parametrize("way", [look, ask_formgrader, download])
def test_whoever_looks_at_it_all_the_same_gives_no_second_mark(server, browser, workspace, way):
    page = somebody(server, browser)
    way(page, server, workspace)

    go(page, server, PLACE)
    expect(page.get_by_role("row", name="Answer 1")).to_contain_text(
        "For somebody else to mark: you have looked at the first mark"
    )
    page.get_by_role("link", name="Answer 1").press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("You have looked at the first mark")
    assert page.get_by_role("radio").count() == 0
    assert axe(page) == []
    assert page.evaluate(SEND, {"level": "1", "form": _form(the_one(workspace))}) == 409
    assert the_one(workspace).second is None
    page.context.close()


def test_somebody_else_marks_without_seeing_the_first(second, server, workspace):
    go(second, server, PLACE)
    expect(second.get_by_role("row", name="Answer 1")).to_contain_text(
        "To mark: you can give the second mark"
    )
    second.get_by_role("link", name="Answer 1").press("Enter")
    expect(second.locator(".cp-answer")).to_have_text(WORDS)
    assert second.locator("input:checked").count() == 0
    assert "ann" not in second.inner_text("main")
    assert axe(second) == []

    # A worry reaches the named person from here as well, and leads to no first mark.
    place = second.url
    second.get_by_text("This answer worries me").press("Enter")
    second.get_by_label("What worries you?").fill("Sounds as if they need help.")
    assert axe(second) == []
    second.get_by_role("button", name="Flag this answer").press("Enter")
    expect(second.get_by_text("This answer is on the page of flags.")).to_be_visible()
    assert second.url.partition("#")[0] == place
    assert "First mark hidden" in second.inner_text("main")
    (flag,) = FlagBook(workspace / "private").all()
    assert (flag.learner, flag.words) == ("ann", WORDS)

    second.get_by_role("button", name="Save the second mark").press("Enter")
    expect(second.get_by_role("alert")).to_have_text("Choose a level.")
    sent = second.locator("input[name=form]").get_attribute("value")
    choose(second, 1, "Save the second mark")
    second.get_by_role("row", name="Answer 1").wait_for()

    # Sent once more, by a second press or from the same page elsewhere: never the agreed level.
    second.goto(place)
    assert second.evaluate(SEND, {"level": "1", "form": sent}) == 409
    assert the_one(workspace).agreed is None
    go(second, server, PLACE)
    expect(second.get_by_role("row", name="Answer 1")).to_contain_text("To agree: both markers")
    expect(second.locator("main")).to_contain_text("1 marked twice: the same level in 0")
    assert axe(second) == []
    go(second, server, marking_places(workspace)[0])  # from now on there is nothing to hide
    expect(second.get_by_role("radio", name="3 Strong")).to_be_checked()


def test_two_levels_apart_is_not_returned_before_both_agree(first, server, workspace):
    assert stands(workspace).to_return == ()
    go(first, server)
    assert first.get_by_role("button", name="Return").count() == 0
    expect(first.get_by_role("row", name="Where is it really?")).to_contain_text("To agree")
    nbgrader(workspace, "trainer", "generate_feedback", TASK)
    nbgrader(workspace, "trainer", "release_feedback", TASK)  # nbgrader's own way holds it, too
    assert list((workspace / "exchange" / "coprod" / "feedback").glob("*.html")) == []

    first.get_by_role("link", name="Agree on 1 before returning").press("Enter")
    first.get_by_role("link", name="Answer 1").press("Enter")
    expect(first.locator("form.cp-q")).to_contain_text(
        "One marker gave level 3. The other gave level 1."
    )
    assert axe(first) == []
    comment = first.get_by_label("Comment to the learner")
    expect(comment).to_have_value(COMMENT)

    # As long as where it is marked, and no longer. What was typed and chosen stays.
    comment.fill("x" * 10_001)
    choose(first, 2, "Save the level and the comment")
    expect(first.get_by_role("alert")).to_have_text("A comment has at most 10,000 characters.")
    expect(comment).to_have_accessible_description("A comment has at most 10,000 characters.")
    expect(comment).to_have_value("x" * 10_001)
    expect(first.get_by_role("radio", name="2 ")).to_be_checked()
    assert axe(first) == []
    assert the_one(workspace).agreed is None
    assert comment_there(workspace) == COMMENT

    comment.fill(AGREED)
    choose(first, 2, "Save the level and the comment")

    expect(first.get_by_role("row", name="Answer 1")).to_contain_text("Agreed")
    assert comment_there(workspace) == AGREED
    assert (the_one(workspace).state, stands(workspace).to_return) == ("agreed", ("ann",))
    (one,) = stands(workspace).hand_ins
    assert one.points == 5.0  # 3 of the questions, and 2 of 3 for the words
    first.get_by_role("link", name="Answer 1").press("Enter")
    expect(first.locator("form.cp-q")).to_contain_text("You agreed on level 2.")
    assert axe(first) == []
    log = (workspace / "trainer" / ".coprod" / "grading.jsonl").read_text()
    assert '"before":3.0,"mark":2.0' in log
    assert "agreed with a second marker" in log


def test_a_comment_that_was_changed_elsewhere_is_not_written_over(first, server, workspace):
    go(first, server, f"{PLACE}/{TASK}/1")
    first.get_by_label("Comment to the learner").fill("Typed here.")
    other = first.context.new_page()
    go(other, server, marking_places(workspace)[0])
    other.get_by_label("Comment to the learner").fill("Typed there.")
    expect(other.locator(".cp-save[data-state=saved]")).to_be_visible()
    other.close()

    choose(first, 2, "Save the level and the comment")

    expect(first.get_by_role("alert")).to_contain_text("Somebody else changed this first")
    expect(first.get_by_label("Comment to the learner")).to_have_value("Typed there.")
    expect(first.locator("form.cp-q .cp-answer")).to_have_text("Typed here.")
    assert axe(first) == []
    assert comment_there(workspace) == "Typed there."
    # The page that went away unsaved is asked about, and what is saved is not.
    asked = []
    first.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    first.get_by_label("Comment to the learner").press("x")
    first.get_by_role("link", name="Flags").click()
    first.wait_for_url("**/flags")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("width", [320, 360])
def test_they_fit_a_narrow_window(second, server, width):
    go(second, server, PLACE)
    second.set_viewport_size({"width": width, "height": 640})

    assert second.evaluate("document.documentElement.scrollWidth") <= width
