from dataclasses import replace

import pytest

from coprod_training.activities.multiple_choice import MultipleChoice
from coprod_training.activities.single_choice import SingleChoice
from coprod_training.activities.warm_up import Recall, WarmUp
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


def in_exercises(course, questions):
    (assessment,) = course.assessments
    (question,) = [one for one in assessment.questions if one.activity.kind == "single_choice"]
    many = tuple(replace(question, activity=one) for one in questions)
    return replace(course, assessments=(replace(assessment, questions=many),))


def in_practice(course, questions):
    (module,) = course.modules
    return replace(course, modules=(replace(module, activities=questions),))


def with_several_keys(course, questions):
    first, *others = questions
    several = MultipleChoice(
        id="several", title="", question="", options=first.options, key=(first.key,)
    )
    return in_practice(course, (several, *others))


def in_warm_ups(course, questions):
    asked = tuple(
        Recall(id=one.id, brings_back="", question="", options=one.options, key=one.key)
        for one in questions
    )
    halves = (asked[:3], asked[3:])
    warm_ups = [WarmUp(id="w", title="", question="", questions=half) for half in halves]
    return in_practice(course, tuple(warm_ups))


@pytest.mark.parametrize(
    ("placed", "where"),
    [
        (in_exercises, "the exercises"),
        (in_practice, "practice"),
        (with_several_keys, "practice"),
        (in_warm_ups, "the warm-ups"),
    ],
)
@pytest.mark.parametrize(("at_a", "found"), [(5, True), (4, False)])
def test_a_letter_that_holds_more_than_half_of_the_keys_is_found(
    staff_copy, placed, where, at_a, found
):
    staff, _ = read_staff_copy(staff_copy)
    question = SingleChoice.example().activity
    first, second = (option.id for option in question.options)
    keys = [first] * at_a + [second] * (8 - at_a)
    questions = tuple(replace(question, id=f"q-{n}", key=key) for n, key in enumerate(keys))

    course = placed(staff.course, questions)
    problems = [*options.keys_are_spread(replace(staff, course=course))]

    assert [one.what for one in problems] == (
        [f"A is 5 of the 8 keys in {where}."] if found else []
    )
