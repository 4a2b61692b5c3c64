from coprod_training.content.check import problems

VARIANT = """\
variants:
  - id: listening-places
    texts:
      primary-care: A group meets.
      elsewhere: A group meets.
    made_up: false
team_task:
"""


def test_a_key_that_is_no_option_is_found_with_its_line(only_problem, module_yaml, replace_in):
    line = replace_in(module_yaml, "key: tell", "key: tlel")

    problem = only_problem()

    assert str(problem) == (
        f'{module_yaml}, line {line}, activity "listening-next-step"\n'
        '  The key is "tlel", but the options are tell, wait.\n'
        "  Change the key, or add option tlel."
    )


def test_a_graded_key_that_is_no_option_is_found(only_problem, assessment_yaml, replace_in):
    line = replace_in(assessment_yaml, "key: place", "key: plaice")

    problem = only_problem()

    assert (problem.path, problem.line) == (assessment_yaml, line)


def test_an_option_without_feedback_is_found_with_its_line(only_problem, module_yaml, replace_in):
    words = (
        "        feedback: This fits. People can only take part in a choice that they know about.\n"
    )
    line = replace_in(module_yaml, words, "")

    problem = only_problem()

    assert problem.what == 'Option "tell" has no feedback.'
    assert line - 2 <= problem.line <= line


def test_a_passage_has_words_for_the_settings_of_the_course(
    staff_copy, lesson, module_yaml, replace_in
):
    replace_in(module_yaml, "team_task:\n", VARIANT)
    lesson.add("code", "places", 'variant("listening-places")', jupyter={"source_hidden": True})

    found = [problem.what for problem in problems(staff_copy)]

    assert found == [
        'There are no words for the setting "smi".',
        'There is no setting "elsewhere" in course.yaml.',
        "This passage does not say that it is made up, and it cannot cite a fact.",
    ]
