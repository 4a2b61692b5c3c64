import pytest

from coprod_training.content.course import Module
from coprod_training.content.schema import structure
from coprod_training.errors import ContentProblems
from coprod_training.yamlfile import read_yaml


def said(path):
    """The mistakes of one module file, as (line, what, what to do)."""
    file = read_yaml(path)
    with pytest.raises(ContentProblems) as caught:
        structure(file, file.data, Module)
    return [(problem.line, problem.what, problem.fix) for problem in caught.value.problems]


def test_a_misspelt_key_is_named_with_its_nearest_neighbour(module_yaml, replace_in):
    replace_in(module_yaml, "minutes: 10\n", "minutes: 10\nfacilitator_note: x\n")

    ((_, what, fix),) = said(module_yaml)

    assert what == '"facilitator_note" is not a key that belongs here.'
    assert fix == "Did you mean facilitator_notes?"


def test_a_missing_key_is_named(module_yaml, replace_in):
    replace_in(module_yaml, "lead: What this module is about, in one or two sentences.\n", "")

    ((_, what, fix),) = said(module_yaml)

    assert (what, fix) == ('The key "lead" is missing.', "Add it.")


def test_an_unknown_kind_is_named_with_its_line(module_yaml, replace_in):
    line = replace_in(module_yaml, "kind: single_choice", "kind: single_chioce")

    assert said(module_yaml) == [
        (
            line,
            'There is no kind of activity called "single_chioce".',
            "Did you mean single_choice?",
        ),
    ]


def test_a_word_that_yaml_reads_as_yes_is_no_text(module_yaml, replace_in):
    line = replace_in(module_yaml, 'title: "Listening"', "title: yes")

    assert said(module_yaml) == [
        (
            line,
            "Text belongs here, and this is true or false.",
            "Change the value, or put quotes round it.",
        ),
    ]


def test_all_mistakes_of_a_file_are_named_at_once(module_yaml, replace_in):
    replace_in(module_yaml, 'title: "Listening"', "title: 3")
    replace_in(module_yaml, "minutes: 10\n", "minutes: ten\n")
    replace_in(module_yaml, "core: true", "cor: true")

    assert [what for _, what, _ in said(module_yaml)] == [
        "Text belongs here, and this is a number.",
        "A number belongs here, and this is text.",
        '"cor" is not a key that belongs here.',
    ]


def test_a_list_where_keys_belong_is_said_in_words(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("- one\n- two\n")

    assert said(path) == [
        (
            1,
            "This should have keys and values.",
            "See the comments in the file that `coprod new` makes.",
        ),
    ]
