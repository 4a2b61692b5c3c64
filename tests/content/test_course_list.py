import pytest

from coprod_training.content.course_list import add_to_list
from coprod_training.errors import CoprodError
from coprod_training.yamlfile import read_yaml

BLOCK = "# Before.\nmodules:\n  # The first.\n  - one # here\n  - two\n# After.\nrest: 1\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "course.yaml"


def test_a_list_with_one_name_a_line_keeps_its_comments(path):
    path.write_text(BLOCK)

    add_to_list(path, "modules", "three")

    assert path.read_text() == BLOCK.replace("  - two\n", "  - two\n  - three\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("modules: []\nrest: 1\n", "modules: [three]\nrest: 1\n"),
        ("modules: [one, two] # kept\n", "modules: [one, two, three] # kept\n"),
        ("modules:\nrest: 1\n", "modules: [three]\nrest: 1\n"),
        ("modules: # none yet\n", "modules: [three] # none yet\n"),
        ("modules:\n- one", "modules:\n- one\n- three\n"),
    ],
)
def test_other_ways_to_write_a_list_work_too(path, before, after):
    path.write_text(before)

    add_to_list(path, "modules", "three")

    assert path.read_text() == after


def test_a_list_that_cannot_be_added_to_safely_is_left_alone(path):
    text = "modules: [one,\n  two]\n"
    path.write_text(text)

    with pytest.raises(CoprodError, match='Write the list with one "- name" a line'):
        add_to_list(path, "modules", "three")

    assert path.read_text() == text


def test_the_result_reads_as_before_with_one_name_more(path):
    path.write_text(BLOCK)

    add_to_list(path, "modules", "three")

    assert read_yaml(path).data == {"modules": ["one", "two", "three"], "rest": 1}


def test_a_name_may_stand_before_another_whose_comment_stays_with_it(path):
    path.write_text(BLOCK)

    add_to_list(path, "modules", "zero", "one")

    assert path.read_text() == BLOCK.replace("  # The first.\n", "  - zero\n  # The first.\n")


def test_a_name_may_stand_before_another_in_a_list_on_one_line(path):
    path.write_text("modules: [one, two]\n")

    add_to_list(path, "modules", "between", "two")

    assert path.read_text() == "modules: [one, between, two]\n"
