"""Codes that people read out and type."""

import pytest

from coprod_training.typed_codes import ALPHABET, in_groups, letters_of, whole_code


@pytest.mark.parametrize("typed", ["7K3M-9QXT", " 7k3m 9qxt ", "7K3M–9QXT", "7k.3m/9qxt"])
def test_gaps_and_small_letters_are_forgiven(typed):
    assert letters_of(typed) == "7K3M9QXT"


def test_letters_that_look_like_digits_are_read_as_them():
    assert letters_of("O0 iI lL1") == "0011111"
    assert set("ILOU") & set(ALPHABET) == set()
    assert len(set(ALPHABET)) == 32


def test_groups_have_a_hyphen_between_them():
    assert in_groups("7K3M9QXT2B4D", 4) == "7K3M-9QXT-2B4D"
    assert in_groups("K7M4QX", 3) == "K7M-4QX"


def test_a_code_is_whole_with_as_many_letters_as_it_has_and_no_others():
    assert whole_code("k7m 4qx", 6, 3) == "K7M-4QX"
    assert whole_code("K7M-4Q", 6, 3) is None
    assert whole_code("K7M-4QX2", 6, 3) is None
    assert whole_code("K7M-4QU", 6, 3) is None
