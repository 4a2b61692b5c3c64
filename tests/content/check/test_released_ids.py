import runpy

import pytest
from opened import ROOT

from coprod_training.content.check import problems
from coprod_training.content.course import load_course
from coprod_training.content.released_ids import ids_now

IDS = "ids:\n  - {id: %s, kind: %s, where: %s}\n"


@pytest.fixture
def released(staff_copy):
    def write(name, kind, where):
        path = staff_copy / "course" / "released-ids.yaml"
        path.write_text(IDS % (name, kind, where))
        return path

    return write


def test_what_was_released_and_is_there_is_no_problem(staff_copy, released):
    released("what-was-heard-question", "single_choice", "what-was-heard")

    assert problems(staff_copy) == []


def test_an_activity_that_is_gone_is_found(released, only_problem):
    path = released("an-old-question", "single_choice", "what-was-heard")

    problem = only_problem()

    assert (problem.path, problem.line) == (path, 2)
    assert problem.what == 'The activity "an-old-question" was released, and is gone.'


@pytest.mark.parametrize(
    ("kind", "where"), [("free_text", "what-was-heard"), ("single_choice", "listening")]
)
def test_an_id_that_means_something_else_now_is_found(released, only_problem, kind, where):
    released("what-was-heard-question", kind, where)

    assert only_problem().what == f'"what-was-heard-question" was released as {kind} in {where}.'


@pytest.fixture
def listed(staff_copy):
    """The list, written of the course as it is by the script that releases use."""
    script = runpy.run_path(str(ROOT / "docs" / "released_ids.py"))
    path = staff_copy / "course" / "released-ids.yaml"
    path.write_text(script["with_ids_of_now"]("# For whoever looks.\nids: []\n", staff_copy))
    assert problems(staff_copy) == []
    return path


def test_an_option_that_is_called_something_else_is_found(
    listed, assessment_yaml, only_problem, replace_in
):
    replace_in(assessment_yaml, "- id: date", "- id: day")

    problem = only_problem()

    wanted = '"what-was-heard-question" was released with options/date, which is gone.'
    assert (problem.path, problem.what) == (listed, wanted)
    assert listed.read_text().splitlines()[problem.line - 1] == "      - options/date"


def test_what_is_added_to_a_released_activity_is_no_problem(
    listed, assessment_yaml, staff_copy, replace_in
):
    again = "        - {id: both, text: How it will take place, feedback: Only one is open.}"
    replace_in(assessment_yaml, "      key: place", f"{again}\n      key: place")

    assert problems(staff_copy) == []


def test_choices_of_a_story_are_listed_with_the_moment_they_belong_to():
    ids = {one.id: one for one in ids_now(load_course(ROOT / "course"))}

    inside = ids["target-comes-first"].inside
    assert {"nodes/monday", "nodes/monday/choices/leave-it-out"} <= set(inside)
    assert "roles/members-with-lived-experience" in ids["seats-of-a-steering-group"].inside
    assert ids["two-resources-to-keep-going"].inside == ()  # a resource may be taken out
    assert len(ids) == len({one.id for _, one in load_course(ROOT / "course").activities()})
