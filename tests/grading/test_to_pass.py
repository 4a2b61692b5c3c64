from dataclasses import replace

import pytest
from opened import ROOT

from coprod_training.content.course import load_course
from coprod_training.content.draw import drawn
from coprod_training.grading.to_pass import to_pass

COURSE = load_course(ROOT / "course")


@pytest.mark.parametrize(
    ("exercise", "words"),
    [
        ("where-is-it-really", "3 of 3 questions right, and Sound or higher for what you write"),
        ("mixed-check", "9 of 12 questions right"),
        ("your-action-plan", "Sound or higher for each of the 5 parts you write"),
    ],
)
def test_what_it_takes_is_said_in_words(exercise, words):
    asked = drawn(COURSE.assessment(exercise), "ada")

    assert to_pass(asked, COURSE.info.pass_rule) == words


def test_questions_of_different_weight_are_counted_by_points():
    one = COURSE.assessment("where-is-it-really")
    first, *rest = one.questions
    uneven = replace(one, questions=(replace(first, points=2), *rest))

    words = to_pass(uneven, COURSE.info.pass_rule)

    assert words.startswith("75 % of the points for the questions, and Sound")
