from dataclasses import replace

import pytest

from coprod_training.activities.sort import Card, Sort


@pytest.fixture
def cards():
    return Sort.example().activity


def test_the_score_is_the_share_on_the_right_step(cards):
    assert cards.score({"room": "0", "film": "1"}) == 0.5


def test_a_card_that_is_not_placed_counts_as_not_right(cards):
    assert cards.score({"room": "0"}) == 0.5


def test_reasons_and_who_decided_are_not_scored(cards):
    response = {"room": "0", "film": "5", "room.who": "together", "film.why": "nothing-open"}

    assert cards.score(response) == 1


def test_it_is_whole_only_when_everything_asked_is_answered(cards):
    right = Sort.example().right
    part = {name: value for name, value in right.items() if name != "film.who"}

    assert cards.complete(right)
    assert not cards.complete(part)


def test_who_decided_is_only_taken_where_it_is_asked(cards):
    plain = replace(cards, ask_who_decided=False)

    assert plain.problem_with({"room.who": "staff"}) is not None
    assert plain.complete({"room": "1", "film": "1", "room.why": "shared", "film.why": "shared"})


def test_feedback_says_our_step_who_decided_and_our_reason(cards):
    note = dict(cards.feedback({"room": "2", "film": "5", "film.why": "shared"}).notes)

    assert note["room"] == (
        "We place it on 0 Without people. Final decision: staff. Nobody was asked."
        " Our reason: nothing was open to change."
    )
    assert note["film"].startswith("Yes, 5 Shared.")
    assert "Our reason" not in note["film"]


def test_the_six_steps_are_there_unless_others_are_given(cards):
    assert [step.value for step in cards.steps] == list("012345")


def test_mistakes_in_a_card_are_reported_at_the_card(cards):
    wrong = Card(id="third", text="A third", step="7", why="no-such-reason")
    found = replace(cards, cards=(*cards.cards, wrong)).problems()

    assert [route for route, _, _ in found] == [
        ("cards", 2, "step"),
        ("cards", 2, "feedback"),
        ("cards", 2, "who"),
        ("cards", 2, "why"),
    ]


def test_a_graded_copy_has_no_mistakes_to_report(cards):
    assert cards.without_key().problems() == []
