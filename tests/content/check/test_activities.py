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


def test_an_option_without_feedback_is_found_where_others_have_some(
    staff_copy, module_yaml, replace_in
):
    replace_in(module_yaml, "    key: tell\n", "")
    text = module_yaml.read_text()
    start = text.index("        feedback: Waiting is quicker.")
    module_yaml.write_text(text[:start] + text[text.index("\n", start) + 1 :])

    assert [problem.what for problem in problems(staff_copy)] == ['Option "wait" has no feedback.']


def test_a_setting_that_the_course_does_not_have_cannot_be_chosen(staff_copy, replace_in):
    path = staff_copy / "course" / "course.yaml"
    line = replace_in(path, "      - id: smi\n", "      - id: smy\n")

    found = problems(staff_copy)

    assert [(problem.path, problem.what) for problem in found] == [
        (path, 'Nobody can choose the setting "smi".'),
        (path, 'There is no setting "smy" in course.yaml.'),
    ]
    assert found[1].line == line


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
