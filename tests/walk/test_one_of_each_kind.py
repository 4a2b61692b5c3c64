"""The list of what a person does in each kind of activity is whole: long stories go by it."""

from one_of_each_kind import KINDS

from coprod_training.activities import kinds


def test_every_kind_is_tried():
    assert set(KINDS) == set(kinds()), "KINDS in one_of_each_kind.py"
