"""One person cannot stand for two in the log of releases, however the name is written."""

import pytest

from coprod_training.errors import CoprodError
from coprod_training.survey.release.names import LONGEST, refuse_nameless, same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A. Test", "a test"),
        ("A. Test", "Test, A."),
        ("Zoë Test", "ZOE  TEST"),
        ("Data lead", "data-lead"),
        ("AT", "A.T."),
    ],
)
def test_one_name_in_two_ways_is_one_person(one, other):
    assert same_person(one, other)


@pytest.mark.parametrize(("one", "other"), [("A. Test", "B. Test"), ("AT", "AB"), ("1", "2")])
def test_two_names_are_two_people(one, other):
    assert not same_person(one, other)


@pytest.mark.parametrize("name", ["", "  ", "...", "a\nb", "x" * (LONGEST + 1)])
def test_what_nobody_could_be_asked_by_is_no_name(name):
    with pytest.raises(CoprodError, match="A name in the log"):
        refuse_nameless(name)


def test_initials_and_roles_will_do():
    for name in ("AT", "data lead", "Łucja"):
        refuse_nameless(name)
