"""A released course for tests only. Its status is a test record: the shipped course is a draft."""

from dataclasses import replace
from pathlib import Path

import pytest

from coprod_training.content.course import load_course

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def draft():
    return load_course(ROOT / "course")


@pytest.fixture(scope="session")
def released(draft):
    info = replace(draft.info, status="released", status_words="test record")
    return replace(draft, info=info)
