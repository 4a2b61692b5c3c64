"""Who holds a role, as course-roles.yaml says it: references, each keeper with their days."""

import pytest
import yaml

from contributions.made_up import KEEPER, ONE, on
from coprod_training.cli.private_records import course_roles
from coprod_training.contributions.people import Term
from coprod_training.errors import CoprodError


@pytest.fixture
def said(tmp_path):
    def write(**roles):
        path = tmp_path / "register" / "course-roles.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(yaml.safe_dump(roles))
        return course_roles(tmp_path)

    return write


def test_a_keeper_has_the_days_on_which_they_are_one(said):
    left = {"person": KEEPER, "since": on(0), "until": on(9)}
    found = said(keepers=[left, {"person": ONE, "since": on(5)}], contacts=[left])

    assert found.keepers == (
        Term(person=KEEPER, since=on(0), until=on(9)),
        Term(person=ONE, since=on(5)),
    )
    assert found.contacts == found.keepers[:1]


@pytest.mark.parametrize("role", ["keepers", "contacts"])
def test_a_keeper_without_a_day_is_refused_with_what_to_write(said, role):
    with pytest.raises(CoprodError, match=f"since when these are {role}") as refused:
        said(**{role: [KEEPER]})
    assert "since: 2027-01-04" in refused.value.fix


@pytest.mark.parametrize(
    ("term", "why"),
    [
        ({"person": "Planted Testperson", "since": on(0)}, "never by a name"),
        ({"person": KEEPER, "since": on(5), "until": on(4)}, "before their first"),
    ],
)
def test_a_name_and_days_that_cannot_be_are_refused(said, term, why):
    with pytest.raises(CoprodError, match=why) as refused:
        said(keepers=[term])
    assert "Planted" not in str(refused.value)
