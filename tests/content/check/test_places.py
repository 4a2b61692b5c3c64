import pytest

from coprod_training.content.check import problems


def test_an_answers_file_in_exercises_is_found(exercise, only_problem):
    path = exercise.path.with_name("what-was-heard.answers.jsonl")
    path.write_text("")

    assert str(only_problem()) == (
        f"{path}, line 1\n"
        "  These are somebody's answers. They would replace those of every learner.\n"
        "  Move it out of exercises/."
    )


@pytest.mark.parametrize("name", ["gradebook.db", "page.html", "json.py", ".hidden", "notes.md"])
def test_anything_else_in_exercises_is_found(exercise, only_problem, name):
    exercise.path.with_name(name).write_text("x")

    assert only_problem().what == "This file would be given to every learner with the exercise."


def test_a_picture_in_exercises_and_jupyters_own_copies_are_fine(exercise, staff_copy):
    exercise.path.with_name("steps.png").write_bytes(b"x")
    checkpoint = exercise.path.parent / ".ipynb_checkpoints" / "what-was-heard-checkpoint.ipynb"
    checkpoint.parent.mkdir()
    checkpoint.write_text("{}")

    assert problems(staff_copy) == []


def test_a_wrong_number_in_a_lessons_name_is_found(lesson, only_problem):
    lesson.path.rename(lesson.path.with_name("03-listening.ipynb"))

    assert only_problem().fix == "Call it 01-listening.ipynb, or change the order there."


def test_a_module_without_its_lesson_is_found_in_course_yaml(staff_copy, lesson):
    lesson.path.unlink()

    found = [problem for problem in problems(staff_copy) if problem.path.name == "course.yaml"]

    assert [problem.what for problem in found] == ['"listening" has no notebook.']


def test_a_lesson_that_is_not_listed_is_found(staff_copy, lesson):
    lesson.path.with_name("02-other.ipynb").write_bytes(lesson.path.read_bytes())

    assert 'course.yaml lists no module "other".' in [p.what for p in problems(staff_copy)]


SECOND = """\
activities:
  - kind: single_choice
    id: another-step
    title: Another step
    question: What could the team do after that?
    made_up: true
    minutes: 2
    options:
      - {id: ask, text: Ask who else should be there, feedback: This fits. A question opens it.}
      - {id: end, text: Go on with what was planned, feedback: Then nobody hears what is missing.}
    key: ask
"""


def test_an_activity_listed_before_one_that_the_lesson_shows_first_is_found(
    lesson, module_yaml, only_problem, replace_in
):
    replace_in(module_yaml, "activities:\n", SECOND)
    lesson.add("code", "another", 'activity("another-step")', jupyter={"source_hidden": True})

    problem = only_problem()

    assert problem.what == 'The lesson shows "listening-next-step" before "another-step".'
    assert (problem.path, problem.line) == (module_yaml, _line_of(module_yaml, "another-step"))


def test_activities_listed_as_the_lesson_shows_them_are_fine(
    staff_copy, lesson, module_yaml, replace_in
):
    second = SECOND.partition("\n")[2]
    replace_in(module_yaml, "    key: tell\n", f"    key: tell\n{second}")
    lesson.add("code", "another", 'activity("another-step")', jupyter={"source_hidden": True})

    assert problems(staff_copy) == []


def _line_of(path, words):
    return next(n for n, line in enumerate(path.read_text().splitlines(), 1) if words in line)


def test_an_exercise_in_the_wrong_folder_is_found(staff_copy, exercise):
    exercise.path.with_name("other.ipynb").write_bytes(exercise.path.read_bytes())

    found = [problem.what for problem in problems(staff_copy)]

    assert "This notebook belongs to no assessment of course.yaml." in found


def test_points_that_differ_from_the_assessment_are_found(
    exercise, only_problem, assessment_yaml, replace_in
):
    replace_in(assessment_yaml, "points: 1", "points: 2")

    problem = only_problem()

    assert (problem.path, problem.part) == (exercise.path, 'part "what-was-heard-question"')
    assert problem.fix == "Fix it with: coprod tidy"


def test_a_grade_id_that_the_assessment_lacks_is_found(exercise, only_problem):
    exercise.change("a-question", metadata={"nbgrader": {"grade_id": "other"}, "tags": ["made-up"]})

    assert only_problem().what == 'The assessment has no question "other".'


def test_a_question_that_nbgrader_does_not_know_is_found(exercise, only_problem):
    exercise.change("what-was-heard-question", metadata={"jupyter": {"source_hidden": True}})

    assert only_problem().what == (
        'nbgrader does not know the question "what-was-heard-question" yet.'
    )


def test_a_file_that_is_not_tidy_is_found_with_its_first_line(lesson, only_problem):
    lesson.say("how-to-use", "One sentence. Another sentence.")

    problem = only_problem()

    assert problem.line == lesson.line_with("One sentence. Another")
    assert problem.fix == "Use: coprod tidy"
