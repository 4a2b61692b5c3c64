import pytest

NO_CLAIM = {"tags": ["no-claim"]}


def test_a_picture_without_words_is_found_with_its_line(lesson, only_problem):
    lesson.say("lead", "Look at this.", "![](steps.png)")

    problem = only_problem()

    assert problem.line == lesson.line_with("![](steps.png)")
    assert str(problem) == (
        f'{lesson.path}, line {problem.line}, part "lead"\n'
        "  This picture has no words for people who cannot see it.\n"
        "  Say what it shows, between the square brackets or in alt."
    )


@pytest.mark.parametrize("tag", ['<img src="a.png">', '<img src="a.png" alt="">', "![ ](a.png)"])
def test_every_way_to_put_a_picture_needs_words(lesson, only_problem, tag):
    lesson.say("lead", tag)

    assert "no words" in only_problem().what


def test_a_left_out_heading_level_is_found_with_its_line(lesson, only_problem):
    lesson.say("try-it", "## Try it", "", "#### Too deep")
    lesson.add("markdown", "next", "### Back again", at=5, tags=["no-claim"])

    problem = only_problem()

    assert problem.line == lesson.line_with("#### Too deep")
    assert problem.what == "The heading level goes from 2 to 4, so a level is left out."


def test_an_activity_has_a_heading_too(lesson, only_problem):
    data = lesson.data
    data["cells"] = [cell for cell in data["cells"] if cell["id"] != "try-it"]
    lesson.write(data)

    problem = only_problem()

    assert problem.line == lesson.line_with('"activity(')
    assert problem.what == "The heading level goes from 1 to 3, so a level is left out."


def test_a_heading_inside_code_is_no_heading(lesson, staff_copy):
    from coprod_training.content.check import problems

    lesson.say("lead", "Look:", "", "```", "#### Not a heading", "```")

    assert problems(staff_copy) == []


def test_a_second_title_is_found(lesson, only_problem):
    lesson.say("team-task", "# Another title")

    assert only_problem().what == "This is a second title, and a page has one."


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


def test_what_a_try_left_behind_is_found(lesson, only_problem):
    lesson.change("start", execution_count=3)

    assert only_problem().fix == "Take it out with: coprod tidy"


def test_two_parts_of_one_name_are_found(lesson, only_problem):
    lesson.add("markdown", "lead", "Once more.", **NO_CLAIM)

    assert only_problem().what == 'Two parts have the name "lead".'


@pytest.mark.parametrize(
    "name", ["", "Lead", "a b", "3f9a01bc", "0f8fad5b-d9cb-469f-a165-70867728950e"]
)
def test_a_name_that_no_person_gave_is_found(lesson, only_problem, name):
    lesson.add("markdown", name, "Once more.", **NO_CLAIM)

    assert "made by a machine" in only_problem().what
