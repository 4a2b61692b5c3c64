"""The state of a course on a day: nothing raises it, and much can take it down."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contributions.gate.made_up_case import case, case_of, contribution
from contributions.made_up import REF, on, review, walked_to
from coprod_training.contributions import side_routes
from coprod_training.contributions.gate import RULES, decide
from coprod_training.contributions.gate.standing import (
    BEGUN,
    NOBODY_YET,
    NOT_IN_ORDER,
    NOT_REVIEWED,
    PILOT_BANNER,
    begun,
    stands,
)
from coprod_training.contributions.people import Ties
from coprod_training.contributions.requests import HOLD_DAYS
from coprod_training.contributions.review import Change
from coprod_training.day_words import day_words

OTHER = "c" * 16
NOTHING = {rule: () for rule in RULES}


def today(said, one, whole=NOTHING):
    return stands(said, [one], [decide(one)], whole)


def withdrawn(day, since="released"):
    gone = side_routes.withdraw(
        replace(walked_to(since), payment=contribution().payment, support=contribution().support),
        on(30),
    )
    return case_of(gone, filled=frozenset(), day=on(day), review=review())


@pytest.mark.parametrize("said", ["draft", "pilot", "released"])
def test_a_course_that_passes_is_what_it_says(said):
    assert today(said, case()).state == said


def test_a_pilot_carries_its_banner_and_gives_no_certificate():
    now = today("pilot", case(review=None, places=()))

    assert now.state == "draft"  # nobody has joined at scope (G13)
    assert today("pilot", case()).banner == PILOT_BANNER
    assert "no certificate" in today("pilot", case()).certificate


def test_whatever_blocks_makes_a_released_course_a_draft_that_says_why():
    now = today("released", case(held={}))

    assert (now.state, now.blocked_by) == ("draft", {"safe-sharing": ("G04",)})
    assert now.banner == NOT_IN_ORDER
    assert today("released", case(review=None)).banner == NOT_REVIEWED


def test_what_is_missing_in_the_course_as_a_whole_takes_it_down_too():
    now = today("released", case(), NOTHING | {"G12": ("test record.",)})

    assert (now.state, now.blocked_by) == ("draft", {"": ("G12",)})


def test_a_review_that_ended_is_named_by_its_day():
    now = today("released", case(day=on(1000)))

    assert now.state == "draft"
    assert "review of this course by people with lived experience ended on" in now.banner
    assert "The certificate is off" in now.certificate


def test_who_began_before_a_review_ended_keeps_the_certificate_while_nothing_else_blocks():
    change = Change(ref="test-record-1", on=on(23), what="scenario", kind="meaning")
    over = {"review": review(changes=(change,))}
    now = today("released", case(**over))

    assert now.state == "draft"
    assert now.ends is not None
    assert (now.ends.on, now.ends.of_review) == (on(23), True)
    assert today("released", case(held={}, **over)).ends is None
    assert today("draft", case(**over)).ends is None


def test_who_keeps_it_after_a_review_has_it_until_an_agreement_ends():
    change = Change(ref="test-record-1", on=on(23), what="scenario", kind="meaning")
    later = (contribution(review_by=on(40)),)

    over = today("released", case(contributions=later, review=review(changes=(change,)))).ends
    first = today("released", case(contributions=later)).ends

    assert (over.on, over.of_review, over.keep_until) == (on(23), True, on(40))
    assert (first.on, first.of_review, first.keep_until) == (on(40), False, None)


def test_a_stop_for_safety_takes_the_certificate_from_who_began_as_well():
    change = Change(ref="test-record-1", on=on(23), what="scenario", kind="meaning")
    over = {"review": review(changes=(change,))}

    def with_stopped(one):
        beside = replace(one, ref=OTHER, slot="m3-s2")
        ties = dict.fromkeys((REF, OTHER), Ties(asked_on=on(1)))
        return case(contributions=(contribution(), beside), ties=ties, **over)

    stop = side_routes.stop_for_safety(contribution("released"), on(24))
    settled = side_routes.settle_safety(stop, lead_told_on=on(24), settled_on=on(24))
    draft = side_routes.stop_for_safety(contribution("drafted"), on(24))
    assert today("released", with_stopped(stop)).ends is None
    assert today("released", with_stopped(settled)).ends.of_review
    assert today("released", with_stopped(draft)).ends.of_review  # nobody ever read it here


def test_a_copy_made_during_a_stop_for_safety_lets_nobody_keep_a_certificate_later():
    stop = side_routes.stop_for_safety(contribution("released"), on(24))
    nothing = {"places": (), "filled": frozenset()}

    assert today("released", case(contributions=(), **nothing)).ends.of_review
    assert not today("released", case(contributions=(stop,), **nothing)).ends.of_review


def test_a_released_course_keeps_its_state_for_30_days_after_a_withdrawal():
    now = today("released", withdrawn(31))

    assert now.state == "released"
    assert day_words(on(30 + HOLD_DAYS)) in now.banner
    assert now.certificate == ""


@pytest.mark.parametrize("day", [30 + HOLD_DAYS, 30 + HOLD_DAYS + 1])
def test_then_it_is_a_draft(day):
    assert today("released", withdrawn(day)).state == "draft"


@pytest.mark.parametrize(("settings", "state"), [(("smi",), "released"), ((), "draft")])
def test_so_it_does_when_nobody_is_left_who_speaks_for_a_setting(settings, state):
    gone = side_routes.withdraw(
        replace(contribution("released"), ref=OTHER, slot="m3-s2", settings=settings), on(30)
    )
    both = replace(case(), day=on(31), contributions=(contribution(), gone))

    assert today("released", both, NOTHING | {"G01": ("test record.",)}).state == state


WORDS = f"Test record. {NOBODY_YET} Not endorsed."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, f"Test record. {BEGUN} Not endorsed."),
        ({"filled": frozenset()}, f"Test record. {BEGUN} Not endorsed."),
        ({"review": None}, f"Test record. {BEGUN} Not endorsed."),
        ({"filled": frozenset(), "review": review(signed_on=None)}, ""),
        ({"filled": frozenset(), "review": None}, ""),
    ],
)
def test_a_draft_does_not_say_that_nobody_shaped_it_once_somebody_has(changes, said):
    assert begun(WORDS, [case(**changes)]) == said


def test_what_was_never_released_holds_nothing():
    assert today("released", withdrawn(31, since="passed")).state == "draft"


def test_the_hold_covers_the_withdrawal_and_nothing_else():
    assert today("released", replace(withdrawn(31), held={}, found=None)).state == "draft"


def test_a_released_copy_knows_the_day_on_which_it_is_a_draft_by_itself():
    now = today("released", case())
    ends = now.ends

    assert ends is not None
    assert today("released", case(day=ends.on)).state == "draft"
    assert today("released", case(day=ends.on - timedelta(days=1))).state == "released"
