"""The words of the course, for the pages that use them."""

import pytest
from house.tree import ROOT

from coprod_training.content.course import load_course
from coprod_training.monitor.words import words_of


@pytest.fixture(scope="session")
def words():
    course = load_course(ROOT / "course")
    return words_of(course, course.instrument)
