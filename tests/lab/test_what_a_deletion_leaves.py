"""Whoever deleted their data is told what stays, and whom to ask for it."""

from dataclasses import fields, replace

from coprod_training.lab.collector_deletion import DONE
from coprod_training.lab.forgetting import Deleted

NOTHING = Deleted(**{one.name: 0 for one in fields(Deleted)})
LOOKED_INTO = "go when they are done"


def test_on_one_machine_a_yes_or_no_and_what_is_looked_into_are_said_to_stay():
    words = NOTHING.sentence()

    assert "yes or no to the survey data, that stays there, without your name" in words
    assert LOOKED_INTO in words
    assert "your trainer" not in words


def test_on_a_hub_what_a_trainer_has_is_said_to_stay_and_whom_to_ask():
    """Also while the hub's own store is away: none of it depends on that."""
    words = NOTHING.sentence(on_a_hub=True)

    assert "What your trainer has stays with your trainer" in words
    assert "any note of a worry about your safety. Ask them to delete it." in words
    assert LOOKED_INTO not in words
    assert "marks" not in words.partition(".")[0]
    assert "yes or no stays there, without your name" in DONE


def test_who_was_a_tester_hears_of_copies_that_name_them_wherever_they_are():
    tester = replace(NOTHING, tester=1)

    for on_a_hub in (False, True):
        assert "keep a code for your name" not in NOTHING.sentence(on_a_hub)
        assert "keep a code for your name" in tester.sentence(on_a_hub)
