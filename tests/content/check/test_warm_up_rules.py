import pytest

from coprod_training.content.check import problems
from coprod_training.content.scaffold import new_module

HIDDEN = {"source_hidden": True}
PLACE = 6
"""In a new lesson: below "Try it", before the activity that it comes with."""
WARM_UP = """\
activities:
  - kind: warm_up
    id: before-talking
    title: Two questions
    question: What would you choose?
    made_up: true
    questions:
      - id: first-one
        brings_back: listening
        question: What comes first here?
        facts: [F001]
        options:
          - id: one
            text: This
            feedback: It fits.
          - id: two
            text: That
            feedback: It comes later.
        key: one
      - id: second-one
        brings_back: listening
        question: And what comes first there?
        options:
          - id: one
            text: This
            feedback: It comes later.
          - id: two
            text: That
            feedback: It fits.
        key: two
"""


@pytest.fixture
def talking_yaml(staff_copy, lesson, replace_in):
    """The file of a second module, with a warm-up on the first."""
    yaml, notebook = new_module(staff_copy, "Talking").files
    replace_in(yaml, "activities:\n", WARM_UP)
    second = type(lesson)(notebook)
    second.add("code", "before-talking", 'activity("before-talking")', at=PLACE, jupyter=HIDDEN)
    return yaml


def test_a_warm_up_on_the_module_before_passes(staff_copy, talking_yaml):
    assert problems(staff_copy) == []


def test_a_module_that_is_not_taught_before_is_found_with_its_line(
    only_problem, talking_yaml, replace_in
):
    line = replace_in(talking_yaml, "brings_back: listening", "brings_back: talking")

    assert str(only_problem()) == (
        f'{talking_yaml}, line {line}, activity "before-talking"\n'
        '  "talking" is not taught before this module.\n'
        "  These are: listening."
    )


def test_a_warm_up_in_the_first_module_has_nothing_to_bring_back(
    staff_copy, lesson, module_yaml, replace_in
):
    replace_in(module_yaml, "activities:\n", WARM_UP)
    lesson.add("code", "before-talking", 'activity("before-talking")', at=PLACE, jupyter=HIDDEN)

    found = problems(staff_copy)

    assert [problem.fix for problem in found] == ["No module is: take it out."] * 2


def test_a_warm_up_for_the_whole_course_is_found(staff_copy, lesson, replace_in):
    path = staff_copy / "course" / "course.yaml"
    line = replace_in(path, "activities:\n", WARM_UP)
    lesson.add("code", "before-talking", 'activity("before-talking")', at=PLACE, jupyter=HIDDEN)

    first = problems(staff_copy)[0]

    assert (first.line, first.what) == (
        line + 1,
        "A warm-up belongs to a module, and this is not a module.",
    )


def test_a_question_with_the_id_of_an_activity_is_found(only_problem, talking_yaml, replace_in):
    line = replace_in(talking_yaml, "id: second-one", "id: listening-next-step")

    problem = only_problem()

    assert problem.line == line
    assert problem.what == (
        'The id "listening-next-step" is used twice: here and in listening.yaml.'
    )


def test_a_question_with_other_signs_in_its_id_is_found(only_problem, talking_yaml, replace_in):
    replace_in(talking_yaml, "id: second-one", "id: Second_One")

    assert only_problem().what.startswith('The id "Second_One" may only have')


def test_the_same_question_twice_is_found(only_problem, talking_yaml, replace_in):
    line = replace_in(talking_yaml, "And what comes first there?", "What comes  first Here?")

    problem = only_problem()

    assert (problem.line, problem.what) == (
        line,
        "This question is asked in talking.yaml as well.",
    )


def test_practice_from_the_module_before_cannot_come_back_yet(
    only_problem, talking_yaml, replace_in
):
    words = "    practice: [listening-next-step]\n    questions:\n"
    line = replace_in(talking_yaml, "    questions:\n", words)

    problem = only_problem()

    assert (problem.line, problem.part) == (line, 'activity "before-talking"')
    assert problem.what.startswith('"listening-next-step" is not a single choice with a key')


def test_a_fact_that_does_not_exist_is_found_in_its_question(
    only_problem, talking_yaml, replace_in
):
    line = replace_in(talking_yaml, "        facts: [F001]", "        facts: [F999]")

    problem = only_problem()

    assert (problem.line, problem.what) == (line, "There is no fact F999 in facts.yaml.")


def test_an_option_that_is_not_whole_is_found_with_its_line(only_problem, talking_yaml, replace_in):
    line = replace_in(talking_yaml, "        key: one\n", "        key: three\n")

    problem = only_problem()

    assert (problem.line, problem.what) == (
        line,
        'The key is "three", but the options are one, two.',
    )


def test_the_longest_option_of_a_question_is_not_the_giveaway(
    only_problem, talking_yaml, replace_in
):
    line = replace_in(talking_yaml, "            text: That\n", "            text: That one\n")

    problem = only_problem()

    assert (problem.line, problem.what) == (
        line,
        "The longest option has 8 characters, and the shortest 4.",
    )
