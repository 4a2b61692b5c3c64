"""G12 to G21: each with a case that passes, and every way in which it blocks."""

from dataclasses import replace

import pytest

from contributions.gate.made_up_case import case, case_of, contribution, course, each, roles
from contributions.made_up import (
    AUTHOR,
    KEEPER,
    LEAD,
    MODULE,
    ONE,
    PERSON,
    REF,
    THREE,
    TWO,
    on,
    point,
    review,
    reviewer,
    walked_to,
)
from coprod_training.contributions.gate import RULES
from coprod_training.contributions.gate.case import Cited, Drawn, Material
from coprod_training.contributions.people import Term, Ties
from coprod_training.contributions.review import Change, Dissent, PointReply

GOOD = contribution()
CHECKED = course().drawn[0]


def reviewed(*reviewers, **changes):
    return case(review=review(reviewers=reviewers, **changes))


def tied(person, tie):
    return case(ties={REF: Ties(asked_on=on(1), of={person: frozenset({tie})})})


def keepers(*terms):
    """Two keepers, the second of them for the days that are given."""
    made = (Term(person=who, since=on(first), until=last) for who, first, last in terms)
    return roles(keepers=(Term(person=KEEPER, since=on(0)), *made))


def second_keeper(person, since=0, until=None, asked=1, ties=()):
    days = (person, since, None if until is None else on(until))
    one = Ties(asked_on=on(asked), of={person: frozenset(ties)})
    return case(roles=keepers(days), ties={REF: one})


def contact(tie, since=0):
    one = Ties(asked_on=on(1), of={THREE: frozenset({tie})})
    return case(roles=roles(contacts=(Term(person=THREE, since=on(since)),)), ties={REF: one})


def cited(confidence, checked_on=None):
    one = Cited(fact="F139", confidence=confidence, checked_on=checked_on)
    return case(course=course(cited=(one,)))


def drawn(**changes):
    return case(course=course(drawn=(replace(CHECKED, **changes),)))


def used(**changes):
    return case(course=course(materials=(Material(**{"name": "test record", **changes}),)))


def changed(**changes):
    one = Change(ref="test-record", on=on(23), what="words", kind="typo")
    return case(review=review(changes=(replace(one, **changes),)))


def mended():
    one = Change(ref="test-record", on=on(23), what="words", kind="typo", digest="mended")
    one = replace(one, ticked_by_lead_on=on(23))
    return case(review=review(changes=(one,)), course=course(digest="mended"))


