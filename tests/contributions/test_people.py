from dataclasses import replace

import pytest

from contributions.made_up import (
    AUTHOR,
    KEEPER,
    LEAD,
    ONE,
    PERSON,
    TWO,
    consents,
    on,
    walked_to,
    yes,
)
from coprod_training.contributions.people import Roles, Term, Ties, roles_that_meet, too_close

TODAY = on(24)

ROLES = {
    "author": AUTHOR,
    "keepers": (Term(person=KEEPER, since=on(0)),),
    "lead": LEAD,
    "reviewers": frozenset({ONE, TWO}),
}


def keepers(*more, since=0, until=None):
    last = None if until is None else on(until)
    others = (Term(person=one, since=on(since), until=last) for one in more)
    return (Term(person=KEEPER, since=on(0)), *others)


def test_roles_held_by_different_people_do_not_meet():
    assert roles_that_meet(Roles(**ROLES), TODAY) == ()
    assert roles_that_meet(Roles(author=AUTHOR), TODAY) == ()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"keepers": keepers(AUTHOR)}, "may not edit content"),
        ({"keepers": keepers(AUTHOR, since=24)}, "may not edit content"),
    ],
)
def test_roles_that_one_person_may_not_hold_together(changes, why):
    assert why in " ".join(roles_that_meet(Roles(**{**ROLES, **changes}), TODAY))


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

    assert why in " ".join(too_close(walked_to("drafted"), Roles(**ROLES), ties, TODAY))


@pytest.mark.parametrize(
    ("who", "tie"), [(AUTHOR, "clinician"), (LEAD, "line manager"), ("f" * 16, "clinician")]
)
def test_other_ties_stand_in_nobodys_way(who, tie):
    ties = Ties(of={who: frozenset({tie})})

    assert too_close(walked_to("drafted"), Roles(**ROLES), ties, TODAY) == ()


def test_a_line_manager_who_keeps_the_record_is_named_for_that_alone():
    ties = Ties(of={KEEPER: frozenset({"line manager"})})

    assert too_close(walked_to("drafted"), Roles(**ROLES), ties, TODAY) == (
        "A keeper is the contributor's line manager.",
    )


def test_each_keeper_is_looked_at():
    two = Roles(**{**ROLES, "keepers": keepers(TWO)})
    ties = Ties(of={TWO: frozenset({"line manager"})})

    assert "line manager" in " ".join(too_close(walked_to("drafted"), two, ties, TODAY))


def test_nobody_keeps_the_record_of_their_own_contribution():
    own = Roles(**{**ROLES, "keepers": keepers(PERSON)})

    assert "their own contribution" in " ".join(too_close(walked_to("drafted"), own, Ties(), TODAY))


LINE = Ties(of={TWO: frozenset({"line manager"})})


@pytest.mark.parametrize(
    ("since", "until", "why"),
    [
        (0, 8, "A keeper was the contributor's line manager when they agreed."),
        (20, None, "A keeper is the contributor's line manager."),
        (-90, -1, ""),  # before anybody was asked
    ],
)
def test_a_keeper_counts_for_the_days_on_which_they_were_one(since, until, why):
    roles = Roles(**{**ROLES, "keepers": keepers(TWO, since=since, until=until)})

    found = " ".join(too_close(walked_to("drafted"), roles, LINE, TODAY))

    assert found.startswith(why)
    assert bool(found) == bool(why)


def test_a_new_yes_after_a_keeper_has_left_settles_it():
    roles = Roles(**{**ROLES, "keepers": keepers(TWO, until=12)})
    before = walked_to("drafted")
    after = replace(before, consents=consents(use=yes(days=15)))

    assert too_close(before, roles, LINE, TODAY)
    assert too_close(after, roles, LINE, TODAY) == ()


def test_whoever_was_keeper_of_what_is_over_stands_in_nobodys_way():
    roles = Roles(**{**ROLES, "keepers": keepers(TWO, until=12)})

    assert too_close(walked_to("withdrawn"), roles, LINE, TODAY) == ()


@pytest.mark.parametrize(("tie", "stands"), [("clinician", True), ("line manager", False)])
def test_a_contact_is_not_in_a_contributors_care(tie, stands):
    roles = Roles(**ROLES, contacts=(Term(person=TWO, since=on(5)),))
    ties = Ties(of={TWO: frozenset({tie})})

    found = " ".join(too_close(walked_to("drafted"), roles, ties, TODAY))

    assert ("A contributor contact is, or was, their clinician." in found) == stands


def test_the_author_may_have_been_a_keeper_once():
    roles = Roles(**{**ROLES, "keepers": keepers(AUTHOR, until=12)})

    assert roles_that_meet(roles, TODAY) == ()
    assert roles_that_meet(roles, on(12)) != ()
