"""Courses graded with real nbgrader, once for all tests that look at them."""

import os
import shutil
from pathlib import Path

import pytest
from attacks import Attack
from chosen_attacks import as_cases, chosen_attacks, those_tried
from graded_course import SLUG, GradedCourse, hand_in_by_hand, make_course, read_marks

from coprod_training.grading.hand_in_name import left_there

ROOT = os.getuid() == 0
# Before, between and after the attackers, as names are sorted. nbgrader's points for test-one
# and test-many are beside what each handed in.
HONEST = {
    "0-honest": ({"test_one": "green", "test_many": ["a"]}, (1.0, 1.0)),
    "honest": ({"test_one": "green", "test_many": ["a", "b"]}, (1.0, 2.0)),
    "zz-honest": ({"test_one": "red", "test_many": ["a", "b"]}, (0.0, 2.0)),
}
if ROOT:  # a name that every Unix knows: a hand-in can really belong to this user
    HONEST["daemon"] = ({"test_one": "green", "test_many": ["b"]}, (1.0, 1.0))


def chosen_by(config) -> list[Attack]:
    return chosen_attacks(config.getoption("--campaign") == "full", ROOT)


def pytest_generate_tests(metafunc):
    if "one_attack" in metafunc.fixturenames:
        metafunc.parametrize("one_attack", as_cases(chosen_by(metafunc.config), ROOT))


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
    """Honest learners and every attacker of the campaign, collected and graded in one go."""
    course = make_course(tmp_path_factory.mktemp("attacked"))
    handed_in = {name: hand_in_honestly(course, name) for name in HONEST}
    tried, told = those_tried(chosen_by(request.config), ROOT), {}
    for one in tried:
        folder = hand_in_by_hand(course, one.name)
        before = left_there(course.inbound, SLUG)
        one.change(folder)
        told[one.name] = left_there(course.inbound, SLUG) - before
    log = course.nbgrader("collect", SLUG)
    ungraded = tmp_path_factory.mktemp("attacked") / "ungraded"
    left = shutil.ignore_patterns("exchange", "learners")  # pipes, among others: not to be copied
    shutil.copytree(course.root, ungraded, symlinks=True, ignore=left)
    log += course.nbgrader("autograde", SLUG, check=False)
    return Attacked(course, log, ungraded, handed_in, told)


def hand_in_honestly(course: GradedCourse, learner: str) -> dict[str, bytes]:
    """Hand in with nbgrader, as this learner's own; what was handed in, by file name."""
    answers, _ = HONEST[learner]
    course.answer(learner, **answers, test_words=f"The words of {learner}.")
    folder = course.submit(learner)
    if learner == "daemon":
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, learner)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class Attacked:
    """What came of a campaign."""

    def __init__(
        self,
        course: GradedCourse,
        log: str,
        ungraded: Path,
        handed_in: dict[str, dict[str, bytes]],
        told: dict[str, int],
    ) -> None:
        """ungraded: the whole course as it was when it was collected.

        handed_in: by each honest learner, by file name. told: by each attack that was tried, how
        many things more the trainer is told of that nothing is taken from. due: the marks that
        each honest learner must get.
        """
        self.course, self.log, self.ungraded = course, log, ungraded
        self.handed_in, self.told, self.marks = handed_in, told, read_marks(course.trainer)
        self.due = {name: marks for name, (_, marks) in HONEST.items()}
