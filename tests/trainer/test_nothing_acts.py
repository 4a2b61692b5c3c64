"""Words that try to act, as an answer, a name and a comment, on every page of a trainer's.

Issue 4: at least 100 of them, in real Chromium; all of them in `make proof`. What goes back to a
learner is in test_nothing_acts_in_what_goes_back.py.
"""

import csv
import io
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from acting import (
    STRANGE,
    after_a_round,
    as_excel_shows,
    can_be_kept,
    chosen,
    kept_as_a_file,
    learners,
    nothing_acts,
    nothing_strange,
    printable,
    watched,
)
from handing_in import ASSESSMENT, TASK
from opened import opened
from openpyxl import load_workbook
from payloads import SCRIPTS, WITH_AN_EVENT
from playwright.sync_api import expect

from coprod_training import jsonl
from coprod_training.grading.extensions import give
from coprod_training.grading.flags import FlagBook
from coprod_training.grading.hand_ins import hand_ins
from coprod_training.grading.second_marks import second_markings
from coprod_training.trainer.comments import keep_comment

pytestmark = [pytest.mark.slow, pytest.mark.browser]
NOW = datetime.now(UTC)
LATER = datetime(2032, 1, 12, 17, tzinfo=UTC)
REFLECTION = next(one.activity.id for one in ASSESSMENT.questions if one.rubric)
MORE_TIME = "coprod/trainer/more-time"


@pytest.fixture(scope="module")
def tried(full_campaign):
    return chosen(full_campaign)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return tmp_path_factory.mktemp("elsewhere") / "coprod"


@pytest.fixture(scope="module")
def server(workspace, tried):
    """A trainer's server after a round, in which every text that is kept tries to act."""
    after_a_round(workspace, tried)
    flag_all(FlagBook(workspace / "private"), tried)
    for learner, words in learners(tried):
        keep_comment(workspace / "trainer", REFLECTION, words.strip(), NOW)
        for name in (learner, words):
            exchange = workspace / "exchange" / "coprod"
            give(workspace / "trainer", exchange, TASK, name, LATER, by=words, now=NOW)
    with opened(workspace, "trainer") as one:
        yield one


def draw_all(root):
    """Every hand-in for a second marker, where the lot would take one in ten."""
    known = {one.learner for one in second_markings(root, TASK)}
    with jsonl.locked_for_append(root / ".coprod" / "second_marks.jsonl") as file:
        for row in hand_ins(root / "gradebook.db", assignment=TASK):
            drawn = {"schema": 1, "event": "drawn", "learner": row.learner, "assignment": TASK}
            if row.learner not in known:
                jsonl.append(file, drawn | {"handed_in": row.handed_in.isoformat()})


def flag_all(book, tried):
    """A flag on each answer, of which it is said what was done; one more is only seen yet."""
    for learner, words in [*learners(tried), learners(tried)[0]]:
        about = {"learner": learner, "assignment": TASK, "activity": REFLECTION, "handed_in": ""}
        last = book.raise_flag(**about, words=words, note=words, by=words, now=NOW)
        book.see(last.id, f"Seen: {words}", NOW)
        if len(book.all()) <= len(tried):
            book.close(last.id, words, words, NOW)


@pytest.fixture(scope="module")
def page(server, browser):
    with watched(browser) as page:
        page.goto(f"{server.base}coprod/trainer?token={server.token}")
        yield page


@pytest.mark.parametrize("words", [WITH_AN_EVENT[1], SCRIPTS[0], "<img src=/acted>"])
def test_the_watch_would_tell(browser, server, words):
    with watched(browser) as page:
        page.goto(f"{server.base}login")
        page.set_content(f"<main>{words}</main>")

        assert not nothing_strange(page)
        assert not nothing_acts(page)


def test_on_the_page_where_it_is_marked(page, server, workspace, tried, record_property):
    rows = hand_ins(workspace / "trainer" / "gradebook.db", assignment=TASK)
    assert len(rows) == len(tried)
    for row in rows:
        words = tried[int(row.learner.removeprefix("learner-"))]
        page.goto(f"{server.base}formgrader/submissions/{row.id}/")
        page.get_by_text("Show the name").click()

        assert page.locator(".cp-answer *").count() == 0, words
        answer = words if can_be_kept(words) else "Nothing was written."
        assert printable(page.locator(".cp-answer").inner_text()) == printable(answer), words
        assert nothing_strange(page), words
        assert nothing_acts(page), words
    record_property("cases", len(tried))


@pytest.mark.parametrize(
    "place", [f"formgrader/manage_submissions/{TASK}", "coprod/trainer/learners"]
)
def test_in_the_lists_that_name_people(page, server, place, tried):
    page.goto(f"{server.base}{place}")

    assert page.locator("tbody tr").count() == len(tried)
    assert page.locator("tbody th > a > *").count() == 0
    assert nothing_strange(page)
    assert nothing_acts(page)


def test_on_the_page_of_one_learner(page, server, tried):
    for learner, words in learners(tried):
        page.goto(f"{server.base}formgrader/manage_students/{learner}")

        expect(page.locator("h1")).to_be_visible()
        assert page.locator("h1 *").count() == 0, words
        assert nothing_acts(page), words


@pytest.mark.parametrize(
    "place",
    [
        "coprod/trainer",
        "coprod/trainer/second",
        "coprod/trainer/guide",
        f"coprod/trainer/exercises/{TASK}/figures",
        f"formgrader/gradebook/{TASK}/{TASK}",
    ],
)
def test_on_the_pages_that_show_no_words_of_anybody(page, server, place, tried):
    page.goto(f"{server.base}{place}")

    assert nothing_strange(page)
    assert nothing_acts(page)
    shown = page.locator("main").inner_text()
    assert [words for words in tried if printable(words) in shown] == []


