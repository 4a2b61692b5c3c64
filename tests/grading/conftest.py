"""Courses graded with real nbgrader, once for all tests that look at them."""

import os
import random
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import attacks
import pytest
from graded_course import SLUG, GradedCourse, make_course

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
    log = course.nbgrader("collect", SLUG) + course.nbgrader("autograde", SLUG, check=False)
    return Attacked(course, log)


class Attacked:
    """What came of a campaign."""

    def __init__(self, course: GradedCourse, log: str) -> None:
        self.course, self.log = course, log
        self.marks = read_marks(course.trainer)


def hand_in_by_hand(course: GradedCourse, learner: str) -> Path:
    """A hand-in made without nbgrader, as anybody can who may write to the exchange."""
    course.answer(learner, test_one="green")
    now = datetime.now(UTC)
    folder = course.inbound / f"{learner}+{SLUG}+{now:%Y-%m-%d %H:%M:%S.%f} UTC+aaaaaaaaaaaa"
    shutil.copytree(course.exercise(learner), folder)
    (folder / "timestamp.txt").write_text(f"{now:%Y-%m-%d %H:%M:%S.%f} UTC")
    (folder / "submission_secret.txt").write_text(os.urandom(32).hex())
    return folder


def read_marks(trainer: Path) -> dict[tuple[str, str], float | None]:
    """(learner, activity) to nbgrader's own mark, by a query of this test's own."""
    with sqlite3.connect(trainer / "gradebook.db") as db:
        return {
            (learner, cell): score
            for learner, cell, score in db.execute(
                "SELECT student_id, name, auto_score FROM grade"
                " JOIN base_cell ON base_cell.id = cell_id"
                " JOIN submitted_notebook AS n ON n.id = grade.notebook_id"
                " JOIN submitted_assignment AS a ON a.id = n.assignment_id"
            )
        }
