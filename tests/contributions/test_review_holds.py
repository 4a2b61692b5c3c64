from dataclasses import replace
from datetime import date, timedelta

import pytest

from contributions.made_up import AUTHOR, ONE, review, reviewer
from coprod_training.contributions.review import Change
from coprod_training.contributions.review_holds import expires, standing, unanswered_changes

SIGNED = date(2026, 3, 1)
LATER = date(2026, 9, 1)
ENDS = date(2028, 3, 1)


def signed(**changes):
    return review(signed_on=SIGNED, **changes)


@pytest.mark.parametrize(
    ("day", "light_check", "state"),
    [
        (SIGNED - timedelta(days=1), None, "none"),
        (SIGNED, None, "holds"),
        (date(2027, 2, 28), None, "holds"),
        (date(2027, 3, 1), None, "light check due"),
        (date(2027, 3, 1), date(2027, 2, 1), "holds"),
        (date(2027, 3, 1), date(2027, 4, 1), "light check due"),
        (date(2027, 3, 1), SIGNED, "light check due"),
        (ENDS - timedelta(days=91), date(2027, 2, 1), "holds"),
        (ENDS - timedelta(days=90), date(2027, 2, 1), "ends soon"),
        (ENDS - timedelta(days=1), None, "ends soon"),
        (ENDS, date(2027, 2, 1), "ended"),
    ],
)
def test_a_review_holds_24_months_with_a_look_at_12_and_a_warning_90_days_before(
    day, light_check, state
):
    found = standing(signed(light_check_on=light_check), day)

    assert found.state == state
    assert found.holds is (state not in ("none", "ended"))


def test_a_review_that_nobody_signed_does_not_hold():
    assert not standing(review(signed_on=None), LATER).holds
    assert expires(review(signed_on=None)) is None


def test_the_words_say_what_to_expect():
    last = standing(signed(), ENDS - timedelta(days=1)).words

    assert last == "The review ends in 1 day, on 2028-03-01."
    assert "certificate is off" in standing(signed(), ENDS).words


CHANGE = Change(ref="test-record", on=LATER, what="words", kind="typo")


@pytest.mark.parametrize(
    ("changes", "need"),
    [
        ({}, "the lead has not ticked it"),
        ({"ticked_by_lead_on": LATER - timedelta(days=1)}, "the lead has not ticked it"),
        ({"ticked_by_lead_on": LATER}, None),
        ({"kind": "wording", "ticked_by_lead_on": LATER}, "no reviewer"),
        ({"kind": "wording", "seen_by": ONE, "seen_on": LATER}, None),
        ({"kind": "wording", "seen_by": ONE}, "no reviewer"),
        ({"kind": "wording", "seen_by": AUTHOR, "seen_on": LATER}, "no reviewer"),
        ({"kind": "meaning", "seen_by": ONE, "seen_on": LATER}, "whole review"),
        ({"what": "scenario", "kind": "wording", "seen_by": ONE, "seen_on": LATER}, None),
        ({"what": "answer key", "ticked_by_lead_on": LATER}, "whole review"),
        ({"what": "rubric", "kind": "wording", "seen_by": ONE, "seen_on": LATER}, "whole review"),
    ],
)
def test_a_change_needs_as_much_as_it_changes(changes, need):
    found = unanswered_changes(signed(changes=(replace(CHANGE, **changes),)))

    assert found == () if need is None else need in found[0]


def test_an_author_among_the_reviewers_cannot_be_the_one_who_saw_it():
    change = replace(CHANGE, kind="wording", seen_by=AUTHOR, seen_on=LATER)

    assert unanswered_changes(signed(reviewers=(reviewer(AUTHOR),), changes=(change,)))


def test_a_change_of_meaning_ends_the_review_until_it_is_signed_again():
    module = signed(changes=(replace(CHANGE, kind="meaning"),))

    assert standing(module, LATER - timedelta(days=1)).holds
    assert standing(module, LATER).state == "ended"
    again = replace(module, signed_on=LATER)
    assert standing(again, LATER).holds
    assert unanswered_changes(again) == ()


def test_a_typo_does_not_end_a_review():
    assert expires(signed(changes=(CHANGE,))) == ENDS