def test_on_the_page_of_flags(page, server, tried):
    page.goto(f"{server.base}coprod/trainer/flags")

    assert page.locator("main section").count() == len(tried) + 1
    assert page.locator(".cp-answer *, section h2 *, .cp-tag *, .cp-small *").count() == 0
    assert nothing_strange(page)
    assert nothing_acts(page)
    answers = page.locator(".cp-answer").all_inner_texts()
    assert set(map(printable, answers)) == set(map(printable, tried))


def test_in_what_was_typed_about_a_flag_and_comes_back_as_too_long(page, server, tried):
    page.goto(f"{server.base}coprod/trainer/flags")
    for words in tried:  # each in the form in which the one before came back
        box = page.get_by_label("What was done?")
        box.evaluate("node => node.removeAttribute('maxlength')")
        box.fill(words * (1001 // len(words) + 1))
        page.get_by_role("button", name="Close it").press("Enter")

        expect(page.get_by_role("alert")).to_be_visible()
        assert nothing_strange(page), words
        assert nothing_acts(page), words


def test_in_the_table_and_the_names_of_who_has_more_time(page, server, tried):
    page.goto(f"{server.base}{MORE_TIME}")

    assert page.locator("tbody tr").count() == 2 * len(tried)
    assert page.locator("tbody th *, tbody td:not(:last-child) *").count() == 0
    assert page.locator("datalist > option").count() == 2 * len(tried)
    assert page.locator("datalist *:not(option)").count() == 0
    assert nothing_strange(page)
    assert nothing_acts(page)


def test_in_the_address_of_who_gets_more_time(page, server, tried):
    for words in tried:
        asked = quote(words, safe="")
        page.goto(f"{server.base}{MORE_TIME}?learner={asked}&exercise={asked}")
        assert nothing_strange(page), words
        assert nothing_acts(page), words

        page.goto(f"{server.base}{MORE_TIME}?learner={asked}&exercise={TASK}")
        assert page.get_by_label("Learner").count() == 1
        assert nothing_strange(page), words
        assert nothing_acts(page), words

        page.get_by_role("button", name="Save this date").press("Enter")  # it is no name
        expect(page.get_by_role("alert")).to_be_visible()
        assert nothing_strange(page), words
        assert nothing_acts(page), words


def test_in_the_comments_to_use_again(page, server, workspace, tried):
    """As the server draws the list, and as marking.js does when one more is kept."""
    first = hand_ins(workspace / "trainer" / "gradebook.db", assignment=TASK)[0]
    page.goto(f"{server.base}formgrader/submissions/{first.id}/")
    page.get_by_text("Comments to use again").press("Enter")
    bank = page.locator(".cp-bank")
    kept = {words.strip() for words in tried}
    assert bank.locator("li").count() == len(kept)
    assert bank.locator("span *").count() == 0
    assert nothing_acts(page)

    box = page.get_by_label("Comment to the learner")
    for words in [f"Again: {words}" for words in tried]:
        box.fill(words)
        page.get_by_role("button", name="Keep this comment").press("Enter")
        expect(bank.locator("li")).to_have_count(len(kept) + 1)
        kept.add(words)
        assert bank.locator("span *").count() == 0, words
        assert nothing_strange(page), words
        assert nothing_acts(page), words

    for use in bank.get_by_role("button").all():
        use.press("Enter")
    expect(page.locator(".cp-save")).to_contain_text("Saved at")
    assert nothing_acts(page)


def test_in_the_marks_that_are_downloaded(page, server, tried):
    """Opened as pages, both are files to keep, and hold words as words."""
    marks = f"{server.base}coprod/trainer/marks"
    csv_file, workbook = (kept_as_a_file(page, f"{marks}.{kind}") for kind in ("csv", "xlsx"))
    text = csv_file.decode("utf-8-sig")
    in_csv = {tuple(row[1:3]) for row in csv.reader(io.StringIO(text, newline=""))}
    (sheet,) = load_workbook(io.BytesIO(workbook)).worksheets
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell for cell in cells if cell.data_type == "n" and isinstance(cell.value, str)] == []
    assert [cell for cell in cells if cell.hyperlink] == []
    named = {as_excel_shows(cell.value) for cell in cells if cell.column in (2, 3)}
    assert named == set(tried)
    for words in tried:
        assert in_csv & {(words, words), (f"'{words}", f"'{words}")}


def test_in_formgraders_json_when_it_is_opened_as_a_page(browser, server):
    """A link in somebody's words can lead there."""
    with watched(browser) as page:
        page.goto(f"{server.base}formgrader/api/students?token={server.token}")

        assert page.locator(f"body :is({STRANGE})").count() == 0
        assert nothing_acts(page)


def test_where_a_second_marker_reads_it(page, server, workspace, tried):
    draw_all(workspace / "trainer")  # only now: it hides what the tests above look at
    drawn = second_markings(workspace / "trainer", TASK)
    assert len(drawn) == sum(map(can_be_kept, tried))
    for number in range(1, len(drawn) + 1):
        page.goto(f"{server.base}coprod/trainer/second/{TASK}/{number}")

        assert page.locator(".cp-answer").count() == 1
        assert page.locator(".cp-answer *").count() == 0
        assert nothing_strange(page), number
        assert nothing_acts(page), number
    rows = hand_ins(workspace / "trainer" / "gradebook.db", assignment=TASK)
    for row in rows:
        page.goto(f"{server.base}formgrader/submissions/{row.id}/")

        assert page.locator(".cp-answer").count() == 1
        assert nothing_strange(page), row.learner
        assert nothing_acts(page), row.learner
