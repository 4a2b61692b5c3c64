from dataclasses import replace

import pytest

from coprod_training.activities.rating_grid import DONE, RatingGrid


@pytest.fixture
def grid():
    return RatingGrid.example().activity


def test_it_is_done_when_finished_even_with_items_left_out(grid):
    assert grid.complete({"SD1": "1", DONE: True})
    assert not grid.complete({"SD1": "1", "DES1": "2"})


def test_it_is_not_done_without_an_item_that_is_needed(grid):
    assert not grid.complete({"DES1": "2", DONE: True})


def test_the_check_line_belongs_to_the_top_step(grid):
    assert grid.problem_with({"DES1": "5", "s5_decide": "0"}) is None
    assert grid.problem_with({"DES1": "2", "s5_decide": "0"}) == (
        "The question about step 5 is only for work on step 5."
    )


def test_feedback_counts_and_judges_nothing(grid):
    feedback = grid.feedback({"SD1": "1", DONE: True})

    assert feedback.text.startswith("You answered 1 of 2.")
    assert feedback.right is None


def test_words_are_the_short_names_of_the_steps(grid):
    assert grid.text_of({"DES1": "5", DONE: True}) == "Writing letters – Shared"


def test_a_group_that_the_form_does_not_ask_is_reported(grid):
    found = replace(grid, groups=("SD", "DES", "ZZZ")).problems()

    assert [route for route, _, _ in found] == [("groups", 2)]
