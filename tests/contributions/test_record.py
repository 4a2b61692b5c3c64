import re

import pytest

from contributions.made_up import attribution, everything_filled, on
from coprod_training.contributions.record import BenefitsAdvice, Payment, SafetyStop
from coprod_training.contributions.refs import is_ref, new_ref

NO_NAME = {"how": "anonymous", "display_text": ""}


def test_a_record_never_shows_its_free_words_or_amounts_when_it_is_printed():
    shown = repr(everything_filled())

    assert re.findall(r"PLANTED[\w-]*|98765|a credit|an adviser", shown) == []


def test_a_reference_is_drawn_at_random_and_no_name_has_its_shape():
    assert len({new_ref() for _ in range(50)}) == 50
    assert is_ref(new_ref())
    assert not any(map(is_ref, ["", "test record", "M3-S1", "A" * 16, "a" * 16 + "\n"]))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        (NO_NAME, None),
        ({"how": "anonymous"}, "has no words to show"),
        ({"how": "named", "display_text": " "}, "words of the credit"),
        ({"how": "group_credit", "group_size": 8}, None),
        ({"how": "group_credit", "group_size": 7}, "at least 8"),
        (NO_NAME | {"voice_or_face": "face"}, "own face"),
        (NO_NAME | {"voice_or_face": "voice", "understood_on": on(3)}, None),
        ({"how": "chosen_name", "voice_or_face": "voice"}, None),
    ],
)
def test_a_credit_says_why_it_cannot_be_used(changes, why):
    problem = attribution(**changes).problem

    assert problem is None if why is None else why in problem


@pytest.mark.parametrize(
    ("changes", "offered"),
    [
        ({}, True),
        ({"amount": None}, False),
        ({"what_for": ""}, False),
        ({"offered_on": None}, False),
    ],
)
def test_an_offer_has_an_amount_a_purpose_and_a_day(changes, offered):
    whole = {"amount": 0, "what_for": "test record", "offered_on": on(0)}

    assert Payment(**{**whole, **changes}).offered is offered


@pytest.mark.parametrize(
    ("status", "settled"),
    [
        ("paid", True),
        ("declined_by_contributor", True),
        ("donated_at_request", True),
        ("not_yet", False),
    ],
)
def test_pay_is_settled_when_paid_declined_or_donated(status, settled):
    assert Payment(status=status).settled is settled


def test_advice_is_offered_with_a_source_and_a_day_and_whether_it_was_used_is_not_kept():
    advice = BenefitsAdvice(source="test record", offered_on=on(0))

    assert advice.offered
    assert advice.taken_up is None
    assert not BenefitsAdvice(source="test record").offered
    assert not BenefitsAdvice(offered_on=on(0)).offered


def test_a_stop_for_safety_is_settled_when_the_lead_knows_and_steps_are_agreed():
    assert SafetyStop(raised_on=on(0), lead_told_on=on(0), settled_on=on(1)).settled
    assert not SafetyStop(raised_on=on(0), settled_on=on(1)).settled
    assert not SafetyStop(raised_on=on(0), lead_told_on=on(0)).settled
