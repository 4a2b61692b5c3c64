import pytest

from coprod_training.errors import ContentProblems
from coprod_training.yamlfile import read_yaml


def test_each_part_knows_its_line(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("title: One\nitems:\n  - id: first\n  - id: second\n    key: b\n")

    file = read_yaml(path)

    assert file.line_of(("items", 1, "key")) == 5
    assert file.line_of(("items", 1, "absent")) == 4


def test_the_same_key_twice_is_refused_with_its_line(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("title: One\ntitle: Two\n")

    with pytest.raises(ContentProblems) as caught:
        read_yaml(path)

    assert str(caught.value) == (
        f'{path}, line 2\n  The key "title" is given twice.\n  Keep one of them.'
    )


def test_what_is_not_yaml_is_refused_with_its_line(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("title: One\n  - two: [\n")

    with pytest.raises(ContentProblems, match="line 2"):
        read_yaml(path)


def test_a_missing_file_is_said_plainly(tmp_path):
    with pytest.raises(ContentProblems, match="It is not there"):
        read_yaml(tmp_path / "none.yaml")
