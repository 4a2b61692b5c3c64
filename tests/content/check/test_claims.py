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
        "Co-production doubles the chance of finding work.",
        "Most services do this by now.",
        "People stay in work longer than others.",
        "It improves recovery.",
        "Teams in England do this.",
        "It was first done in 2019.",
        "Thousands of people take part.",
    ],
)
def test_the_tag_does_not_hide_what_sounds_like_research(lesson, only_problem, words):
    lesson.say("how-to-use", "Look.", words)

    problem = only_problem()

    assert problem.line == lesson.line_with(words)
    assert problem.what == "This gives a figure or speaks of research, and cites no fact."


@pytest.mark.parametrize(
    "lines",
    [
        ["## Co-production doubles the chance of finding work", "", "It is so [F001]."],
        ["Most services do this.", "---", "", "It is so [F001]."],
        ["| Most services do this | B |", "| --- | --- |", "| It is so [F001] | b |"],
    ],
)
def test_a_heading_makes_no_claim_about_the_world(lesson, only_problem, lines):
    lesson.add("markdown", "claim", *lines)

    problem = only_problem()

    assert problem.line == lesson.line_with(lines[0])
    assert problem.what == "This gives a figure or speaks of research, and cites no fact."


def test_an_exercise_makes_no_claim_about_the_world(exercise, only_problem):
    words = "Co-production doubles the chance of finding work."
    exercise.say("your-reflection", "## Your reflection", "", words)

    problem = only_problem()

    assert problem.line == exercise.line_with(words)
    assert problem.fix == "Say it in the lesson, where its source is shown, or in another way."


def test_a_paragraph_cannot_lean_on_the_fact_of_another(lesson, only_problem):
    lesson.add("markdown", "claim", "It is so [F001].", "", "And so is this.", "It is known.")

    problem = only_problem()

    assert problem.line == lesson.line_with("And so is this.")
    assert str(problem).splitlines()[1:] == [
        "  This paragraph makes a claim and cites no fact.",
        "  End it with a fact, such as [F017]. If it claims nothing, give it a part tagged"
        ' "no-claim".',
    ]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("- It is so [F001].\n- So is this.", "- So is this."),
        ("| A |\n| --- |\n| So [F001] |\n| And so |", "| And so |"),
        ("It is so [F001].\n\n> So is this.", "> So is this."),
    ],
)
def test_each_list_item_and_table_row_cites_its_own(lesson, only_problem, words, first):
    lesson.add("markdown", "claim", *words.split("\n"))

    assert only_problem().line == lesson.line_with(first)


def test_a_sentence_added_after_the_fact_is_found(lesson, only_problem):
    lesson.add("markdown", "claim", "One thing is so.", "So is another [F001].", "It is known.")

    problem = only_problem()

    assert problem.line == lesson.line_with("It is known.")
    assert problem.what == (
        "The words after the last fact of this paragraph have no fact of their own."
    )


@pytest.mark.parametrize(
    "words",
    [
        "It is so [F001].",
        "*It is so* [F001].",
        "One is so [F001].\nAnother is so [F001, F003].",
        "| A | B |\n| --- | --- |\n| It is so [F001] | words |",
        "## A heading\n\nIt is so [F001].\n\n---",
    ],
)
def test_what_ends_in_a_fact_passes(lesson, staff_copy, words):
    lesson.add("markdown", "claim", *words.split("\n"))

    assert problems(staff_copy) == []


def test_a_part_cannot_both_cite_and_claim_nothing(lesson, only_problem):
    lesson.say("how-to-use", "One thing is so [F001].")

    assert only_problem().what == 'This part is tagged "no-claim", yet it cites F001.'


def test_an_activity_that_is_not_made_up_cites_a_fact(only_problem, module_yaml, replace_in):
    replace_in(module_yaml, "A team has", "Your team has")
    replace_in(module_yaml, "    made_up: true\n", "")

    problem = only_problem()

    assert problem.what == "This activity says what is right, and cites no fact."
    assert module_yaml.read_text().splitlines()[problem.line - 1] == "  - kind: single_choice"


def test_an_activity_cites_facts_that_exist(only_problem, module_yaml, replace_in):
    replace_in(module_yaml, "A team has", "Your team has")
    line = replace_in(module_yaml, "    made_up: true\n", "    facts: [F001, F998]\n")

    problem = only_problem()

    assert (problem.line, problem.what) == (line, "There is no fact F998 in facts.yaml.")


def test_a_released_course_cites_nothing_unread(staff_copy, lesson, only_problem, replace_in):
    lesson.add("markdown", "claim", "A third thing is so [F003].")
    assert problems(staff_copy) == []

    replace_in(staff_copy / "course" / "course.yaml", "status: draft", "status: released")

    assert "F003 has not been checked at its source" in only_problem().what
    facts = staff_copy / "course" / "facts.yaml"
    replace_in(facts, "(copy)\n", '(copy)\n    checked_at_source: "2026-11-26"\n')
    assert problems(staff_copy) == []


SURVEY = """\
areas: [{id: about, title: About}]
code_lists: {yes-no: [{value: "1", text: "Yes"}]}
items:
  - {id: Q1, text: Is it?, type: single, area: about, phases: [pre], codes: yes-no, facts: [F001]}
"""
TERMS = "terms:\n  - {term: Step, means: One of six., facts: [F001]}\n"


@pytest.fixture(params=["glossary.yaml", "instruments/tiny.yaml"])
def cites_f001(request, staff_copy):
    """A file of the course, beside its lessons, that names the fact F001."""
    file = staff_copy / "course" / request.param
    if request.param == "glossary.yaml":
        file.write_text(TERMS)
    else:
        rest = [line for line in file.read_text().splitlines() if not line.endswith(("[]", "{}"))]
        file.write_text("\n".join([*rest, "consent_points: []", SURVEY]))
    assert problems(staff_copy) == []
    return file


def test_the_glossary_and_the_survey_name_facts_that_exist(cites_f001, only_problem, replace_in):
    line = replace_in(cites_f001, "F001", "F998")

    problem = only_problem()

    assert (problem.path, problem.line) == (cites_f001, line)
    assert problem.what == "There is no fact F998 in facts.yaml."


def test_a_released_glossary_and_survey_name_nothing_unread(
    cites_f001, staff_copy, only_problem, replace_in
):
    line = replace_in(cites_f001, "F001", "F003")
    assert problems(staff_copy) == []

    replace_in(staff_copy / "course" / "course.yaml", "status: draft", "status: released")

    problem = only_problem()
    assert (problem.path, problem.line) == (cites_f001, line)
    assert "F003 has not been checked at its source" in problem.what


def test_a_mark_in_the_words_of_the_survey_names_a_fact_too(staff_copy, only_problem, replace_in):
    file = staff_copy / "course" / "instruments" / "tiny.yaml"
    line = replace_in(file, "A few questions.", "A few questions [F998].")

    assert (only_problem().path, only_problem().line) == (file, line)


def test_a_mark_in_an_exercise_would_never_become_a_link(exercise, only_problem):
    exercise.say("a-question", "## A question", "", "Made-up scenario for practice [F001].")

    assert "a learner cannot follow it" in only_problem().what


def test_a_mark_in_the_words_of_an_activity_is_found(only_problem, module_yaml, replace_in):
    line = replace_in(module_yaml, "Wait until the decision", "Wait [F001] until the decision")

    assert only_problem().line == line
