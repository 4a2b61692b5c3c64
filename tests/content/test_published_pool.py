"""What learners get of the questions that are drawn: all of their words, and no key."""

import re

import pytest

from coprod_training.content.course import load_course
from coprod_training.content.draw import drawn
from coprod_training.content.publish import publish


@pytest.fixture
def out(pooled, tmp_path):
    publish(pooled, tmp_path / "published")
    return tmp_path / "published"


def test_no_published_byte_says_what_is_right_or_why(out, pooled):
    staff = (pooled / "course" / "assessments" / "what-was-heard.yaml").read_bytes()
    words = rb"Staff (?:know why|say yes|say no)|rationale|seal"
    secret = re.compile(words + rb"""|"?key"?:|"?feedback"?: "?[A-Z]""")  # in YAML and in JSON
    assert len(secret.findall(staff)) > 15  # they are there to be found

    for path in sorted((out / "course" / "assessments").iterdir()):
        assert secret.findall(path.read_bytes()) == [], path.name


def test_the_published_copy_draws_what_the_staff_copy_draws(out, pooled):
    theirs = load_course(out / "course").assessments[0]
    ours = load_course(pooled / "course").assessments[0]

    for learner in ("ann", "ben", "cem"):
        assert [
            (q.part, q.activity.fingerprint(), q.points) for q in drawn(theirs, learner).questions
        ] == [(q.part, q.activity.fingerprint(), q.points) for q in drawn(ours, learner).questions]


def test_a_drawn_question_has_no_score_there(out):
    asked = drawn(load_course(out / "course").assessments[0], "ann")
    (*_, last) = asked.questions

    assert last.part == "check-03"
    assert last.activity.score("right") is None
    assert not any(option.feedback for option in last.activity.options)


def test_a_rationale_that_was_copied_into_a_lesson_stops_it_all(pooled, lesson, tmp_path):
    lesson.say("how-to-use", "Staff know why of pool-d, and nobody else.")

    with pytest.raises(Exception, match="Words that only staff may read"):
        publish(pooled, tmp_path / "out")
