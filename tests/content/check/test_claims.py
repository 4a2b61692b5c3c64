import pytest

from coprod_training.content.check import problems


def test_a_claim_without_a_fact_is_found_with_its_line(lesson, only_problem):
    lesson.add("markdown", "claim", "People who decide together stay.", "It is known.")

    problem = only_problem()

    assert problem.line == lesson.line_with("People who decide together")
    assert str(problem).splitlines()[1:] == [
        "  This part makes a claim and cites no fact.",
        '  Cite one, such as [F017]. If it claims nothing, tag it "no-claim".',
    ]


def test_a_claim_with_a_fact_passes(lesson, staff_copy):
    lesson.add("markdown", "claim", "People who decide together stay [F001].")

    assert problems(staff_copy) == []


def test_headings_by_themselves_claim_nothing(lesson, staff_copy):
    lesson.add("markdown", "part", "## A new part", "", "### And its first half")

    assert problems(staff_copy) == []


def test_a_fact_that_does_not_exist_is_found_with_its_line(lesson, only_problem):
    lesson.add("markdown", "claim", "One thing is so [F001].", "So is another [F001] [F999].")

    problem = only_problem()

    assert problem.line == lesson.line_with("So is another")
    assert problem.what == "There is no fact F999 in facts.yaml."


@pytest.mark.parametrize(
    "words",
    [
        "About 40% stay.",
        "Research shows that it works.",
        "Studies have found that it helps.",
        "It helps one in four people.",
        "It cost 12 per cent less.",
    ],
)
def test_the_tag_does_not_hide_what_sounds_like_research(lesson, only_problem, words):
    lesson.say("lead", "Look.", words)

    problem = only_problem()

    assert problem.line == lesson.line_with(words)
    assert problem.what == "This gives a figure or speaks of research, and cites no fact."


def test_a_paragraph_cannot_lean_on_the_fact_of_another(lesson, only_problem):
    lesson.add("markdown", "claim", "It is so [F001].", "", "Look.", "Evidence shows more.")

    assert only_problem().line == lesson.line_with("Evidence shows more.")


def test_a_part_cannot_both_cite_and_claim_nothing(lesson, only_problem):
    lesson.say("lead", "One thing is so [F001].")

    assert only_problem().what == 'This part is tagged "no-claim", yet it cites F001.'


def test_an_activity_that_is_not_made_up_cites_a_fact(only_problem, module_yaml, replace_in):
    replace_in(module_yaml, "    made_up: true\n", "")

    problem = only_problem()

    assert problem.what == "This activity says what is right, and cites no fact."
    assert module_yaml.read_text().splitlines()[problem.line - 1] == "  - kind: single_choice"


def test_an_activity_cites_facts_that_exist(only_problem, module_yaml, replace_in):
    line = replace_in(module_yaml, "    made_up: true\n", "    facts: [F001, F998]\n")

    problem = only_problem()

    assert (problem.line, problem.what) == (line, "There is no fact F998 in facts.yaml.")


def test_a_released_course_cites_nothing_unread(staff_copy, lesson, only_problem, replace_in):
    lesson.add("markdown", "claim", "A third thing is so [F003].")
    assert problems(staff_copy) == []

    replace_in(staff_copy / "course" / "course.yaml", "status: draft", "status: released")

    assert "F003 has not been read at its source" in only_problem().what


def test_a_mark_in_an_exercise_would_never_become_a_link(exercise, only_problem):
    exercise.say("a-question", "## A question", "", "Made-up scenario for practice [F001].")

    assert "a learner cannot follow it" in only_problem().what


def test_a_mark_in_the_words_of_an_activity_is_found(only_problem, module_yaml, replace_in):
    line = replace_in(module_yaml, "Wait until the decision", "Wait [F001] until the decision")

    assert only_problem().line == line
