"""Which contribution a copy may show: only one that passes every rule about itself."""

from dataclasses import replace

import pytest

from contributions.gate.made_up_case import case, case_of, contribution, held
from contributions.made_up import REF, consents, on, walked_to, yes
from coprod_training.contributions.consent import NO
from coprod_training.contributions.gate import decide
from coprod_training.contributions.gate.fill import credited_work, what_fills, why_left_out

GOOD = contribution()
SITE_ONLY = replace(GOOD, consents=consents(channels={"course site": yes()}))


def filled(one, state="draft", **changes):
    return what_fills(case_of(one, filled=frozenset(), **changes), state)


@pytest.mark.parametrize("status", ["passed", "released", "review due"])
def test_what_passed_is_shown_in_any_state(status):
    assert filled(contribution(status)) == {"m3-s1": REF}


@pytest.mark.parametrize("status", ["approved by contributor", "module review"])
def test_what_is_only_approved_is_for_testers_alone(status):
    assert filled(contribution(status)) == {}
    assert filled(contribution(status), "released") == {}
    assert filled(contribution(status), "pilot") == {"m3-s1": REF}


@pytest.mark.parametrize(
    "status",
    ["open", "invited", "terms agreed", "drafted", "edit shown", "paused", "declined",
     "withdrawn", "replaced"],
)  # fmt: skip
@pytest.mark.parametrize("state", ["draft", "pilot", "released"])
def test_nothing_else_is_ever_shown(status, state):
    assert filled(walked_to(status), state) == {}


def test_what_is_agreed_for_the_site_alone_is_left_out_of_downloads():
    assert filled(SITE_ONLY) == {}
    assert filled(SITE_ONLY, channels=("course site",)) == {"m3-s1": REF}
    assert filled(SITE_ONLY, channels=("downloaded notebooks",)) == {}


@pytest.mark.parametrize(
    "spoilt",
    [
        case_of(replace(GOOD, consents=consents(use=NO))),
        case_of(replace(GOOD, third_parties="not checked")),
        case_of(replace(GOOD, route_tested=None)),
        case_of(replace(GOOD, review_by=on(1))),
        case(held={}),
        case(held={REF: held(newest_hash="b" * 64)}),
        case(held={REF: held(credit="test record: another")}),
        case(withdrawn=frozenset({REF})),
        case(places=()),
    ],
)
def test_one_thing_that_is_not_in_order_leaves_it_out(spoilt):
    assert what_fills(case(), "released") == {"m3-s1": REF}
    assert what_fills(spoilt, "released") == {}


def test_an_unpaid_contribution_keeps_a_release_back_but_is_not_taken_from_its_contributor():
    unpaid = replace(GOOD, payment=replace(GOOD.payment, status="not_yet"))

    assert why_left_out(case(), unpaid) == ()
    assert filled(unpaid) == {"m3-s1": REF}
    assert decide(case_of(unpaid)).blocked_by == ("G08",)


def test_work_whose_place_shows_anothers_is_credited_beside_it():
    work = replace(GOOD, ref="f" * 16, kind="review")
    held_both = {REF: held(), work.ref: held()}
    both = case(contributions=(GOOD, work), held=held_both)

    assert credited_work(both) == (work,)
    assert credited_work(replace(both, filled=frozenset({REF, work.ref}))) == ()
    assert credited_work(replace(both, withdrawn=frozenset({work.ref}))) == ()
    assert credited_work(replace(both, held={REF: held()})) == ()
    assert credited_work(case(contributions=(GOOD, replace(GOOD, ref="e" * 16)))) == ()
