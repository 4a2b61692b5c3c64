import pytest

from coprod_training.content.check import problems


@pytest.mark.parametrize("words", ["here", "Click here", "this link", "read more", "more.", ""])
def test_a_link_that_says_nothing_alone_is_found(lesson, only_problem, words):
    lesson.say("how-to-use", "Look.", f"The list is [{words}](https://example.org).")

    problem = only_problem()

    assert problem.line == lesson.line_with("The list is")
    assert problem.what == f'The words of a link are "{words}", which says nothing on its own.'


def test_an_address_that_stands_as_it_is_is_found(lesson, only_problem):
    lesson.say("how-to-use", "See https://example.org/list for more.")

    assert only_problem().what == "There is a bare web address here."


def test_a_link_with_words_and_code_are_left_alone(lesson, staff_copy):
    lesson.say("how-to-use", "See [the list of tools](https://example.org) or `https://x.org`.")

    assert problems(staff_copy) == []


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("09-nosuch.ipynb", 'There is no lesson "09-nosuch.ipynb".'),
        ("01-listening.ipynb#Nosuch", 'That lesson has no heading "Nosuch" of level 2.'),
        ("../exercises/nosuch.ipynb#A", 'There is no lesson "../exercises/nosuch.ipynb".'),
    ],
)
def test_a_link_to_a_lesson_or_a_heading_that_is_not_there_is_found(
    lesson, only_problem, target, what
):
    lesson.say("how-to-use", "Look.", f"It is in [the part about it]({target}).")

    problem = only_problem()

    assert problem.line == lesson.line_with("It is in")
    assert problem.what == what


def test_a_link_to_a_heading_that_is_there_is_left_alone(lesson, staff_copy):
    lesson.say(
        "how-to-use",
        "See [what you can try](01-listening.ipynb#Try-it).",
        "See [the same](01-listening.ipynb#Try%2Dit).",
        "See [all of it](01-listening.ipynb).",
    )

    assert problems(staff_copy) == []


def test_a_column_without_a_name_is_found(lesson, only_problem):
    lesson.say("how-to-use", "| Step | |", "| --- | --- |", "| 1 | Told |")

    problem = only_problem()

    assert problem.line == lesson.line_with("| Step | |")
    assert problem.what == "A column of this table has no name."


def test_a_table_with_names_is_left_alone(lesson, staff_copy):
    lesson.say("how-to-use", "| Step | Name |", "| --- | :-: |", "| 1 | |")

    assert problems(staff_copy) == []
