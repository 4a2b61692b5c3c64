"""A made-up module before the gate that every rule passes. Every word of it is a test record."""

from dataclasses import replace

import pytest

from contributions import made_up
from contributions.made_up import AUTHOR, HASH, KEEPER, LEAD, MODULE, ONE, REF, TWO, WORDING, on
from coprod_training.contributions.gate.case import (
    Case,
    Cited,
    Course,
    Drawn,
    Held,
    Material,
    Place,
)
from coprod_training.contributions.people import Roles, Term, Ties
from coprod_training.contributions.record import Payment, Support

TODAY = on(24)
TEXT = "test record: we asked what would change, and heard it back."


def contribution(status="passed", **changes):
    """One that came there by every step, paid and looked after."""
    paid = Payment(
        amount=12345,
        what_for="test record: one text",
        offered_on=on(0),
        status="paid",
        settled_on=on(12),
    )
    support = Support(contact="test record: a colleague", checked_in_on=on(12))
    walked = made_up.walked_to(status, payment=paid, support=support, settings=("primary-care",))
    return replace(walked, **changes)


def held(**changes):
    one = Held(newest_hash=HASH, approved_is_there=True, text=TEXT, credit="test record: a credit")
    return replace(one, **changes)


def course(**changes):
    one = Course(
        cited=(Cited(fact="F001", confidence="A", checked_on=None),),
        drawn=(
            Drawn(
                kind="sort",
                as_checked=True,
                keyboard_on=on(1),
                without_drag_on=on(1),
                text_alternative_on=on(1),
            ),
        ),
        reading={"test record: a section": 10.5},
        materials=(
            Material(name="test record: a ladder", needs="test record.", licence="x", met_on=on(2)),
        ),
    )
    return replace(one, **changes)


def roles(**changes):
    one = Roles(
        author=AUTHOR,
        keepers=(Term(person=KEEPER, since=on(0)),),
        lead=LEAD,
        reviewers=frozenset({ONE, TWO}),
    )
    return replace(one, **changes)


def case(**changes):
    one = Case(
        module=MODULE,
        version=made_up.VERSION,
        day=TODAY,
        wording=WORDING,
        channels=("course site", "downloaded notebooks"),
        places=(Place(slot="m3-s1", required=True), Place(slot="m3-s2", required=False)),
        contributions=(contribution(),),
        filled=frozenset({REF}),
        held={REF: held()},
        ties={REF: Ties(asked_on=on(1))},
        roles=roles(),
        review=made_up.review(),
        course=course(),
        found=(),
    )
    return replace(one, **changes)


def case_of(contribution, **changes):
    """The same with this contribution in the place of the good one."""
    return case(contributions=(contribution,), **changes)


def each(cases):
    """Every case of each rule, as parameters of a test."""
    return [
        pytest.param(rule, one, id=f"{rule}-{number}")
        for rule, found in cases.items()
        for number, one in enumerate(found)
    ]
