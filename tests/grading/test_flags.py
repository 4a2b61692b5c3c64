"""A flagged answer: for its owner only, every step written down, and forgotten in the end."""

import json
import stat
from datetime import UTC, datetime

import pytest

from coprod_training.errors import CoprodError, NewerRecord
from coprod_training.grading.flags import LONGEST, FlagBook

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
def book(tmp_path):
    return FlagBook(tmp_path / "private")


def flag(book, learner="ann", note=""):
    return book.raise_flag(
        learner=learner,
        assignment="task",
        activity="words",
        handed_in="2026-11-25T09:00:00+00:00",
        words=f"PLANTED-{learner}",
        note=note,
        by="tom",
        now=NOW,
    )


def content(tmp_path):
    return (tmp_path / "private" / "safeguarding" / "flags.jsonl").read_text()


def test_it_is_for_its_owner_only(book, tmp_path):
    flag(book)

    folder = tmp_path / "private" / "safeguarding"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_every_step_says_who_and_when(book):
    one = flag(book, note=" It sounds serious. ")
    book.see(one.id, "sam", NOW)
    book.see(one.id, "pat", NOW)  # the first to see it is the one who has
    book.close(one.id, "Rang them.", "sam", NOW)

    (found,) = book.of("ann", "task")
    assert (found.state, found.by, found.seen_by, found.closed_by) == (
        "closed",
        "tom",
        "sam",
        "sam",
    )
    assert (found.words, found.note, found.done) == (
        "PLANTED-ann",
        "It sounds serious.",
        "Rang them.",
    )
    assert found.at == found.seen_at == found.closed_at == "2026-11-26T09:00:00Z"
    assert book.of("ben", "task") == ()


def test_what_cannot_be_is_refused_in_words(book):
    one = flag(book)
    for act in (
        lambda: book.see("00000000", "sam", NOW),
        lambda: book.close(one.id, "  ", "sam", NOW),
        lambda: book.close(one.id, "x" * (LONGEST + 1), "sam", NOW),
        lambda: flag(book, note="x" * (LONGEST + 1)),
    ):
        with pytest.raises(CoprodError):
            act()
    assert [one.state for one in book.all()] == ["waiting"]


def test_whoever_raised_a_flag_is_not_who_has_seen_it(book):
    one = flag(book)  # by tom
    for act in (
        lambda: book.see(one.id, "tom", NOW),
        lambda: book.close(one.id, "Nothing needed.", "tom", NOW),
    ):
        with pytest.raises(CoprodError, match="somebody else has to see it"):
            act()
    assert book.all()[0].state == "waiting"

    book.see(one.id, "sam", NOW)
    book.close(one.id, "Sam rang them.", "tom", NOW)  # who raised it may write down what was done
    assert book.all()[0].state == "closed"


def test_what_was_done_is_not_written_over(book):
    one = flag(book)
    book.close(one.id, "Rang them.", "sam", NOW)

    with pytest.raises(CoprodError, match="closed already"):
        book.close(one.id, "Nothing needed.", "pat", NOW)
    assert book.all()[0].done == "Rang them."


def test_a_line_break_counts_once_as_in_a_browser(book):
    lines = "\r\n".join(["x" * 9] * 100)  # 999 signs on the page, 1,098 on the way

    flag(book, note=lines)

    assert book.all()[0].note == lines.replace("\r\n", "\n")


def test_what_was_cut_short_while_forgetting_is_made_whole_the_next_time(book, tmp_path):
    """Killed between the line that closes a flag and the taking out."""
    first, second = flag(book), flag(book, "ben")
    book.forget("ann", NOW)
    with (tmp_path / "private" / "safeguarding" / "flags.jsonl").open("a") as file:
        told = {"schema": 1, "event": "closed", "flag": first.id, "done": "x", "by": "s", "at": ""}
        file.write(json.dumps(told) + "\n")

    book.close(second.id, "Rang them.", "sam", NOW)

    assert "PLANTED-ann" not in content(tmp_path)


def test_a_learner_who_deletes_everything_takes_along_what_is_closed(book, tmp_path):
    closed, open_ = flag(book), flag(book)
    flag(book, "ben")
    book.close(closed.id, "Rang them.", "sam", NOW)

    assert book.forget("ann", NOW) == 1

    assert {one.id for one in book.of("ann", "task")} == {open_.id}
    assert closed.id not in content(tmp_path)

    book.see(open_.id, "sam", NOW)
    book.close(open_.id, "Rang them.", "sam", NOW)
    assert "ann" not in content(tmp_path)
    assert open_.id not in content(tmp_path)
    assert [one.learner for one in book.all()] == ["ben"]


def test_records_of_a_newer_course_are_said_plainly(book, tmp_path):
    flag(book)
    path = tmp_path / "private" / "safeguarding" / "flags.jsonl"
    path.write_text(path.read_text().replace('"schema":1', '"schema":2'))

    with pytest.raises(NewerRecord):
        book.all()
