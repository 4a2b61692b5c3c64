"""nbgrader's own commands, from release to feedback, through a real collector alone."""

import pytest
from graded_course import SLUG, read_marks
from tables_read import rows_of

from coprod_training.grading.hand_in_time import time_in
from coprod_training.grading.receipt import HandIn, named
from coprod_training.grading.returned import returned_points

COMMON, LATER = "2032-01-12T17:00:00+00:00", "2032-01-19T17:00:00+00:00"
pytestmark = [pytest.mark.drawn, pytest.mark.slow]


def test_an_exercise_goes_out_is_handed_in_is_marked_and_comes_back(
    cohorts, spring, collecting_here
):
    _, parts = collecting_here
    amira = cohorts.learner("amira")
    assert SLUG in amira.nbgrader("list")
    amira.nbgrader("fetch_assignment", SLUG)
    amira.answer("green")
    (amira.home / "exercises" / SLUG / "my notes.txt").write_text("Mine alone.")
    handed_in = amira.nbgrader("submit", SLUG)
    (own,) = amira.hand_ins
    receipt = named(own.name).code
    assert f"Receipt: {receipt}" in handed_in
    assert "1 other files in the folder were not sent" in handed_in

    spring.nbgrader("collect", SLUG)
    submitted = spring.home / "submitted" / "amira" / SLUG
    at = time_in(submitted)
    assert HandIn("amira", SLUG, f"{at:%Y-%m-%d %H:%M:%S.%f} UTC").code == receipt
    assert not list(spring.home.rglob("my notes.txt"))
    spring.nbgrader("autograde", SLUG)
    assert read_marks(spring.home)["amira", "test-one"] == 1
    spring.mark("amira", 2)
    spring.nbgrader("generate_feedback", SLUG)
    assert "feedback ready" not in amira.nbgrader("list", "--cached")
    spring.nbgrader("release_feedback", SLUG)
    assert [key for key in returned_points(spring.home)] == [("amira", SLUG)]

    assert "feedback ready to be fetched" in amira.nbgrader("list", "--cached")
    amira.nbgrader("fetch_feedback", SLUG)
    (page,) = amira.home.glob(f"exercises/{SLUG}/feedback/*/{SLUG}.html")
    assert page.parent.name == named(own.name).timestamp
    (one,) = [row for row in rows_of(parts.database, "statement")]
    assert (one[4], one[9], one[10]) == ("assignment", 3.0, 6.0)


def test_more_time_reaches_its_learner_and_is_taken_back(cohorts, spring):
    carys, dina = cohorts.learner("carys"), cohorts.learner("dina")
    spring.step("release", "--due", COMMON)

    spring.step("extend", told={"learner": "carys", "due": LATER, "by": spring.name})
    assert (carys.due(), dina.due()) == (LATER, COMMON)

    spring.step("extend", told={"learner": "carys", "due": "", "by": spring.name})
    assert carys.due() == COMMON
