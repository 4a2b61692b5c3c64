"""Courses graded with real nbgrader, once for all tests that look at them."""

import os
import random
import shutil
from pathlib import Path

import attacks
import attacks_by_size  # noqa: F401  # puts its attacks into the list
import more_attacks  # noqa: F401  # as above
import pytest
from graded_course import SLUG, GradedCourse, hand_in_by_hand, make_course, read_marks

SAMPLE_SEED, SAMPLE_SIZE = 20261124, 12
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


def chosen_attacks(config) -> list[attacks.Attack]:
    possible = [one for one in attacks.ATTACKS if ROOT or not one.as_root]
    if config.getoption("--campaign") == "full":
        return possible
    named = [one for one in possible if one.in_issue]
    others = [one for one in possible if not one.in_issue]
    return named + random.Random(SAMPLE_SEED).sample(others, SAMPLE_SIZE - len(named))


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
    """Honest learners and every attacker of the campaign, collected and graded in one go."""
    course = make_course(tmp_path_factory.mktemp("attacked"))
    handed_in = {name: hand_in_honestly(course, name) for name in HONEST}
    chosen = chosen_attacks(request.config)
    for one in chosen:
        folder = hand_in_by_hand(course, one.name)
        one.change(folder)
    log = course.nbgrader("collect", SLUG)
    ungraded = tmp_path_factory.mktemp("attacked") / "ungraded"
    left = shutil.ignore_patterns("exchange", "learners")  # pipes, among others: not to be copied
    shutil.copytree(course.root, ungraded, symlinks=True, ignore=left)
    log += course.nbgrader("autograde", SLUG, check=False)
    return Attacked(course, log, ungraded, handed_in)


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
    ) -> None:
        """ungraded: the whole course as it was when it was collected.

        handed_in: by each honest learner, by file name. due: the marks that each must get.
        """
        self.course, self.log, self.ungraded = course, log, ungraded
        self.handed_in, self.marks = handed_in, read_marks(course.trainer)
        self.due = {name: marks for name, (_, marks) in HONEST.items()}
