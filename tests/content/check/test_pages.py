import pytest

from coprod_training.content.check import problems

NO_CLAIM = {"tags": ["no-claim"]}


def test_a_left_out_heading_level_is_found_with_its_line(lesson, only_problem):
    lesson.say("try-it", "## Try it", "", "#### Too deep")
    lesson.add("markdown", "next", "### Back again", at=7, tags=["no-claim"])

    problem = only_problem()

    assert problem.line == lesson.line_with("#### Too deep")
    assert problem.what == "The heading level goes from 2 to 4, so a level is left out."


def test_an_activity_has_a_heading_too(lesson, only_problem):
    data = lesson.data
    data["cells"] = [cell for cell in data["cells"] if cell["id"] != "try-it"]
    lesson.write(data)
    lesson.say("outcomes", "By the end you can:", "", "- Choose a next step and say why.")

    problem = only_problem()

    assert problem.line == lesson.line_with('"activity(')
    assert problem.what == "The heading level goes from 1 to 3, so a level is left out."


def test_a_heading_inside_code_is_no_heading(lesson, staff_copy):
    lesson.say("how-to-use", "Look:", "", "```", "#### Not a heading", "```")

    assert problems(staff_copy) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["# Another title"],
        ["   # Another title"],
        ["Another title", "==="],
        ["<h1>Another title</h1>"],
        ["> # Another title"],
    ],
)
def test_a_second_title_is_found_however_it_is_written(lesson, only_problem, lines):
    lesson.say("how-to-use", *lines)

    problem = only_problem()

    assert problem.line == lesson.line_with(lines[0])
    assert problem.what == "This is a second title, and a page has only one."


@pytest.mark.parametrize("words", ["<h5>Too deep</h5>", "  ##### Too deep", "- ##### Too deep"])
def test_a_level_is_left_out_however_a_heading_is_written(lesson, only_problem, words):
    lesson.add("markdown", "deep", words, tags=["no-claim"])

    problem = only_problem()

    assert problem.line == lesson.line_with(words)
    assert problem.what == "The heading level goes from 2 to 5, so a level is left out."


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        'activity("listening-next-step"); print(1)',
        'activity("listening-" + "next-step")',
        'activity(open("/etc/passwd").read())',
        "from coprod_training import *",
        "from coprod_training import activity as a",
        "%%html",
        "def f(:",
    ],
)
def test_code_that_does_more_than_show_is_found(lesson, only_problem, source):
    lesson.add("code", "more", source, jupyter={"source_hidden": True})

    problem = only_problem()

    assert problem.what == "This is more than showing an activity, a slot or a passage."
    assert problem.part == 'part "more"'


def test_two_things_in_one_part_are_found(lesson, only_problem):
    call = 'activity("listening-next-step")'
    lesson.say("listening-next-step", call, call)

    assert only_problem().line == lesson.line_with('next-step\\")"')


@pytest.mark.parametrize(
    "source",
    [
        "activity('listening-next-step')",
        'activity("listening-next-step", level = 3)',
        'activity("listening-next-step")  # the first one',
        'from coprod_training import activity\nactivity("listening-next-step")',
    ],
)
def test_a_call_that_the_course_would_not_read_is_found(lesson, only_problem, source):
    lesson.say("listening-next-step", *source.split("\n"))

    assert "The course would show nothing here" in only_problem().what


def test_what_a_try_left_behind_is_found(lesson, only_problem):
    lesson.change("start", execution_count=3)

    assert only_problem().fix == "Take it out with: coprod tidy"


def test_two_parts_of_one_name_are_found(lesson, only_problem):
    lesson.add("markdown", "how-to-use", "Once more.", **NO_CLAIM)

    assert only_problem().what == 'Two parts have the name "how-to-use".'


@pytest.mark.parametrize(
    "name", ["", "Lead", "a b", "3f9a01bc", "0f8fad5b-d9cb-469f-a165-70867728950e"]
)
def test_a_name_that_no_person_gave_is_found(lesson, only_problem, name):
    lesson.add("markdown", name, "Once more.", **NO_CLAIM)

    assert "made by a machine" in only_problem().what


def test_a_part_that_nobody_sees_is_found(lesson, only_problem):
    lesson.add("raw", "a-slip", "")

    assert only_problem().what == "This part is neither words nor code, so no learner sees it."
