"""Whoever can have an account can hand in: nbgrader's exchange tells their name from the rest."""

import re

import pytest
from hypothesis import given, strategies

from coprod_training.errors import ContentProblems
from coprod_training.grading import hand_in_name
from coprod_training.hub.enrolment_file import read_people
from coprod_training.hub.roles import ACCOUNT


@given(strategies.from_regex(ACCOUNT.replace("$", r"\Z")))
def test_every_name_can_be_told_from_a_hand_ins(name):
    found = hand_in_name.parsed(f"{name}+where-is-it-really+2026-11-23 14:00:00 UTC")

    assert hand_in_name.is_learner(name)
    assert found.learner == name


def test_a_name_that_could_not_is_refused_where_people_are_enrolled(tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("account,role,cohort,service\namira+new@x.org,learner,spring,\n")

    assert not re.match(ACCOUNT, "amira+new@x.org")
    with pytest.raises(ContentProblems, match="not a valid account name"):
        read_people(people, frozenset())
