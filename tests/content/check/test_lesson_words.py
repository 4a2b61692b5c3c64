import pytest

from coprod_training.content.check import problems

NOTE = """\
content_note:
  text: The next part is about loss.
  skip_to: Try it
team_task:
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title: "Listening"', "title: Hearing"),
        ("lead: What this module is about", "lead: What that module is about"),
        ("- Choose a next step and say why.", "- Choose a first step and say why."),
        ("text: Pick one decision", "text: Pick any decision"),
        ("with_partner: Do it with a paid partner", "with_partner: Do it with a partner"),
        ("staff_only: No paid partner yet?", "staff_only: No partner yet?"),
    ],
)
def test_words_that_differ_from_the_lesson_are_found_with_their_line(
    staff_copy, module_yaml, replace_in, old, new
):
    line = replace_in(module_yaml, old, new)

    problem = next(p for p in problems(staff_copy) if p.path == module_yaml)

    assert str(problem) == (
        f"{module_yaml}, line {line}\n"
        "  01-listening.ipynb does not say this in these words.\n"
        "  Make the two the same, word for word."
    )


def test_an_outcome_that_only_the_lesson_has_is_found(lesson, only_problem):
    lesson.say(
        "outcomes", "## Outcomes", "", "- Choose a next step and say why.", "- Draw a picture."
    )

    problem = only_problem()

    assert problem.line == lesson.line_with("Draw a picture")
    assert problem.what == "This is not an outcome of listening.yaml."


def test_bold_words_and_lines_make_no_difference(lesson, staff_copy, module_yaml, replace_in):
    replace_in(module_yaml, "team_task:\n", NOTE)
    lesson.say("how-to-use", "**The next part** is", "about loss.")

    found = [p for p in problems(staff_copy) if p.path == module_yaml]

    assert found == []


def test_a_content_note_that_is_not_in_the_lesson_is_found(only_problem, module_yaml, replace_in):
    line = replace_in(module_yaml, "team_task:\n", NOTE)

    assert only_problem().line == line + 1


def test_a_heading_to_skip_to_is_in_the_lesson(lesson, only_problem, module_yaml, replace_in):
    replace_in(module_yaml, "team_task:\n", NOTE.replace("Try it", "Try that"))
    lesson.say("how-to-use", "The next part is about loss.")

    problem = only_problem()

    assert module_yaml.read_text().splitlines()[problem.line - 1] == "  skip_to: Try that"
    assert problem.what == '01-listening.ipynb has no heading "Try that" to skip to.'


def test_an_activity_that_a_content_note_leads_past_is_found_with_its_line(
    lesson, only_problem, module_yaml, replace_in
):
    replace_in(module_yaml, "team_task:\n", NOTE.replace("Try it", "Take it to your team"))
    lesson.say("how-to-use", "The next part is about loss.")

    problem = only_problem()

    assert (problem.path, problem.part) == (lesson.path, 'part "listening-next-step"')
    assert problem.line == lesson.line_with('"activity(')
    assert problem.what == (
        'Who skips to "Take it to your team", as the content note offers, misses this.'
    )


def test_an_activity_before_the_note_or_below_its_heading_is_none_of_it(
    lesson, staff_copy, module_yaml, replace_in
):
    replace_in(module_yaml, "team_task:\n", NOTE.replace("Try it", "Take it to your team"))
    lesson.add("markdown", "note", "The next part is about loss.", at=7)

    assert [one for one in problems(staff_copy) if "skips to" in one.what] == []
