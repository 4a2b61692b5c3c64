"""A small staff copy, made with the product, and the tools to spoil it."""

import json
from pathlib import Path

import pytest
from made_once import copied
from tiny_instrument import INSTRUMENT

from coprod_training.content.check import problems
from coprod_training.content.course import load_course
from coprod_training.content.draw import seal_of
from coprod_training.content.notebook import read_notebook
from coprod_training.content.scaffold import new_exercise, new_module
from coprod_training.content.tidy import tidied

COURSE = """\
# The course as a whole.
id: test-course
title: A test course
version: "2026.11"
status: draft
status_words: "Test record. Nobody has shaped it yet."
certificate_off: "Test record: there is no certificate."
licence: CC BY 4.0
instrument: tiny
settings:
  - id: primary-care
    name: Primary care
  - id: smi
    name: NHS severe mental illness
# The modules, in order.
modules: []
# The exercises.
assessments: []
pass_rule:
  objective_percent: 75
  reflection_level: 2
help:
  contacts:
    - name: A named person
      how: "[to be set by your service]"
activities:
  - kind: single_choice
    id: your-setting
    title: Where you work
    question: Which setting is closest to yours?
    keep_order: true
    options:
      - id: primary-care
        text: Primary care
      - id: smi
        text: NHS severe mental illness
"""

FACTS = """\
facts:
  - id: F001
    confidence: A
    topic: tests
    text: A first thing is so.
    source: "Test record: a first source [of two]"
    url: https://example.org/first
  - id: F002
    confidence: A
    topic: tests
    text: A second thing is so.
    source: "Test record: a first source [of two]"
    url: https://example.org/first
  - id: F003
    confidence: C
    topic: tests
    text: A third thing may be so.
    source: "Test record: a second source"
    url: https://example.org/second (copy)
  - id: F004
    confidence: B
    topic: tests
    text: A thing that nobody cites.
    source: "Test record: a third source"
    url: https://example.org/third
"""

POOL_QUESTION = """\
        - points: 1  # NAME
          rationale: Staff know why of NAME, and nobody else.
          activity:
            kind: single_choice
            id: NAME
            title: Title of NAME
            question: Pool question NAME?
            made_up: true
            options:
              - {id: right, text: The right one of NAME, feedback: Staff say yes about NAME.}
              - {id: other, text: Another one of NAME, feedback: Staff say no about NAME.}
            key: right  # NAME"""


@pytest.fixture
def staff_copy(tmp_path):
    return copied("tiny-course", _tiny_course, tmp_path / "staff")


def _tiny_course(root):
    for name, text in {
        "course.yaml": COURSE,
        "instruments/tiny.yaml": INSTRUMENT,
        "facts.yaml": FACTS,
        "LICENSE": "The words are CC BY 4.0.\n",
    }.items():
        path = root / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    new_module(root, "Listening")
    new_exercise(root, "What was heard", "listening")


@pytest.fixture
def lesson(staff_copy):
    return Edited(staff_copy / "modules" / "01-listening.ipynb")


@pytest.fixture
def exercise(staff_copy):
    return Edited(staff_copy / "exercises" / "what-was-heard" / "what-was-heard.ipynb")


@pytest.fixture
def module_yaml(staff_copy):
    return staff_copy / "course" / "modules" / "listening.yaml"


@pytest.fixture
def assessment_yaml(staff_copy):
    return staff_copy / "course" / "assessments" / "what-was-heard.yaml"


@pytest.fixture
def pooled(staff_copy, assessment_yaml, exercise):
    """The staff copy, whose exercise also draws one question of two and two of three."""
    groups = [("listening", 1, ("pool-a", "pool-b")), ("", 2, ("pool-c", "pool-d", "pool-e"))]
    lines = ["pool:", "  place: check", '  seal: "to come"', "  groups:"]
    for module, choose, names in groups:
        about = [f"    - module: {module}", f"      choose: {choose}"]
        lines += [*(about if module else [f"    - choose: {choose}"]), "      questions:"]
        lines += [POOL_QUESTION.replace("NAME", name) for name in names]
    assessment_yaml.write_text("\n".join([assessment_yaml.read_text().rstrip(), *lines]) + "\n")
    seal = seal_of(load_course(staff_copy / "course").assessments[0])
    assessment_yaml.write_text(assessment_yaml.read_text().replace("to come", seal))
    for number in (1, 2, 3):
        place = f"check-0{number}"
        exercise.add("code", place, f'activity("{place}")', jupyter={"source_hidden": True})
    exercise.path.write_text(
        tidied(read_notebook(exercise.path), load_course(staff_copy / "course"))
    )
    return staff_copy


@pytest.fixture
def only_problem(staff_copy):
    """Gives the one mistake in the staff copy; fails when there are none or more."""

    def one():
        (found,) = problems(staff_copy)
        return found

    return one


class Edited:
    """A notebook that a test changes on the disk."""

    def __init__(self, path: Path):
        self.path = path

    @property
    def data(self):
        return json.loads(self.path.read_text())

    def write(self, data):
        self.path.write_text(json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n")

    def change(self, cell_id, **values):
        data = self.data
        next(cell for cell in data["cells"] if cell["id"] == cell_id).update(values)
        self.write(data)

    def say(self, cell_id, *lines, **values):
        self.change(cell_id, source=[f"{line}\n" for line in lines[:-1]] + [lines[-1]], **values)

    def add(self, kind, cell_id, *lines, at=None, **metadata):
        cell = {
            "cell_type": kind,
            "id": cell_id,
            "metadata": metadata,
            "source": [f"{line}\n" for line in lines[:-1]] + [lines[-1]],
        }
        if kind == "code":
            cell |= {"outputs": [], "execution_count": None}
        data = self.data
        data["cells"].insert(len(data["cells"]) if at is None else at, cell)
        self.write(data)

    def line_with(self, words):
        lines = self.path.read_text().splitlines()
        return next(n for n, line in enumerate(lines, 1) if words in line)


@pytest.fixture
def replace_in():
    """Replaces words of a file that must be there; gives the line of the new ones."""

    def replace(path, old, new):
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    return replace
