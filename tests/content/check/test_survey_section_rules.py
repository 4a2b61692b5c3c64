"""Every gap of the survey leads to a part of the course that there is, or says "none yet"."""

import pytest

from coprod_training.content.check import problems

INSTRUMENT = """\
areas:
  - {id: design, title: Design}
code_lists:
  maturity:
    - {value: "0", text: Without people}
    - {value: "5", text: Together}
items:
  - {id: DES1, text: Forms, type: single, area: design, phases: [pre], codes: maturity}
  - {id: DES2, text: Letters, type: single, area: design, phases: [pre], codes: maturity}
"""
LISTED = """\
answers:
  - items: [DES1]
    sections: [{module: listening, heading: A part of it}]
none_yet: [DES2]
"""


@pytest.fixture
def listed(staff_copy, lesson, replace_in):
    instrument = staff_copy / "course" / "instruments" / "tiny.yaml"
    replace_in(instrument, "areas: []\ncode_lists: {}\nitems: []\n", INSTRUMENT)
    lesson.add("markdown", "a-part", "## A part of it")
    path = staff_copy / "course" / "survey-sections.yaml"
    path.write_text(LISTED)
    return path


def test_a_whole_list_passes(listed, staff_copy):
    assert problems(staff_copy) == []


def test_a_course_may_have_no_list(listed, staff_copy):
    listed.unlink()

    assert problems(staff_copy) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("module: listening", "module: lisening", 'There is no module "lisening".'),
        ("A part of it", "A part of that", 'This module has no heading "A part of that"'),
        ("none_yet: [DES2]", "none_yet: []", "DES2 of the survey leads nowhere."),
        ("none_yet: [DES2]", "none_yet: [DES2, DES1]", "DES1 is here twice."),
        ("none_yet: [DES2]", "none_yet: [DES2, SD1]", "The survey has no item SD1 that can leave"),
        (
            "sections: [{module: listening, heading: A part of it}]",
            "sections: []",
            "There is no section here.",
        ),
        ("it}]\n", "it}]\n    needs: [pay]\n", 'resources.yaml has no need "pay".'),
    ],
)
def test_what_leads_nowhere_is_told(listed, staff_copy, old, new, what):
    listed.write_text(LISTED.replace(old, new))

    (problem,) = problems(staff_copy)

    assert problem.path == listed
    assert problem.what.startswith(what)


def test_an_unknown_key_is_told_beside_every_other_mistake(
    listed, staff_copy, module_yaml, replace_in
):
    listed.write_text(LISTED.replace("it}]\n", "it}]\n    need: [pay]\n"))
    replace_in(module_yaml, "minutes: 10", "minutes: ten")

    found = {problem.path: problem for problem in problems(staff_copy)}

    assert module_yaml in found
    assert found[listed].what == '"need" is not a key that belongs here.'
    assert found[listed].fix == "Did you mean needs?"


def test_an_unknown_key_does_not_end_the_check(listed, staff_copy):
    listed.write_text(LISTED.replace("none_yet", "non_yet"))

    assert listed in {problem.path for problem in problems(staff_copy)}
