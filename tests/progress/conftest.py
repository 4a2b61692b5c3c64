"""A released course for tests only. Its status is a test record: the shipped course is a draft."""

from dataclasses import replace
from pathlib import Path

import pytest

from coprod_training.content.course import load_course
from coprod_training.content.numbers import counted

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def draft():
    """The first module and its exercise: the rules are the same for any number of them."""
    course = load_course(ROOT / "course")
    modules = tuple(counted(course.modules)[:1])
    return replace(course, modules=modules, assessments=course.assessments[:1])


@pytest.fixture(scope="session")
def released(draft):
    info = replace(draft.info, status="released", status_words="test record")
    return replace(draft, info=info)
