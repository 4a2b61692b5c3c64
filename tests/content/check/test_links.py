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


def test_a_column_without_a_name_is_found(lesson, only_problem):
    lesson.say("how-to-use", "| Step | |", "| --- | --- |", "| 1 | Told |")

    problem = only_problem()

    assert problem.line == lesson.line_with("| Step | |")
    assert problem.what == "A column of this table has no name."


def test_a_table_with_names_is_left_alone(lesson, staff_copy):
    lesson.say("how-to-use", "| Step | Name |", "| --- | :-: |", "| 1 | |")

    assert problems(staff_copy) == []
