import json
import re
from datetime import UTC, datetime

import pytest

from coprod_training.cli import main
from coprod_training.errors import CoprodError, NewerRecord
from coprod_training.lab.reports import LONGEST, ReportBook, problem_with

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


@pytest.fixture
def book(tmp_path):
    return ReportBook(tmp_path / "private")


def test_a_report_is_kept_for_its_owner_only(book):
    sent = book.add("one", "Module 1", "Two questions", "  A word is wrong.  ", NOW)

    assert book.of("one") == (sent,)
    assert book.of("two") == ()
    assert (sent.words, sent.status, sent.at) == (
        "A word is wrong.",
        "sent",
        "2026-11-23T14:05:00.000Z",
    )
    assert book.path.stat().st_mode & 0o077 == 0
    assert book.path.parent.stat().st_mode & 0o077 == 0


def test_a_report_that_is_sent_again_is_kept_once(book):
    once = book.add("one", "Home", "Top", "A word.", NOW, sent_as="0a1b2c3d4e5f")
    book.answer(once.id, "looking", "", NOW)

    again = book.add("one", "Home", "Top", " A word. ", NOW, sent_as="0a1b2c3d4e5f")

    assert (once.id, again.id, again.status) == ("0a1b2c3d4e5f", once.id, "looking")
    assert book.all() == (again,)


@pytest.mark.parametrize(
    ("learner", "words", "sent_as"),
    [
        ("two", "A word.", "0a1b2c3d4e5f"),
        ("one", "Another word.", "0a1b2c3d4e5f"),
        ("one", "A word.", ""),
        ("one", "A word.", "../x"),
    ],
)
def test_another_report_never_takes_the_place_of_one(book, learner, words, sent_as):
    first = book.add("one", "", "", "A word.", NOW, sent_as="0a1b2c3d4e5f")

    other = book.add(learner, "", "", words, NOW, sent_as=sent_as)

    assert book.all() == (first, other)
    assert re.fullmatch("[0-9a-f]{12}", other.id)


def test_the_newest_answer_counts(book):
    sent = book.add("one", "", "", "A word is wrong.", NOW)
    book.answer(sent.id, "looking", "", NOW)
    book.answer(sent.id, "changed", "We changed it.", NOW)

    assert [(one.status, one.reply) for one in book.all()] == [("changed", "We changed it.")]


def test_erasing_takes_out_ones_own_reports_and_the_replies_to_them(book):
    mine = book.add("one", "", "", "PLANTED", NOW)
    book.answer(mine.id, "changed", "ECHO", NOW)
    other = book.add("two", "", "", "Another word.", NOW)

    assert book.erase("one") == 1
    assert book.erase("one") == 0
    assert book.all() == (other,)
    assert b"PLANTED" not in book.path.read_bytes()
    assert b"ECHO" not in book.path.read_bytes()


@pytest.mark.parametrize("words", [None, 3, "", " \n", "a" * (LONGEST + 1)])
def test_what_cannot_be_sent_is_refused_in_words(book, words):
    assert problem_with(words).endswith(".")


def test_half_a_sign_is_refused_in_words_and_keeps_no_page_from_being_named(book):
    half = json.loads('"\\ud83d"')

    assert problem_with(f"A word is wrong.{half}").startswith("One sign of this cannot be kept.")
    assert problem_with("A word is wrong. 🙂") is None
    sent = book.add("one", f"Module 1{half}", half, "A word is wrong.", NOW)
    assert (sent.page, sent.section) == ("Module 1", "")
    assert book.of("one") == (sent,)


def test_an_answer_to_no_report_is_refused(book):
    with pytest.raises(CoprodError, match='no report with the id "x"'):
        book.answer("x", "changed", "", NOW)


def test_records_of_a_newer_course_are_said_plainly(book):
    book.add("one", "", "", "A word.", NOW)
    book.path.write_text(book.path.read_text().replace('"schema":1', '"schema":2'))

    with pytest.raises(NewerRecord, match="newer version"):
        book.all()


def test_the_inbox_lists_and_answers(tmp_path, capsys):
    workspace = tmp_path / "coprod"
    (workspace / "private").mkdir(parents=True)
    assert main(["inbox", "--workspace", str(workspace)]) == 0
    assert "Nothing was reported." in capsys.readouterr().out
    sent = ReportBook(workspace / "private").add("one", "Home", "Top", "A \x1b[31mword.", NOW)

    answer = ["inbox", "reply", sent.id, "--status", "not-changed", "--words", "It is the law."]
    assert main([*answer, "--workspace", str(workspace)]) == 0
    assert main(["inbox", "--workspace", str(workspace)]) == 0

    said = capsys.readouterr().out
    assert "Not changed" in said
    assert "Reply: It is the law." in said
    assert "1 in all, 0 still open." in said
    assert "\x1b" not in said
    assert "one" not in said.split()
