"""The self-check after the course: then, looking back and now, in words."""

from dataclasses import replace
from random import Random

import pytest

from coprod_training.activities.rating_grid import DONE, Before, RatingGrid
from coprod_training.activities.survey_items import Choice, Part, Row

STEPS = (
    Choice(value="1", text="Told after it was decided", label="Told"),
    Choice(value="2", text="Views were asked for", label="Asked"),
    Choice(value="9", text="I don’t know", label="Don’t know", set_apart=True),
)
LETTERS, GUIDES, TALKS = (
    Row(id=name, text=text, choices=STEPS, scale=True)
    for name, text in (("DES1", "Letters"), ("DES2", "Guides"), ("PRO1", "Talks"))
)
BACK = tuple(Row(id=f"THN{n}", text=f"Area {n}, looking back", choices=STEPS) for n in (1, 2))


@pytest.fixture
def grid():
    return RatingGrid(
        id="again",
        title="Again",
        question="What usually happened?",
        phase="post",
        groups=("DES", "PRO", "THN"),
        parts=(
            Part(id="design", title="Design", rows=(LETTERS, GUIDES)),
            Part(id="promotion", title="Promotion", rows=(TALKS,)),
            Part(id="looking_back", title="Looking back", rows=BACK),
        ),
        why_scores_fall="You may see more now.",
    )


def said(grid, before, now):
    with_before = replace(grid, before=Before(chosen=before) if before is not None else None)
    return dict(with_before.feedback({**now, DONE: True}).notes)


def test_each_area_says_how_many_moved_and_how_it_looks_looking_back(grid):
    before = {"DES1": "2", "DES2": "1", "PRO1": "2"}
    notes = said(grid, before, {"DES1": "1", "DES2": "2", "PRO1": "2", "THN1": "1"})

    assert notes == {
        "design": "Higher now: 1. The same: 0. Lower now: 1."
        " Looking back, you now say for the time before the course: 1 Told.",
        "promotion": "Higher now: 0. The same: 1. Lower now: 0."
        " You did not look back at this area.",
    }


def test_an_answer_that_is_no_step_is_counted_apart(grid):
    notes = said(grid, {"DES1": "9", "DES2": "1"}, {"DES1": "2", "DES2": "1", "PRO1": "2"})

    assert notes["design"].startswith(
        "Higher now: 0. The same: 1. Lower now: 0. Without a step both times: 1."
    )
    assert notes["promotion"].startswith("No question has a step both times.")


def test_without_an_earlier_self_check_nothing_is_said_to_have_changed(grid):
    notes = said(grid, None, {"DES1": "2", "THN1": "2"})

    assert notes["design"] == (
        "There is no earlier self-check to compare with this."
        " Looking back, you now say for the time before the course: 2 Asked."
    )


def test_the_page_knows_which_question_looks_back_at_which_area(grid):
    view = grid.view(Random(1))

    assert view["compares"]
    assert view["looking_back"] == {"design": "THN1", "promotion": "THN2"}


def test_a_self_check_before_the_course_compares_nothing():
    activity = RatingGrid.example().activity

    assert not activity.view(Random(1))["compares"]
    assert activity.feedback({"SD1": "1", DONE: True}).notes == ()


def test_change_is_never_shown_without_looking_back(grid):
    found = replace(grid, groups=("DES", "PRO"), parts=grid.parts[:2]).problems()

    assert [(route, what) for route, what, _ in found] == [
        (("groups",), "This shows change, and does not ask to look back.")
    ]


def test_change_is_never_shown_without_saying_why_a_score_can_fall(grid):
    found = replace(grid, why_scores_fall="").problems()

    assert [what for _, what, _ in found] == [
        "This shows change, and does not say why a score can fall."
    ]


def test_what_a_learner_said_before_cannot_stand_in_a_file(grid):
    found = replace(grid, before=Before(chosen={"DES1": "2"})).problems()

    assert [route for route, _, _ in found] == [("before",)]


def test_what_was_said_before_and_the_explanation_change_no_question(grid):
    filled = replace(grid, before=Before(chosen={"DES1": "2"}), why_scores_fall="Other words.")

    assert filled.fingerprint() == grid.fingerprint()
