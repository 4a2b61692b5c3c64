"""One learner is forgotten on the trainer's side; everybody else's work stays as it is."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from graded_course import SLUG, make_course

from coprod_training.errors import CoprodError
from coprod_training.grading import records
from coprod_training.grading.config import COURSE_ID
from coprod_training.grading.forget import forget
from coprod_training.grading.gradebook import results
from coprod_training.grading.not_read import not_read, note_not_read

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
ONE, OTHER = "PLANTED-one-words", "words of another person"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    made = make_course(tmp_path_factory.mktemp("forget"))
    for learner, words in (("one", ONE), ("one-more", OTHER)):
        made.answer(learner, test_one="green", test_words=words)
        made.submit(learner)
    made.nbgrader("collect", SLUG)
    made.nbgrader("autograde", SLUG)
    with closing(sqlite3.connect(made.trainer / "gradebook.db")) as db, db:
        db.execute("UPDATE grade SET manual_score = 1, needs_manual_grade = 0")
        db.execute("UPDATE comment SET manual_comment = 'PLANTED-comment'")
    made.nbgrader("generate_feedback", SLUG)
    made.nbgrader("release_feedback", SLUG)
    records.note_reasons(made.trainer, "one", SLUG, ["A link was left out."])
    records.note_reasons(made.trainer, "one-more", SLUG, ["A link was left out."])
    for learner in ("one", "one-more"):
        note_not_read(made.trainer, learner, SLUG, AT, "It could not be collected.")
    return made


@pytest.fixture(scope="module")
def forgotten(course):
    exchange = course.root / "exchange" / COURSE_ID
    nothing = course.root / "no-cache"
    first = forget("one", exchange, course.trainer, nothing)
    return first, forget("one", exchange, course.trainer, nothing)


def test_everything_is_counted_and_a_second_time_there_is_nothing(forgotten):
    first, second = forgotten

    assert (first.hand_ins, first.feedback, first.marked) == (1, 1, 1)
    assert (second.hand_ins, second.feedback, second.marked) == (0, 0, 0)


def test_no_word_and_no_name_of_theirs_is_left(course, forgotten):
    places = [course.trainer, course.root / "exchange"]
    files = [path for place in places for path in place.rglob("*") if path.is_file()]

    assert [path for path in files if ONE.encode() in path.read_bytes()] == []
    named = [path for path in files if b"/one/" in path.read_bytes() or "one+" in path.name]
    assert named == []
    assert {result.learner for result in results(course.trainer / "gradebook.db")} == {"one-more"}
    assert "one" not in records.reasons_by_learner(course.trainer, SLUG)
    assert list(not_read(course.trainer)) == [(SLUG, "one-more", AT.isoformat())]


def test_everybody_elses_work_is_still_there(course, forgotten):
    (mark,) = results(course.trainer / "gradebook.db")

    assert mark.state == "marked"
    assert course.submitted("one-more").is_dir()
    assert [path.name.split("+")[0] for path in course.inbound.iterdir()] == ["one-more"]
    assert len(list((course.root / "exchange" / COURSE_ID / "feedback").iterdir())) == 1
    assert records.reasons_by_learner(course.trainer, SLUG) == {
        "one-more": ("A link was left out.",)
    }
    answers = course.submitted("one-more") / f"{SLUG}.answers.jsonl"
    assert OTHER in answers.read_text()


@pytest.mark.parametrize("name", ["", "..", "a/b", ".hidden"])
def test_a_name_that_is_a_path_is_refused(tmp_path, name):
    with pytest.raises(CoprodError, match="not the name of a learner"):
        forget(name, tmp_path, tmp_path, tmp_path)


def test_where_there_is_nothing_nothing_happens(tmp_path):
    assert forget("one", tmp_path / "a", tmp_path / "b", tmp_path / "c").marked == 0
