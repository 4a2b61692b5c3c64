import pytest
from shipped import COURSE

from coprod_training.content.draw import drawn
from coprod_training.grading.to_pass import to_pass


@pytest.mark.parametrize(
    ("exercise", "words"),
    [
        (
            "where-is-it-really",
            "Sound or higher for what you write, "
            "and 75% right, over the questions of all exercises",
        ),
        ("mixed-check", "75% right, over the questions of all exercises"),
        ("your-action-plan", "Sound or higher for each of the 5 parts you write"),
    ],
)
def test_what_it_takes_is_said_in_words(exercise, words):
    asked = drawn(COURSE.assessment(exercise), "ada")

    assert to_pass(asked, COURSE.info.pass_rule) == words
