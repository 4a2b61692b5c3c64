import pytest

from content.unlabelled_story import BEFORE, STORY
from coprod_training.content.check import problems
from coprod_training.content.check.words import looks_like_speech


def test_a_scenario_without_its_label_is_found_with_its_line(
    lesson, only_problem, module_yaml, replace_in
):
    line = replace_in(module_yaml, BEFORE, STORY)
    lesson.add("markdown", "a-story", "## A story")
    lesson.add("code", "story", 'activity("listening-story")', jupyter={"source_hidden": True})

    problem = only_problem()

    assert (problem.line, problem.part) == (line, 'activity "listening-story"')
    assert problem.what == "This scenario has no label to say that it is made up."


def test_a_question_that_begins_like_a_story_needs_the_label(
    only_problem, staff_copy, assessment_yaml, replace_in
):
    line = replace_in(assessment_yaml, "      made_up: true\n", "      facts: [F001]\n")

    problem = only_problem()

    assert (problem.path, problem.line) == (assessment_yaml, line - 1)
    assert problem.what == "This question begins like a story about somebody, and has no label."
    replace_in(assessment_yaml, "question: A team", "question: Your team")
    assert problems(staff_copy) == []


def test_a_made_up_part_without_its_label_is_found(lesson, only_problem):
    lesson.say("how-to-use", "A team meets.", metadata={"tags": ["made-up", "no-claim"]})

    problem = only_problem()

    assert problem.line == lesson.line_with("A team meets.")
    assert problem.what == "This part is made up and does not say so."


@pytest.mark.parametrize(
    "words",
    [
        "The manager said “Just call it done”.",
        'The manager asks, "done yet"',
        "“Nobody asked me what would help”",
        "“It was all decided before.” So it goes.",
        "‘We were never told’ was heard a lot.",
    ],
)
def test_words_that_look_like_somebodys_own_are_found(lesson, only_problem, words):
    lesson.say("how-to-use", "Look.", words)

    problem = only_problem()

    assert problem.line == lesson.line_with(words.split('"')[0])
    assert problem.fix == "Report it instead: the team leader asks if it can be called done."


@pytest.mark.parametrize(
    "words",
    ["Choose “Run All Cells”.", "the step named “Asked”", "People's words and staff's words"],
)
def test_a_name_in_quotation_marks_is_no_speech(words):
    assert not looks_like_speech(words)


def test_speech_in_an_activity_is_found(only_problem, module_yaml, replace_in):
    line = replace_in(module_yaml, "What could it do next?", "“What can we do now?”")

    assert only_problem().line == line


def test_a_lesson_of_a_draft_says_so(lesson, only_problem):
    lesson.say("draft-words", "**This is a draft.**")

    assert only_problem().what == "This lesson does not say that the course is a draft."


def test_a_lesson_of_a_course_that_is_no_draft_need_not(staff_copy, lesson, replace_in):
    lesson.say("draft-words", "Welcome.")
    replace_in(staff_copy / "course" / "course.yaml", "status: draft", "status: pilot")

    assert problems(staff_copy) == []
