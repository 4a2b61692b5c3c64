import codecs
import csv
import io
from dataclasses import replace

import pytest

from coprod_training.answers import Answer
from coprod_training.content.course import load_course
from coprod_training.content.testers import COPY, LIST, NamedTester
from coprod_training.lab.my_data import Held, as_record, newest
from coprod_training.lab.my_data_words import as_csv, shown

HOSTILE = [
    '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1",
    "＝1", "|cmd", "%0a=1", "\n=1", "\twords", "'=1",
]  # fmt: skip


def answer(text, activity="one", name="a"):
    return Answer(id=name, activity=activity, response=text, at="2026-11-23T14:05:00Z", text=text)


def held(*answers):
    return Held(
        learner="one",
        answers=tuple(("what-co-production-is", one) for one in answers),
        started=(),
        hand_ins=(),
        feedback=(),
        reports=(),
        survey=(),
        marked=0,
        extensions={},
    )


def rows_of(out):
    return list(csv.reader(io.StringIO(out.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def course():
    from pathlib import Path

    return load_course(Path(__file__).parents[2] / "course")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_can_act_as_a_formula(text, course):
    out = as_csv(held(answer(text)), course)

    assert out.startswith(codecs.BOM_UTF8)
    _, row = rows_of(out)
    assert len(row) == 6
    assert row[-1] == f"'{text}"


def test_ordinary_words_stay_as_they_are(course):
    words = "We asked: is 3 - 1 fair?\nYes."

    assert rows_of(as_csv(held(answer(words)), course))[1][-1] == words


def test_a_sign_that_no_line_can_hold_is_left_out(course):
    assert rows_of(as_csv(held(answer("\0=1 \0and")), course))[1][-1] == "'=1 and"


def test_the_newest_answer_to_each_activity_is_shown_and_all_are_in_the_file(course):
    everything = held(answer("first"), answer("second", name="b"), answer("x", "two", "c"))

    assert [one.text for _, one in newest(everything.answers)] == ["second", "x"]
    assert [one["text"] for one in shown(everything, course)["answers"]] == ["second", "x"]
    assert as_csv(everything, course).count(b"first") == 1


def test_an_activity_that_is_gone_keeps_its_name(course):
    (one,) = shown(held(answer("words", "long-gone")), course)["answers"]

    assert (one["title"], one["text"]) == ("long-gone", "words")


def test_the_kinds_of_record_say_who_can_see_them(course):
    rows = shown(held(answer("words")), course)["rows"]

    assert [row["count"] for row in rows] == [
        "1 answer", "0 exercises, 0 answers", "0 hand-ins", "0 marked exercises", "0 exercises",
        "0 records", "0 pages", "0 notes", "0 rows", "0 answers", "Nothing",
        "Not counted for anybody: a number on a screen could put a person at risk",
    ]  # fmt: skip
    assert all(row["who"] for row in rows)


def test_on_a_hub_what_the_trainer_has_is_not_said_to_be_none(course):
    mine = replace(held(answer("words")), on_a_hub=True)

    found = shown(mine, course, "/hub/coprod/begin")
    counts = [row["count"] for row in found["rows"]]
    assert counts.count("Not counted here: your trainer has them") == 3
    assert "0 marked exercises" not in counts
    assert found["hub_page"] == "/hub/coprod/begin"
    assert as_record(mine, course, "")["extensions"] == "Not counted here: your trainer has them"


def test_answers_that_a_trainer_typed_in_are_told(course):
    rows = shown(replace(held(answer("words")), typed_in=2), course)["rows"]

    (row,) = (one for one in rows if "typed in" in one["what"])
    assert (row["count"], row["who"]) == ("2 answers", "You and your trainer")


def test_a_tester_of_a_pilot_is_told_and_has_it_in_both_files(course):
    mine = replace(held(answer("words")), tester=NamedTester("0123456789abcdef", (LIST, COPY)))

    (row,) = (one for one in shown(mine, course)["rows"] if "tester" in one["what"])
    assert row["where"] == "The course team's list of testers · Your copy of the course"
    *_, last = rows_of(as_csv(mine, course))
    assert (len(last), last[1]) == (6, row["what"])
    assert as_record(mine, course, "")["pilot_tester"] == {
        "code": "0123456789abcdef",
        "kept_in": (LIST, COPY),
    }
    assert as_record(held(), course, "")["pilot_tester"] is None
    assert "tester" not in str(shown(held(), course)) + str(as_csv(held(), course))
