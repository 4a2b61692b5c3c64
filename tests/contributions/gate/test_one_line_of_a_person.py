"""One thing about a person changes, and what the form leaves empty stays. All are test records."""

import pytest
import yaml

from contributions.gate.a_keeper import NAME, REACH
from contributions.made_up import THREE, TWO, on
from coprod_training.contributions.forms import blank

NEEDS = "test record: large print"


@pytest.fixture
def changed(keeper):
    """Somebody is there with everything; enters a form about them, and reads what is then kept."""
    everything = {"name": NAME, "reach": REACH, "access_needs": NEEDS}
    everything |= {"ties": {THREE: ["clinician"]}, "ties_asked_on": on(0)}
    who = keeper.says("contribution", "person", keeper.file(everything))[:16]

    def enter(**lines):
        form = keeper.file(yaml.safe_load(blank("person")) | lines)
        said = keeper.says("contribution", "person", form, "--ref", who)
        return keeper.course.register.read("person", who).record, said

    return enter


def test_whoever_enters_ties_keeps_how_to_reach_them(changed):
    now, said = changed(ties={TWO: ["line manager"]}, ties_asked_on=on(3))

    assert (now.name, now.reach, now.access_needs) == (NAME, REACH, NEEDS)
    assert (now.ties, now.ties_asked_on) == ({TWO: frozenset({"line manager"})}, on(3))
    assert "What it leaves empty has stayed." in said


def test_whoever_enters_a_new_address_keeps_the_ties(changed):
    now, _ = changed(reach=f"{REACH}-2")

    assert (now.name, now.reach) == (NAME, f"{REACH}-2")
    assert (now.ties, now.ties_asked_on) == ({THREE: frozenset({"clinician"})}, on(0))


def test_a_day_without_ties_says_that_there_are_none(changed):
    now, _ = changed(ties_asked_on=on(4))

    assert (now.ties, now.ties_asked_on) == ({}, on(4))


def test_an_earlier_day_is_not_about_other_ties(changed):
    now, said = changed(ties={TWO: ["line manager"]})

    assert now.ties_asked_on is None
    assert "Nobody has asked about these ties" in said


def test_somebody_new_has_a_name(keeper):
    said = keeper.says("contribution", "person", keeper.file(blank("person")), status=1)

    assert 'The line "name" is empty.' in said
