from pathlib import Path

from coprod_training.content.course import load_course
from coprod_training.content.session_plans import (
    Session,
    SessionPart,
    activity_minutes,
    load_session_plans,
    minutes_of_session,
    unknown_names,
)

TALK = SessionPart(title="Talk", minutes=4, who="Both", how="In pairs.")
DONE = SessionPart(title="Do it", minutes=3, who="Both", how=".", activity="listening-next-step")


def test_a_part_takes_the_minutes_of_its_activity_on_top_of_the_talk(staff_copy):
    course = load_course(staff_copy / "course")
    session = Session(title="One", minutes=10, parts=(TALK, DONE))

    assert activity_minutes(TALK, course) == 0
    assert activity_minutes(DONE, course) == 2
    assert minutes_of_session(session, course) == 9


def test_what_the_course_does_not_have_is_named(staff_copy):
    course = load_course(staff_copy / "course")
    other = SessionPart(title="Do it", minutes=3, who="Both", how=".", activity="other")

    known = Session(title="", minutes=9, parts=(DONE,), module="listening")
    assert unknown_names(known, course) == {}
    unknown = Session(title="", minutes=9, parts=(DONE, other), module="gone")
    assert unknown_names(unknown, course) == {
        ("module",): "gone",
        ("parts", 1, "activity"): "other",
    }


def test_a_course_without_plans_has_none(tmp_path: Path):
    assert load_session_plans(tmp_path) == (None, ())
