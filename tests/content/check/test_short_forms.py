"""Short forms such as NIHR are explained where a page says them first, or in the glossary."""

import pytest

from coprod_training.content.check import problems


@pytest.fixture
def say(lesson):
    """Puts lines at the end of the lesson."""

    def put(*lines):
        lesson.add("markdown", "short-forms", "## Short forms", "", *lines, tags=["no-claim"])

    return put


def test_letters_that_nobody_explained_are_a_mistake_once_a_page(say, only_problem):
    say("Ask the CQC first.", "Then ask the CQC again.")

    assert only_problem().what == '"CQC" is not explained where this page says it first.'


def test_letters_in_an_option_are_found_with_their_line(module_yaml, replace_in, only_problem):
    text = next(one for one in module_yaml.read_text().splitlines() if "text:" in one)
    replace_in(module_yaml, text, f"{text} KPI")

    found = only_problem()

    assert found.path == module_yaml
    assert found.what.startswith('"KPI"')
    assert "KPI" in module_yaml.read_text().splitlines()[found.line - 1]


@pytest.mark.parametrize(
    "lines",
    [
        ("The Care Quality Commission (CQC) looks.", "So does the CQC."),
        ("CQC (the Care Quality Commission) looks.",),
        ("Recovery organisations (LEROs) and one LERO.",),
        ("Talk to a GP first.", "AI wrote this."),
        ("A sheet, a Sheet and an IP2.",),
    ],
)
def test_letters_that_are_spelled_out_or_known_to_all_pass(say, staff_copy, lines):
    say(*lines)

    assert problems(staff_copy) == []


def test_the_glossary_explains_letters_for_every_page(say, staff_copy):
    say("Ask the CQC first.")
    (staff_copy / "course" / "glossary.yaml").write_text(
        "terms:\n  - {term: CQC, means: The Care Quality Commission.}\n"
    )

    assert problems(staff_copy) == []
