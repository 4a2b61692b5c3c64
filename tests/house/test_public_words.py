"""What an author may type in a lesson: few words, in order, each explained."""

import inspect

import pytest

import coprod_training
from coprod_training.content.calls import SHOWN


def test_the_public_words_are_sorted():
    assert coprod_training.__all__ == sorted(coprod_training.__all__)


def test_the_public_words_are_those_that_a_lesson_may_use():
    assert set(coprod_training.__all__) == set(SHOWN)


def test_each_public_word_exists_and_is_documented():
    for name in coprod_training.__all__:
        assert inspect.getdoc(getattr(coprod_training, name)), name


def test_a_word_that_is_not_public_is_refused_in_words():
    with pytest.raises(AttributeError, match="coprod_training has no actvity"):
        coprod_training.actvity  # noqa: B018 (looking is what is tested)
