from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_training.activities.multiple_choice import MultipleChoice

EXAMPLE = MultipleChoice.example().activity
IDS = [option.id for option in EXAMPLE.options]


@pytest.mark.parametrize(
    ("chosen", "score"),
    [
        (["decide", "work"], 1),
        (["decide"], 0.5),
        (["decide", "thanks", "work"], 0.5),
        (["decide", "thanks"], 0),
        (["news", "thanks"], 0),
        (IDS, 0),
    ],
)
def test_each_wrong_choice_takes_away_what_a_right_one_brings(chosen, score):
    assert EXAMPLE.score(chosen) == score


@given(chosen=st.lists(st.sampled_from(IDS), min_size=1, unique=True))
def test_leaving_a_wrong_choice_out_never_lowers_the_score(chosen):
    better = [one for one in chosen if one in EXAMPLE.key]

    assert not better or EXAMPLE.score(better) >= EXAMPLE.score(chosen)


def test_the_order_of_the_choices_does_not_matter():
    assert EXAMPLE.score(["work", "decide"]) == 1


def test_feedback_names_the_chosen_options_and_no_others():
    feedback = EXAMPLE.feedback(["decide", "thanks"])

    assert [part for part, _ in feedback.notes] == ["decide", "thanks"]
    assert feedback.text == "You found 1 of the 2 that fit. 1 of your choices does not fit."


def test_choosing_nothing_is_not_an_answer():
    assert EXAMPLE.problem_with([]) == "Choose at least one answer."


def test_a_key_that_is_no_option_is_reported_at_its_place():
    found = replace(EXAMPLE, key=("decide", "other")).problems()

    assert [route for route, _, _ in found] == [("key", 1)]


def test_a_choice_without_a_key_or_words_is_only_kept():
    assert EXAMPLE.without_key().feedback(["decide"]).heading == "Your choices are kept"


def test_an_option_without_words_is_reported_where_others_have_some():
    options = (replace(EXAMPLE.options[0], feedback=""), *EXAMPLE.options[1:])
    found = replace(EXAMPLE, key=(), options=options).problems()

    assert [(route, what) for route, what, _ in found] == [
        (("options", 0, "feedback"), 'Option "decide" has no feedback.')
    ]
