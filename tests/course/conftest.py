"""The shipped course, as the tests of its words read it."""

import json
import re
from pathlib import Path

import pytest

from coprod_training.content.course import load_course

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def course():
    return load_course(ROOT / "course")


@pytest.fixture(scope="session")
def module(course):
    return course.module("what-co-production-is")


@pytest.fixture(scope="session")
def exercise(course):
    return course.assessment("where-is-it-really")


@pytest.fixture(scope="session")
def lesson():
    """The parts of the module's notebook."""
    return _parts(ROOT / "modules" / "01-what-co-production-is.ipynb")


@pytest.fixture(scope="session")
def exercise_page():
    """The parts of the exercise's notebook."""
    slug = "where-is-it-really"
    return _parts(ROOT / "exercises" / slug / f"{slug}.ipynb")


@pytest.fixture(scope="session")
def lesson_words(lesson):
    """The lesson's text as one line, without marks for bold."""
    texts = [part["source"] for part in lesson if part["cell_type"] == "markdown"]
    return " ".join(re.sub(r"\*\*|^- ", "", "\n".join(texts), flags=re.MULTILINE).split())


def _parts(path):
    parts = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [part | {"source": "".join(part["source"])} for part in parts]
