import pytest

from contributions.made_up import AUTHOR, KEEPER, LEAD, ONE, PERSON, TWO, walked_to
from coprod_training.contributions.people import Roles, Ties, roles_that_meet, too_close

ROLES = {
    "author": AUTHOR,
    "keepers": frozenset({KEEPER}),
    "lead": LEAD,
    "reviewers": frozenset({ONE, TWO}),
}


def test_roles_held_by_different_people_do_not_meet():
    assert roles_that_meet(Roles(**ROLES)) == ()
    assert roles_that_meet(Roles(author=AUTHOR)) == ()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reviewers": frozenset({AUTHOR, ONE})}, "also one of its reviewers"),
        ({"lead": AUTHOR}, "sign it"),
        ({"keepers": frozenset({KEEPER, AUTHOR})}, "may not edit content"),
        ({"reviewers": frozenset({LEAD})}, "only lived-experience voice"),
    ],
)
def test_roles_that_one_person_may_not_hold_together(changes, why):
    assert why in " ".join(roles_that_meet(Roles(**{**ROLES, **changes})))


def test_a_lead_may_review_beside_others():
    assert roles_that_meet(Roles(**{**ROLES, "reviewers": frozenset({LEAD, ONE})})) == ()


@pytest.mark.parametrize(
    ("who", "tie", "why"),
    [
        (KEEPER, "line manager", "keeper is the contributor's line manager"),
        (KEEPER, "care worker", "keeper is the contributor's care worker"),
        (KEEPER, "clinician", "clinician asked for"),
        (ONE, "employment specialist", "employment specialist would approve"),
        (LEAD, "clinician", "clinician would approve"),
    ],
)
def test_nobody_from_the_contributors_line_or_care_asks_keeps_or_approves(who, tie, why):
    ties = Ties(of={who: frozenset({tie})})

    assert why in " ".join(too_close(walked_to("drafted"), Roles(**ROLES), ties))


@pytest.mark.parametrize(
    ("who", "tie"), [(AUTHOR, "clinician"), (LEAD, "line manager"), ("f" * 16, "clinician")]
)
def test_other_ties_stand_in_nobodys_way(who, tie):
    ties = Ties(of={who: frozenset({tie})})

    assert too_close(walked_to("drafted"), Roles(**ROLES), ties) == ()


def test_a_line_manager_who_keeps_the_record_is_named_for_that_alone():
    ties = Ties(of={KEEPER: frozenset({"line manager"})})

    assert too_close(walked_to("drafted"), Roles(**ROLES), ties) == (
        "A keeper is the contributor's line manager.",
    )


def test_each_keeper_is_looked_at():
    two = Roles(**{**ROLES, "keepers": frozenset({KEEPER, TWO})})
    ties = Ties(of={TWO: frozenset({"line manager"})})

    assert "line manager" in " ".join(too_close(walked_to("drafted"), two, ties))


def test_nobody_keeps_the_record_of_their_own_contribution():
    own = Roles(**{**ROLES, "keepers": frozenset({KEEPER, PERSON})})

    assert "their own contribution" in " ".join(too_close(walked_to("drafted"), own, Ties()))
