import pytest

from coprod_training.content.check import problems

LISTED = """\
needs:
  - {id: start, text: Making a start}
resources:
  - id: a-guide
    title: A guide
    owner: An organisation
    about: It helps with forms.
    areas: [design]
    settings: [smi]
    needs: [start]
    link: https://example.org/first
    facts: [F001]
    licence: null
    checked_on: null
"""
AGAIN = LISTED[LISTED.index("  - id: a-guide") :]
INSTRUMENT = """\
areas:
  - {id: design, title: Design}
code_lists:
  maturity:
    - {value: "0", text: Without people}
    - {value: "5", text: Together}
items:
  - {id: DES1, text: Forms, type: single, area: design, phases: [pre], codes: maturity}
"""


@pytest.fixture
def listed(staff_copy, replace_in):
    instrument = staff_copy / "course" / "instruments" / "tiny.yaml"
    replace_in(instrument, "areas: []\ncode_lists: {}\nitems: []\n", INSTRUMENT)
    path = staff_copy / "course" / "resources.yaml"
    path.write_text(LISTED)
    return path


def test_a_good_list_of_resources_passes(listed, staff_copy):
    assert problems(staff_copy) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("facts: [F001]", "facts: [F999]", "There is no fact F999 in facts.yaml."),
        ("facts: [F001]", "facts: []", "It rests on no fact."),
        ("areas: [design]", "areas: [desing]", '"desing" is not one of the areas.'),
        ("areas: [design]", "areas: []", "No filter finds it: its areas are empty."),
        ("settings: [smi]", "settings: [prison]", '"prison" is not one of the settings.'),
        ("needs: [start]", "needs: [strat]", '"strat" is not one of the needs.'),
        ("owner: An organisation", 'owner: ""', 'The key "owner" has no words.'),
        ("link: https://example.org/first", 'link: ""', 'The key "link" has no words.'),
        ("org/first", "org/other", "The link is not the address of one of its facts."),
        ("id: a-guide", "id: A_guide", 'The id "A_guide" may only have'),
        ("checked_on: null", "checked_on: soon", "This is not a day."),
        (
            "checked_on: null",
            'checked_on: "2026-11-23"',
            "facts.yaml does not know of a check on this day.",
        ),
        ("helps with forms.", "helps [F001].", "A mark such as [F017] stays as it is here"),
        ("It helps with forms.", "It says “We help you.”", "The words in quotation marks"),
        (
            "It helps with forms.",
            "It " + "helps " * 20,
            "A sentence has 21 words",
        ),
        ("    owner: An organisation\n", "", 'The key "owner" is missing.'),
    ],
)
def test_each_mistake_in_a_resource_is_found(listed, only_problem, replace_in, old, new, what):
    replace_in(listed, old, new)

    problem = only_problem()

    assert problem.path == listed
    assert problem.what.startswith(what)


def test_a_mistake_is_told_with_its_line(listed, only_problem, replace_in):
    line = replace_in(listed, "org/first", "org/other")

    assert only_problem().line == line


def test_a_check_that_facts_yaml_records_may_be_claimed(listed, staff_copy, replace_in):
    replace_in(listed, "checked_on: null", 'checked_on: "2026-11-23"')
    replace_in(
        staff_copy / "course" / "facts.yaml",
        "    url: https://example.org/first\n",
        '    url: https://example.org/first\n    checked_at_source: "2026-11-23"\n',
    )

    assert problems(staff_copy) == []


def test_a_resource_is_listed_once(listed, only_problem):
    listed.write_text(LISTED + AGAIN)

    assert only_problem().what == 'The id "a-guide" is used twice.'


@pytest.mark.parametrize(
    ("status", "licence", "found"),
    [
        ("pilot", "null", []),
        ("released", "null", ["Nobody has read its terms", "Nobody has opened its link"]),
        ("released", '" "', ["Nobody has read its terms", "Nobody has opened its link"]),
        ("released", "CC BY 4.0", ["Nobody has opened its link"]),
    ],
)
def test_terms_and_links_that_nobody_looked_at_block_a_release(
    listed, staff_copy, replace_in, status, licence, found
):
    replace_in(staff_copy / "course" / "course.yaml", "status: draft", f"status: {status}")
    replace_in(listed, "licence: null", f"licence: {licence}")

    assert [(one.path, one.what) for one in problems(staff_copy)] == [
        (listed, f"{what}, and the course is released.") for what in found
    ]


def test_a_released_course_may_list_what_was_looked_at(listed, staff_copy, replace_in):
    replace_in(staff_copy / "course" / "course.yaml", "status: draft", "status: released")
    replace_in(listed, "licence: null", "licence: CC BY 4.0")
    replace_in(listed, "checked_on: null", 'checked_on: "2026-11-23"')
    replace_in(
        staff_copy / "course" / "facts.yaml",
        "    url: https://example.org/first\n",
        '    url: https://example.org/first\n    checked_at_source: "2026-11-23"\n',
    )

    assert problems(staff_copy) == []
