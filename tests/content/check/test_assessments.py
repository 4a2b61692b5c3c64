import pytest

from coprod_training.content.check import problems

CARDS = """\
      kind: sort
      id: what-was-heard-question
      title: Two activities
      question: Place each activity on a step.
      made_up: true
      cards:
        - id: room
          text: Staff choose a new room.
        - id: film
          text: A group plans and makes a film with staff.
"""


def test_a_graded_question_without_a_key_is_found(only_problem, assessment_yaml, replace_in):
    replace_in(assessment_yaml, "      key: place\n", "")

    problem = only_problem()

    assert str(problem) == (
        f'{assessment_yaml}, line {problem.line}, question "what-was-heard-question"\n'
        "  No option is the key, so nothing can be marked.\n"
        "  Add key: an option's id."
    )
    assert assessment_yaml.read_text().splitlines()[problem.line - 1] == "    activity:"


def test_a_card_to_mark_without_its_step_is_found(staff_copy, assessment_yaml):
    before, rest = assessment_yaml.read_text().split("      kind: single_choice\n", 1)
    after = rest.split("      key: place\n", 1)[1]
    assessment_yaml.write_text(before + CARDS + after)

    found = [(problem.what, problem.line) for problem in problems(staff_copy)]

    lines = assessment_yaml.read_text().splitlines()
    assert found == [
        (f'Card "{card}" has no step, so nothing can be marked.', lines.index(line) + 1)
        for card, line in (("room", "        - id: room"), ("film", "        - id: film"))
    ]


def test_a_question_for_a_person_needs_its_rubric(only_problem, assessment_yaml):
    text = assessment_yaml.read_text()
    start, end = text.index("    rubric:"), text.rindex("    activity:")
    assessment_yaml.write_text(text[:start] + text[end:])

    problem = only_problem()

    assert problem.part == 'question "what-was-heard-reflection"'
    assert problem.what == (
        "A person marks this question, and its rubric does not have the levels 0 to 3."
    )
    assert problem.line == text[: text.index("  - points: 3")].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("level: 3", "level: 4", "A person marks this question, and its rubric does not have"),
        ("text: There is no example.", 'text: ""', "Level 0 of the rubric has no words."),
        ("name: Sound", 'name: " "', "Level 2 of the rubric has no words."),
        ("points: 1", "points: -1", "A question is worth more than 0 points."),
        ("points: 3", "points: 0", "A question is worth more than 0 points."),
        ("points: 1", "points: .nan", "A number belongs here, and this is none that can be"),
    ],
)
def test_levels_have_words_and_questions_have_points(
    staff_copy, assessment_yaml, replace_in, old, new, what
):
    line = replace_in(assessment_yaml, old, new)

    found = [p for p in problems(staff_copy) if p.path == assessment_yaml]

    assert [p.what.startswith(what) for p in found] == [True]
    assert line - 10 <= found[0].line <= line


EXAMPLES = """\
    examples:
      - level: 0
        text: A first answer.
        why: It has no example.
"""


@pytest.mark.parametrize(
    ("written", "what"),
    [
        (EXAMPLES, "The examples do not show the levels 0 to 3, one each."),
        (
            "".join([EXAMPLES, *(EXAMPLES[14:].replace("0", str(n)) for n in (1, 2, 3))]).replace(
                "why: It has no example.", 'why: ""', 1
            ),
            "The example at level 0 has no words, or does not say why.",
        ),
    ],
)
def test_examples_show_every_level_and_say_why(only_problem, assessment_yaml, written, what):
    before, after = assessment_yaml.read_text().rsplit("    activity:", 1)
    assessment_yaml.write_text(f"{before}{written}    activity:{after}")

    problem = only_problem()

    assert problem.part == 'question "what-was-heard-reflection"'
    assert problem.what == what
