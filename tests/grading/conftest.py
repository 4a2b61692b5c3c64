"""Courses graded with real nbgrader, once for all tests that look at them."""

import random
import shutil
from pathlib import Path

import attacks
import pytest
from graded_course import SLUG, GradedCourse, hand_in_by_hand, make_course, read_marks

SAMPLE_SEED, SAMPLE_SIZE = 20261124, 10


def chosen_attacks(config) -> list[attacks.Attack]:
    if config.getoption("--campaign") == "full":
        return attacks.ATTACKS
    return random.Random(SAMPLE_SEED).sample(attacks.ATTACKS, SAMPLE_SIZE)


def pytest_generate_tests(metafunc):
    if "one_attack" in metafunc.fixturenames:
        chosen = chosen_attacks(metafunc.config)
        metafunc.parametrize("one_attack", chosen, ids=[one.name for one in chosen])


@pytest.fixture(scope="session")
def released_course(tmp_path_factory) -> GradedCourse:
    return make_course(tmp_path_factory.mktemp("released"))


@pytest.fixture(scope="session")
def graded_course(tmp_path_factory) -> GradedCourse:
    """Four honest learners: all right, partly right, wrong, blank."""
    course = make_course(tmp_path_factory.mktemp("graded"))
    course.answer("right", test_one="green", test_many=["a", "b"], test_words="I saw\n\n*green*.")
    course.answer("partly", test_one="red", test_many=["a"], test_words=" \u200b\n")
    course.answer("partly", test_one="green")
    course.answer("wrong", test_one="red", test_many=["c"])
    course.exercise("blank")
    for learner in ("right", "partly", "wrong", "blank"):
        course.submit(learner)
    course.nbgrader("collect", SLUG)
    course.nbgrader("autograde", SLUG)
    return course


@pytest.fixture(scope="session")
def attacked(request, tmp_path_factory) -> "Attacked":
    """One honest learner and every attacker of the campaign, collected and graded in one go."""
    course = make_course(tmp_path_factory.mktemp("attacked"))
    course.answer("honest", test_one="green", test_many=["a", "b"], test_words="My own words.")
    course.submit("honest")
    chosen = chosen_attacks(request.config)
    for one in chosen:
        folder = hand_in_by_hand(course, one.name)
        one.change(folder)
    log = course.nbgrader("collect", SLUG)
    ungraded = tmp_path_factory.mktemp("attacked") / "ungraded"
    left = shutil.ignore_patterns("exchange", "learners")  # pipes, among others: not to be copied
    shutil.copytree(course.root, ungraded, symlinks=True, ignore=left)
    log += course.nbgrader("autograde", SLUG, check=False)
    return Attacked(course, log, ungraded)


class Attacked:
    """What came of a campaign."""

    def __init__(self, course: GradedCourse, log: str, ungraded: Path) -> None:
        """ungraded: the whole course as it was when it was collected."""
        self.course, self.log, self.ungraded = course, log, ungraded
        self.marks = read_marks(course.trainer)