PASSES = {
    "G12": [
        case(),
        reviewed(reviewer(ONE), reviewer(TWO, outcome="pass_with_changes")),
    ],
    "G13": [case(), reviewed(reviewer(ONE, joined_at="scope"), reviewer(TWO, joined_at="final"))],
    "G14": [
        case(),
        reviewed(reviewer(LEAD), reviewer(ONE)),
        tied(AUTHOR, "line manager"),
        case(ties={REF: Ties(asked_on=on(24))}),
        second_keeper(THREE, since=15, asked=16),
        second_keeper(THREE, since=15, asked=15),
        second_keeper(THREE, since=-90, until=-1, ties=["line manager"]),
        contact("line manager"),
        case_of(walked_to("withdrawn"), ties={}),
        case_of(walked_to("terms agreed"), ties={}),
    ],
    "G15": [case(), case(review=review(points=()))],
    "G16": [case(), reviewed(reviewer(ONE, payment="declined_by_contributor"), reviewer(TWO))],
    "G17": [
        case(),
        case(review=None),
        case(review=review(signed_on=None), course=course(digest="test record: other words")),
        changed(ticked_by_lead_on=on(23)),
        mended(),
    ],
    "G18": [case(), cited("B", on(3)), cited("C", on(24))],
    "G19": [case()],
    "G20": [case()],
    "G21": [case(), case(course=course(materials=())), used(needs="", licence="test record")],
}
BLOCKS = {
    "G12": [
        case(review=None),
        reviewed(reviewer(ONE)),
        reviewed(reviewer(ONE), reviewer(TWO, outcome=None)),
        reviewed(reviewer(ONE), reviewer(TWO, outcome="decline_to_sign")),
        reviewed(reviewer(ONE, outside=False), reviewer(TWO, outside=False)),
        reviewed(reviewer(ONE), reviewer(TWO), reviewer(LEAD, outcome="not_pass")),
        reviewed(
            reviewer(ONE, outcome="pass_with_changes"), reviewer(TWO), points=(point(reply=None),)
        ),
        reviewed(reviewer(ONE), reviewer(TWO, name_withdrawn_on=on(23))),
        case(review=review(dissents=(Dissent(person=ONE, because="test record"),))),
        case(review=review(signed_on=None)),
        case(review=review(facts_checked_on=None)),
        case(version="0.2"),
        case(module="fair-terms"),
    ],
    "G13": [
        case(review=None),
        reviewed(reviewer(ONE, joined_at="draft"), reviewer(TWO, joined_at="final")),
        reviewed(reviewer(ONE, rescoping={}), reviewer(TWO, joined_at="draft")),
    ],
    "G14": [
        case(roles=None),
        case(roles=roles(keepers=())),
        case(roles=roles(keepers=(Term(person=KEEPER, since=on(0), until=on(23)),))),
        reviewed(reviewer(ONE), reviewer(AUTHOR)),
        case(review=review(lead=AUTHOR)),
        reviewed(reviewer(LEAD)),
        reviewed(reviewer(LEAD, outcome=None, outcome_on=None)),
        second_keeper(AUTHOR),
        second_keeper(PERSON),
        second_keeper(THREE, ties=["line manager"]),
        second_keeper(THREE, since=15),
        second_keeper(THREE, since=2, until=20),
        second_keeper(THREE, until=8, ties=["line manager"]),
        contact("clinician"),
        contact("line manager", since=2),
        case(review=review(author=TWO)),
        tied(KEEPER, "line manager"),
        case(ties={}),
        case(ties={REF: Ties()}),
        case(ties={REF: Ties(asked_on=on(25))}),
        tied(KEEPER, "care worker"),
        tied(ONE, "employment specialist"),
    ],
    "G15": [
        case(review=review(points=(point(reply=None),))),
        case(review=review(points=(point(), point(ref="test-record-2", reply=None)))),
        case(review=review(points=(point(reply=PointReply(answer="discuss", on=on(21))),))),
    ],
    "G16": [
        reviewed(reviewer(ONE, payment="not_yet"), reviewer(TWO)),
        reviewed(reviewer(ONE, pay_offered_on=None), reviewer(TWO)),
    ],
    "G17": [
        case(day=on(700)),
        case(day=on(800)),
        case_of(replace(GOOD, review_by=None)),
        case_of(replace(GOOD, review_by=on(24))),
        case(day=on(780), review=review(), contributions=()),
        changed(),
        changed(kind="wording"),
        changed(what="answer key"),
        case(course=course(digest="test record: other words")),
    ],
    "G18": [
        cited("B"),
        cited("C"),
        cited("B", on(25)),
        case(course=course(uncited=("modules/test-record.ipynb, line 1",))),
    ],
    "G19": [
        case(course=course(unlabelled=("test record: a scenario",))),
        case(course=course(quoted=("modules/test-record.ipynb, line 1",))),
    ],
    "G20": [
        drawn(keyboard_on=None),
        drawn(without_drag_on=None),
        drawn(text_alternative_on=None),
        drawn(keyboard_on=on(25)),
        drawn(as_checked=False),
        case(course=course(drawn=(Drawn(kind="sort"),))),
        case(course=course(no_text_alternative=("modules/test-record.ipynb, line 1",))),
        case(course=course(reading={})),
    ],
    "G21": [
        used(needs="test record."),
        used(needs="test record.", licence="test record"),
        used(needs="test record.", licence="test record", met_on=on(25)),
    ],
}


@pytest.mark.parametrize(("rule", "passing"), each(PASSES))
def test_a_rule_about_the_module_passes_what_it_should(rule, passing):
    assert RULES[rule](passing) == ()


@pytest.mark.parametrize(("rule", "blocked"), each(BLOCKS))
def test_a_rule_about_the_module_blocks_and_names_no_person(rule, blocked):
    reasons = RULES[rule](blocked)

    assert reasons
    for reason in reasons:
        assert reason.endswith((".", '".'))
        assert not any(person in reason for person in (AUTHOR, KEEPER, LEAD, ONE, TWO))


def test_that_nobody_asked_is_said_in_other_words_than_a_tie_that_there_is():
    (never,) = RULES["G14"](case(ties={}))
    (close,) = RULES["G14"](tied(KEEPER, "line manager"))

    assert never.startswith("m3-s1: nobody has asked its contributor whether")
    assert close == "m3-s1: A keeper is the contributor's line manager."


@pytest.mark.parametrize(
    "one",
    [
        reviewed(reviewer(ONE), reviewer(AUTHOR)),
        case(review=review(lead=AUTHOR)),
        reviewed(reviewer(LEAD)),
        reviewed(reviewer(LEAD, outcome=None, outcome_on=None)),
    ],
)
def test_a_role_that_somebody_may_not_hold_is_told_once(one):
    held_by = replace(
        one.roles,
        lead=one.review.lead,
        reviewers=frozenset(who.person for who in one.review.reviewers),
    )

    assert len(RULES["G14"](replace(one, roles=held_by))) == 1


def test_that_a_keeper_came_after_the_asking_is_said_as_what_it_is():
    (late,) = RULES["G14"](second_keeper(THREE, since=15))

    assert late.startswith("m3-s1: a keeper or a contact began after the day on which")


def test_the_two_files_of_rules_try_every_one():
    from contributions.gate import test_gate_contribution_rules as first

    assert {*PASSES, *first.PASSES} == {*BLOCKS, *first.BLOCKS} == set(RULES)
    assert case().module == MODULE
