import re

import pytest

from coprod_training.content.check import problems


@pytest.fixture
def slot(module_yaml):
    words = (
        "slots:\n"
        "  - id: test-record-s1\n"
        "    purpose: A test record.\n"
        "    prompt: What would you ask?\n"
        "    form: A few words\n"
        "    not_to_include: Names\n"
    )
    module_yaml.write_text(module_yaml.read_text() + words)
    return module_yaml


def said(staff_copy):
    return [one.what for one in problems(staff_copy)]


def test_a_slot_with_its_question_alone_is_no_contribution(staff_copy, slot):
    assert not [what for what in said(staff_copy) if "belongs only in a published copy" in what]


@pytest.mark.parametrize("line", ["    words: {text: test record}\n", "    removed: true\n"])
def test_a_contributors_words_in_a_modules_file_are_refused(staff_copy, slot, line):
    slot.write_text(slot.read_text() + line)

    assert [what for what in said(staff_copy) if "belongs only in a published copy" in what]


def test_a_slot_asks_for_settings_of_the_course_alone(staff_copy, slot):
    slot.write_text(slot.read_text() + "    settings: [smi, moon]\n")

    assert 'The slot "test-record-s1" asks for a setting that does not exist: moon.' in said(
        staff_copy
    )
    for fine in ("[smi]", "[any]"):
        slot.write_text(re.sub(r"settings: \[.*\]\n$", f"settings: {fine}\n", slot.read_text()))
        assert not [what for what in said(staff_copy) if "asks for a setting" in what]
    slot.write_text(slot.read_text().replace("[any]", "[any, smi]"))
    assert [what for what in said(staff_copy) if "asks for a setting" in what]


def test_a_day_that_is_none_in_the_lists_of_the_gate_is_a_problem(staff_copy):
    path = staff_copy / "course" / "third-party.yaml"
    path.write_text(
        'materials:\n  - {id: a, title: b, facts: [], modules: [], needs: "", licence: null,'
        ' met_on: "soon"}\n'
    )

    assert "This is not a day." in said(staff_copy)
