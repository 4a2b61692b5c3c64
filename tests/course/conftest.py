"""The shipped course, as the tests of its words read it."""

import re
from pathlib import Path

import pytest
from parts import parts_of_exercise, parts_of_lesson
from shipped import COURSE

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def course():
    return COURSE


@pytest.fixture(scope="session")
def module(course):
    """The first module, of which more is tested than of the others."""
    return course.module("what-co-production-is")


@pytest.fixture(scope="session")
def exercise(course):
    return course.assessment("where-is-it-really")


@pytest.fixture(scope="session")
def lesson(module):
    return parts_of_lesson(module)


@pytest.fixture(scope="session")
def exercise_page(exercise):
    return parts_of_exercise(exercise)


@pytest.fixture(scope="session", params=[one.id for one in COURSE.modules])
def each_module(course, request):
    return course.module(request.param)


# A session to hold, and a plan to carry out: neither teaches a thing of its own.
NOT_TAUGHT = ("session-zero", "action-plan-and-second-look")


@pytest.fixture(
    scope="session", params=[one.id for one in COURSE.modules if one.id not in NOT_TAUGHT]
)
def taught_module(course, request):
    """A module that teaches: modules 1 to 9."""
    return course.module(request.param)


@pytest.fixture(scope="session")
def each_lesson(each_module):
    return parts_of_lesson(each_module)


@pytest.fixture(scope="session", params=[one.id for one in COURSE.assessments])
def each_exercise(course, request):
    return course.assessment(request.param)


@pytest.fixture(
    scope="session",
    params=[a.id for a in COURSE.assessments if a.module not in NOT_TAUGHT and a.pool is None],
)
def taught_exercise(course, request):
    """The exercise of a module that teaches; the mixed check belongs to all of them."""
    return course.assessment(request.param)


@pytest.fixture(scope="session")
def each_exercise_page(each_exercise):
    return parts_of_exercise(each_exercise)


@pytest.fixture(scope="session")
def each_lessons_words(each_lesson):
    """The lesson's text as one line, without marks for bold."""
    texts = [part["source"] for part in each_lesson if part["cell_type"] == "markdown"]
    return " ".join(re.sub(r"\*\*|^- ", "", "\n".join(texts), flags=re.MULTILINE).split())
