from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("title: One\nlead: T\x07wo\n", 2, "This line has an invisible character."),
        (
            "title: One\nday: 2026-13-45\n",
            2,
            '"2026-13-45" cannot be read as a date, a number or another value.',
        ),
        (
            "- One\n- !!int two\n",
            2,
            '"two" cannot be read as a date, a number or another value.',
        ),
        (
            "all: &a [*a]\n",
            1,
            "Something in this file contains itself, or is too deep inside other things.",
        ),
    ],
)
def test_what_yaml_stumbles_over_is_said_in_one_sentence(tmp_path, text, line, what):
    path = tmp_path / "a.yaml"
    path.write_text(text)

    with pytest.raises(ContentProblems) as caught:
        read_yaml(path)

    (problem,) = caught.value.problems
    assert (problem.line, problem.what) == (line, what)
    assert problem.fix.endswith(".")


@given(st.text(max_size=60) | st.text(alphabet="ab:-[]{}&*!?|>#'\"\n 0123456789.,~=<", max_size=60))
@settings(max_examples=200)
def test_any_text_is_read_or_refused_in_words(text):
    with TemporaryDirectory() as folder, suppress(ContentProblems):
        path = Path(folder) / "a.yaml"
        path.write_text(text, encoding="utf-8", errors="replace")

        read_yaml(path)


def test_json_is_read_as_yaml_reads_it_and_its_mistakes_are_told_with_their_line(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text('{\n "title": "One – two",\n "minutes": [1, 2.5, null, true]\n}\n')

    assert read_yaml(path).data == yaml.safe_load(path.read_text())

    path.write_text('{\n "title": "One",\n "title": "Two"\n}\n')
    with pytest.raises(ContentProblems, match=r'line 3\n  The key "title" is given twice'):
        read_yaml(path)
    path.write_text('{\n "title": "One\n')
    with pytest.raises(ContentProblems, match="This is not YAML"):
        read_yaml(path)
