"""A released course for tests only. Its status is a test record: the shipped course is a draft."""

from dataclasses import replace
from pathlib import Path

import pytest
from shipped import COURSE

from coprod_training.content.numbers import counted

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def draft():
    """The first module and its exercise: the rules are the same for any number of them."""
    modules = tuple(counted(COURSE.modules)[:1])
    return replace(COURSE, modules=modules, assessments=COURSE.assessments[:1])


@pytest.fixture(scope="session")
def released(draft):
    info = replace(draft.info, status="released", status_words="test record")
    return replace(draft, info=info)
