from datetime import date

import pytest

from coprod_training.forum.interest import LONGEST, interest_from, problem_with
from coprod_training.forum.table import COLUMNS, rows

TODAY = date(2026, 11, 26)
SAID = {
    "name": " Test person ",
    "contact": "test@example.org",
    "joining_as": ["staff"],
    "setting": "1",
    "region": "LO",
    "easier": "",
    "keep": True,
    "keep_lived_experience": False,
}


def refused(**changed):
    return problem_with(SAID | changed, {"1"}, {"LO"})


def test_a_whole_form_fits_and_so_does_one_with_only_a_name_a_contact_and_a_yes():
    assert refused() is None
    assert problem_with({"name": "A", "contact": "B", "keep": True}, set(), set()) is None


@pytest.mark.parametrize("keep", [False, None, 1, "yes"])
def test_without_a_yes_nothing_can_be_kept(keep):
    assert refused(keep=keep).startswith("Tick the box")


@pytest.mark.parametrize(
    "changed",
    [
        {"name": " "},
        {"name": 3},
        {"name": "a" * (LONGEST["name"] + 1)},
        {"contact": ""},
        {"contact": None},
        {"easier": []},
        {"easier": "half a sign \ud800"},
        {"contact": "\x00"},
        {"joining_as": "staff"},
        {"joining_as": ["manager"]},
        {"joining_as": [{}]},
        {"setting": "9"},
        {"setting": []},
        {"region": {}},
    ],
)
def test_what_does_not_fit_is_refused_in_words(changed):
    assert refused(**changed).endswith(".")


@pytest.mark.parametrize("said", [None, [], "words", 3])
def test_anything_but_a_form_is_refused(said):
    assert problem_with(said, set(), set()) == "Fill in the form, then send it."


def test_lived_experience_is_kept_only_with_a_yes_of_its_own():
    hats = SAID | {"joining_as": ["staff", "lived-experience"]}

    assert interest_from(hats, TODAY).joining_as == ()
    agreed = interest_from(hats | {"keep_lived_experience": True}, TODAY)
    assert agreed.joining_as == ("lived-experience", "staff")


def test_the_organisers_table_is_in_words_and_has_no_sign_in_name():
    (row,) = rows([interest_from(SAID, TODAY)], {"1": "Primary care"}, {"LO": "London"})

    assert dict(zip(COLUMNS, row, strict=True)) == {
        "name": "Test person",
        "contact": "test@example.org",
        "joining as": "staff",
        "setting": "Primary care",
        "region": "London",
        "what would make it easier": None,
        "agreed on": "2026-11-26",
    }
