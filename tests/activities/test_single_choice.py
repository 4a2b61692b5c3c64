from dataclasses import replace
from random import Random

import pytest

from coprod_training.activities import Option
from coprod_training.activities.single_choice import SingleChoice


@pytest.fixture
def poster():
    return SingleChoice.example().activity


def test_the_key_scores_one_and_any_other_option_nothing(poster):
    assert (poster.score("told"), poster.score("asked")) == (1, 0)


def test_feedback_is_the_words_of_the_chosen_option(poster):
    assert poster.feedback("asked").text == "Nobody asked for views here."
    assert poster.feedback("asked").right is False


def test_without_a_key_there_is_no_score_and_no_right(poster):
    setting = replace(poster, key=None)

    assert setting.score("told") is None
    assert setting.feedback("told").right is None


def test_options_that_have_an_order_keep_it(poster):
    options = tuple(Option(id=str(n), text=str(n)) for n in range(9))
    ordered = replace(poster, options=options, keep_order=True)

    assert [o["id"] for o in ordered.view(Random(1))["options"]] == list("012345678")
    shuffled = replace(ordered, keep_order=False).view(Random(1))["options"]
    assert [o["id"] for o in shuffled] != list("012345678")


def test_a_key_that_is_no_option_is_reported_at_the_key(poster):
    found = replace(poster, key="d").problems()

    assert found == [
        (
            ("key",),
            'The key is "d", but the options are told, asked.',
            "Change the key, or add option d.",
        )
    ]


def test_an_option_without_feedback_is_reported_at_the_option(poster):
    options = (poster.options[0], Option(id="asked", text="Asked"))

    assert replace(poster, options=options).problems() == [
        (
            ("options", 1, "feedback"),
            'Option "asked" has no feedback.',
            "Say why it fits, or why it does not.",
        )
    ]


def test_options_need_no_feedback_where_nothing_is_right(poster):
    options = (Option(id="a", text="A"), Option(id="b", text="B"))

    assert replace(poster, key=None, options=options).problems() == []


def test_too_few_options_and_one_used_twice_are_reported(poster):
    once = replace(poster, options=poster.options[:1])
    both = replace(poster, options=poster.options + poster.options[1:])

    assert [route for route, _, _ in once.problems()] == [("options",)]
    assert [route for route, _, _ in both.problems()] == [("options", 2, "id")]
