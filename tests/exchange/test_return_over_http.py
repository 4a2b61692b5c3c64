"""What goes back to whom: nobody's refusal or move keeps feedback from the others."""

from collections import defaultdict
from datetime import UTC, datetime

import pytest
from graded_course import SLUG
from running import as_
from tables_read import rows_of

from coprod_training.content.assessment import Assessment
from coprod_training.content.schema import structure
from coprod_training.grading.paper_hand_in import hand_in_from_paper
from coprod_training.grading.returned import returned_points
from coprod_training.yamlfile import read_yaml

pytestmark = [pytest.mark.drawn, pytest.mark.slow]


def handed_in_and_marked(trainer, *people):
    for one in people:
        one.nbgrader("fetch_assignment", SLUG)
        one.answer()
        one.nbgrader("submit", SLUG)
    trainer.step("collect")
    for one in people:
        trainer.mark(one.name, 2)


def test_one_who_deleted_everything_keeps_no_feedback_from_the_others(
    cohorts, spring, collecting_here
):
    client, _ = collecting_here
    gone, stays = cohorts.learner("aled"), cohorts.learner("bron")
    handed_in_and_marked(spring, gone, stays)
    spring.nbgrader("generate_feedback", SLUG)
    assert client.delete("/me", headers=as_(gone.token)).status_code == 204

    said = spring.nbgrader("release_feedback", SLUG, check=False)

    assert "1 did not get their feedback" in said
    assert ("bron", SLUG) in returned_points(spring.home)
    assert ("aled", SLUG) not in returned_points(spring.home)
    assert "feedback ready" in stays.nbgrader("list", "--cached")


def test_what_was_typed_in_from_paper_counts_as_returned(spring, cohorts):
    file = read_yaml(cohorts.staff / "course" / "assessments" / f"{SLUG}.yaml")
    hand_in_from_paper(
        spring.home,
        spring.exchange,
        structure(file, file.data, Assessment),
        "paper-person",
        {"test-one": "green", "test-words": "Typed in from paper, for this test."},
        by="the tester",
        now=datetime.now(UTC),
    )
    spring.step("collect")
    spring.mark("paper-person", 2)

    assert "paper-person" not in spring.step("return")["not_done"]
    assert ("paper-person", SLUG) in returned_points(spring.home)


def test_whoever_changes_cohort_gets_the_feedback_of_the_first_and_hands_in_to_the_second(
    cohorts, spring, hub, collecting_here
):
    _, parts = collecting_here
    autumn = cohorts.trainer("autumn")
    autumn.nbgrader("generate_assignment", SLUG)
    autumn.nbgrader("release_assignment", SLUG)
    moved = cohorts.learner("moira")
    handed_in_and_marked(spring, moved)
    hub.people[moved.token]["groups"] = ["nbgrader-autumn"]
    parts.identify._known.clear()  # which it does by itself within a minute

    spring.step("return")
    assert "feedback ready" in moved.nbgrader("list", "--cached")
    again = [moved.handin("submit", "--assignment", SLUG)["again"] for _ in range(2)]
    assert again == [False, True]

    cohorts_of = defaultdict(set)
    for _, learner, cohort, *_ in rows_of(parts.database, "submission"):
        cohorts_of[learner].add(cohort)
    assert [*cohorts_of.values()].count({"autumn", "spring"}) == 1


def test_a_date_that_did_not_reach_the_collector_is_said_to_be_kept_here(spring):
    due = ("--due", "2032-02-02T17:00:00+00:00")
    said = spring.step("release", *due, ok=False, COPROD_COLLECTOR="http://127.0.0.1:9")

    assert said["words"].startswith("The date is kept here. It has not reached the learners yet")
