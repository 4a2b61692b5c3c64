"""A trainer's whole round, step by step, and where it stands after each: real nbgrader."""

import json
import os
from datetime import UTC, datetime

import at_hand
import pytest
from graded_course import SLUG, give_mark, make_course

from coprod_training.errors import CoprodError
from coprod_training.grading import config, second_marks, steps
from coprod_training.grading.due import read_due
from coprod_training.grading.not_read import note_not_read
from coprod_training.grading.one_round import one_round
from coprod_training.grading.overview import overview

pytestmark = pytest.mark.slow
ALL = {"test_one": "green", "test_many": ["a", "b"], "test_words": "What I saw."}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("round") / "course")


def stands(course):
    exchange = course.root / "exchange" / config.COURSE_ID
    (one,) = overview(course.trainer, exchange, [SLUG])
    return one


def said_by(course, name, *more):
    """(return code, the lines) of one step; what nbgrader says of its errors is left out."""
    out = course.root / "said"
    out.unlink(missing_ok=True)
    asked = ("-m", "coprod_training.grading.steps", name, "--root", course.trainer, *more)
    begun = at_hand.start(*asked, out=out, errors=os.devnull, cwd=course.root, env=dict(os.environ))
    code = begun.wait()
    return code, [json.loads(line) for line in out.read_text().splitlines()]


def step(course, name, *more):
    """One step as the trainer's page starts it: how far it said it was, and its last line."""
    _, lines = said_by(course, name, "--assignment", SLUG, *more)
    return [(line["done"], line["of"]) for line in lines[:-1]], lines[-1]


def test_released_with_a_date_and_with_another_one(course):
    assert stands(course).step == ""

    for due in ("2027-01-11T17:00:00+00:00", "2027-02-01T12:00:00+00:00"):
        progress, said = step(course, "release", "--due", due)

        assert (progress, said["ok"]) == ([], True)
        assert stands(course).due == datetime.fromisoformat(due).astimezone(UTC)
        released = course.root / "exchange" / config.COURSE_ID / "outbound" / SLUG
        assert read_due(released) == stands(course).due


def test_collected_marked_and_returned(course):
    course.answer("ann", **ALL)
    course.answer("ben", test_one="red", test_words="Not much.")
    for learner in ("ann", "ben"):
        course.submit(learner)
    assert (stands(course).step, stands(course).to_collect) == ("collect", 2)

    progress, said = step(course, "collect")

    assert progress == [(1, 2), (2, 2)] * 2  # collected, then marked
    assert said == {"ok": True, "words": "2 collected.", "not_done": []}
    assert (stands(course).step, stands(course).to_mark) == ("mark", 2)

    give_mark(course, 3, "ann")
    assert (stands(course).to_mark, stands(course).marked) == (1, 1)
    give_mark(course, 1, "ben")
    assert (stands(course).step, stands(course).to_return) == ("return", ("ann", "ben"))

    progress, said = step(course, "return")

    assert (progress[-1], said["words"]) == ((2, 2), "2 returned.")
    assert (stands(course).step, stands(course).to_return) == ("", ())


def test_a_mark_that_changes_later_is_to_be_returned_again(course):
    give_mark(course, 2, "ben")

    assert stands(course).to_return == ("ben",)
    step(course, "return")
    assert stands(course).to_return == ()


def test_a_newer_hand_in_is_to_be_collected(course):
    course.answer("ben", test_words="More than I thought.")
    course.submit("ben")

    assert (stands(course).step, stands(course).to_collect) == ("collect", 1)
    _, said = step(course, "return")
    assert said["words"] == "0 returned. 1 handed in meanwhile: collect first."
    note_not_read(course.trainer, "ben", SLUG, stands(course).waiting["ben"].at, "No notebook.")
    _, said = step(course, "return")
    assert said["words"] == "0 returned. 1 could not be read: the exercise's page says why."
    step(course, "collect")
    assert (stands(course).step, stands(course).to_mark) == ("mark", 1)


def test_a_newer_hand_in_goes_back_where_two_markers_were_apart_on_an_older_one(course):
    older = second_marks.SecondMarking(
        learner="ben",
        assignment=SLUG,
        activity="test_words",
        handed_in=datetime(2026, 1, 11, 9, tzinfo=UTC),
        first=3,
        first_by="pat",
        given=True,
        second=None,
        agreed=None,
    )
    second_marks.give_second(course.trainer, older, 0, "sam", datetime.now(UTC))
    give_mark(course, 3, "ben")
    assert stands(course).to_return == ("ben",)

    _, said = step(course, "return")

    assert (said["words"], said["not_done"]) == ("1 returned.", [])
    assert stands(course).to_return == ()


def test_names_in_the_exchange_are_read_as_collecting_reads_them(course):
    before = stands(course)
    for name in ("nonsense", f"eve+{SLUG}+soon", f"+{SLUG}+2031-01-01 00:00:00.000000 UTC"):
        (course.inbound / name).mkdir()
    forged = course.inbound / f"ann+{SLUG}+2031-01-01 00:00:00.000000 UTC"
    forged.mkdir()

    # Two name a learner: collecting takes them as handed in when they arrived, which is now.
    assert (stands(course).learners, stands(course).to_collect) == (before.learners + 1, 2)
    assert all(one.handed_in < "2031" for one in stands(course).hand_ins)


def test_a_folder_that_belongs_to_somebody_else_takes_nobodys_place(course):
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    before = stands(course)
    theirs = course.inbound / f"ben+{SLUG}+2030-01-01 00:00:00.000000 UTC"
    theirs.mkdir()
    os.chown(theirs, 65534, 65534)

    assert stands(course) == before


def test_a_date_is_changed_without_making_the_form_anew(course):
    released = course.trainer / "release" / SLUG / f"{SLUG}.ipynb"
    before = released.stat().st_mtime_ns

    _, said = step(course, "release", "--due", "2027-03-01T12:00:00+00:00")

    assert said["words"] == "The date is changed."
    assert released.stat().st_mtime_ns == before
    assert stands(course).due == datetime(2027, 3, 1, 12, tzinfo=UTC)


def test_two_steps_at_once_are_refused_in_words(course):
    with one_round(course.trainer):
        _, said = step(course, "collect")

    assert said["ok"] is False
    assert said["words"].startswith("Another step is still running for this course.")


def test_nothing_released_says_so_in_words(course):
    code, (*_, said) = said_by(course, "collect", "--assignment", "other")

    assert code == 1
    assert said["ok"] is False
    assert str(course.root) not in json.dumps(said)


def test_an_exercise_that_is_not_there_cannot_be_released(course):
    with pytest.raises(CoprodError, match="could not be released"):
        steps.release(course.trainer, "no-such", None)


def test_nobody_is_given_more_time_before_it_is_released(course):
    with pytest.raises(CoprodError, match="Release this exercise first"):
        steps.extend(course.trainer, "no-such", "ann", None, "the tester")
