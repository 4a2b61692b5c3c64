from coprod_training.content.check import problems


def test_an_unknown_activity_is_found_with_its_line(lesson, only_problem):
    lesson.add("code", "typo", 'activity("listening-next-stp")', jupyter={"source_hidden": True})

    problem = only_problem()

    assert str(problem) == (
        f'{lesson.path}, line {lesson.line_with("next-stp")}, part "typo"\n'
        '  The course has no activity called "listening-next-stp".\n'
        '  Did you mean "listening-next-step"?'
    )


def test_an_unknown_slot_and_an_unknown_passage_are_found(lesson, staff_copy):
    lesson.add("code", "a-slot", 'slot("m9-s9")', jupyter={"source_hidden": True})
    lesson.add("code", "a-passage", 'variant("nowhere")', jupyter={"source_hidden": True})

    found = [problem.what for problem in problems(staff_copy)]

    assert found == [
        'The course has no slot called "m9-s9".',
        'The course has no passage by setting called "nowhere".',
    ]


def test_an_activity_that_no_notebook_shows_is_found(lesson, only_problem, module_yaml):
    data = lesson.data
    data["cells"] = [cell for cell in data["cells"] if cell["id"] != "listening-next-step"]
    lesson.write(data)

    problem = only_problem()

    assert problem.path == module_yaml
    assert problem.what == 'No notebook shows "listening-next-step".'


def test_a_graded_question_does_not_belong_in_a_lesson(lesson, only_problem):
    call = 'activity("what-was-heard-question")'
    lesson.add("markdown", "more", "## More")
    lesson.add("code", "graded", call, jupyter={"source_hidden": True})

    assert only_problem().what == (
        'The activity "what-was-heard-question" belongs to what-was-heard.'
    )


def test_an_id_with_other_signs_is_found(staff_copy, lesson, module_yaml, replace_in):
    line = replace_in(module_yaml, "id: listening-next-step", "id: Next_Step")
    lesson.say("listening-next-step", 'activity("Next_Step")')

    (problem,) = problems(staff_copy)

    assert problem.line == line
    assert problem.what.startswith('The id "Next_Step" may only have')


def test_an_id_used_twice_in_the_course_is_found(staff_copy, assessment_yaml, replace_in):
    line = replace_in(assessment_yaml, "id: what-was-heard-question", "id: listening-next-step")

    found = {problem.what: problem.line for problem in problems(staff_copy)}

    twice = 'The id "listening-next-step" is used twice: here and in listening.yaml.'
    assert found[twice] == line
