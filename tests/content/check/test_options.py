from dataclasses import replace

import pytest

from coprod_training.content.check import options
from coprod_training.content.check.staff_copy import read_staff_copy


def test_an_option_that_is_much_longer_is_found_with_its_line(
    only_problem, assessment_yaml, replace_in
):
    line = replace_in(
        assessment_yaml, "Where it takes place", "Where it takes place, and with whom"
    )

    problem = only_problem()

    assert problem.line == line
    assert problem.what == "The longest option has 35 characters, and the shortest 19."


@pytest.mark.parametrize(("at_a", "found"), [(5, True), (4, False)])
def test_a_letter_that_holds_more_than_half_of_the_keys_is_found(staff_copy, at_a, found):
    staff, _ = read_staff_copy(staff_copy)
    (assessment,) = staff.course.assessments
    question = next(one for one in assessment.questions if one.activity.kind == "single_choice")
    first, second = (option.id for option in question.activity.options)
    keys = [first] * at_a + [second] * (8 - at_a)
    many = tuple(
        replace(question, activity=replace(question.activity, id=f"q-{n}", key=key))
        for n, key in enumerate(keys)
    )
    course = replace(staff.course, assessments=(replace(assessment, questions=many),))

    problems = [*options.keys_are_spread(replace(staff, course=course))]

    assert [one.what for one in problems] == (
        ["A is the key of 5 of 8 questions in the exercises."] if found else []
    )
