from dataclasses import replace

import pytest

from contributions.made_up import STATUSES, on, passed_too, walked_to
from coprod_training.contributions import side_routes, stage_reasons, stages
from coprod_training.contributions.consent import CHANNELS
from coprod_training.contributions.stages import Refused


@pytest.mark.parametrize("status", STATUSES)
def test_withdrawing_is_never_refused(status):
    c = side_routes.withdraw(walked_to(status), on(700))

    assert c.status == "withdrawn"
    assert not c.consents.use.yes
    assert not any(c.consents.channel(one).yes for one in CHANNELS)
    assert not c.may_be_asked_again


def test_withdrawing_twice_changes_nothing():
    c = side_routes.withdraw(walked_to("released"), on(30), may_be_asked_again=True)

    assert side_routes.withdraw(c, on(31)) is c


def test_pay_that_was_agreed_stays_agreed_after_a_withdrawal():
    c = walked_to("drafted")

    assert side_routes.withdraw(c, on(12)).payment == c.payment


def test_a_withdrawn_contribution_takes_no_step_any_more():
    c = walked_to("withdrawn")

    for step in (side_routes.pause, side_routes.decline, stages.draft):
        with pytest.raises(Refused):
            step(c, on(700))
    with pytest.raises(Refused):
        side_routes.replaced(c, [passed_too(c)], on(700))


@pytest.mark.parametrize("status", ["invited", "edit shown", "module review", "passed"])
def test_a_pause_ends_where_it_began(status):
    c = walked_to(status)

    back = side_routes.resume(side_routes.pause(c, on(50)))
    assert (back.status, back.paused_from) == (status, None)


def test_what_was_released_and_paused_meets_the_gate_again():
    paused = side_routes.pause(walked_to("released"), on(50))

    assert side_routes.resume(paused).status == "passed"


def test_what_is_not_paused_cannot_be_resumed():
    with pytest.raises(Refused, match="not paused"):
        side_routes.resume(walked_to("drafted"))


def test_a_pause_does_not_shorten_the_time_to_decide():
    c = side_routes.resume(side_routes.pause(walked_to("edit shown"), on(12)))

    assert stage_reasons.waits_until(c, "edit shown") == on(18)


@pytest.mark.parametrize(
    ("step", "status"),
    [(side_routes.decline, "terms agreed"), (side_routes.withdraw, "approved by contributor")],
)
def test_who_declines_or_withdraws_has_said_no_everywhere(step, status):
    c = step(walked_to(status), on(30))

    assert {c.consents.channel(one).on for one in CHANNELS} == {on(30)}
    assert not any(c.consents.channel(one).yes for one in CHANNELS)


@pytest.mark.parametrize("status", ["drafted", "edit shown", "passed", "released"])
def test_nobody_declines_once_there_are_words_that_would_stay(status):
    with pytest.raises(Refused, match="Their words are here already") as error:
        side_routes.decline(walked_to(status), on(610))
    assert "coprod withdraw" in error.value.fix
    paused = side_routes.pause(walked_to(status), on(610))
    with pytest.raises(Refused, match="Their words are here already"):
        side_routes.decline(paused, on(611))


def test_a_draft_that_discloses_harm_stops_until_next_steps_are_agreed():
    c = side_routes.stop_for_safety(walked_to("drafted"), on(10))

    assert c.status == "paused"
    with pytest.raises(Refused, match="safety"):
        side_routes.resume(c)
    c = side_routes.settle_safety(c, lead_told_on=on(10), settled_on=on(14))
    assert c.status == "paused"
    assert side_routes.resume(c).status == "drafted"


def test_no_step_goes_on_while_a_stop_for_safety_is_open():
    stopped = side_routes.stop_for_safety(walked_to("drafted"), on(10))
    forced = replace(stopped, status="drafted")

    with pytest.raises(Refused, match="safety"):
        stages.show_edit(forced, "a" * 64, on(11))


def test_next_steps_are_not_agreed_before_the_lead_knows():
    c = side_routes.stop_for_safety(walked_to("drafted"), on(10))

    with pytest.raises(Refused, match="lead is told"):
        side_routes.settle_safety(c, lead_told_on=on(15), settled_on=on(14))
    with pytest.raises(Refused, match="not stopped"):
        side_routes.settle_safety(walked_to("drafted"), lead_told_on=on(15), settled_on=on(16))


def test_a_stop_for_safety_keeps_the_stage_before_an_earlier_pause():
    c = side_routes.stop_for_safety(side_routes.pause(walked_to("drafted"), on(11)), on(12))

    c = side_routes.settle_safety(c, lead_told_on=on(12), settled_on=on(12))
    assert side_routes.resume(c).status == "drafted"


@pytest.mark.parametrize("status", ["open", "invited", "approved by contributor", "released"])
def test_one_is_replaced_at_any_stage_by_another_that_has_passed(status):
    c = walked_to(status)

    assert side_routes.replaced(c, [c, passed_too(c)], on(30)).status == "replaced"


@pytest.mark.parametrize("status", ["open", "invited", "approved by contributor", "passed"])
@pytest.mark.parametrize(
    "other",
    [
        {"ref": walked_to("open").ref},  # it is itself
        {"slot": "m3-s2"},
        {"status": "review due"},
        {"status": "module review"},
        {"status": "replaced"},
        {"reached": {"passed": on(31)}},
    ],
)
def test_nothing_is_replaced_unless_another_for_the_same_place_has_passed(status, other):
    c = walked_to(status)

    with pytest.raises(Refused, match="No other contribution to the same place has passed"):
        side_routes.replaced(c, [replace(passed_too(c), **other)], on(30))


def test_a_replacement_is_refused_with_every_reason():
    c = side_routes.stop_for_safety(walked_to("drafted", kind="review"), on(12))

    with pytest.raises(Refused) as error:
        side_routes.replaced(c, [], on(11))
    for part in ("safety", "is before", "stays credited", "No other contribution"):
        assert any(part in reason for reason in error.value.reasons), part
    assert len(error.value.reasons) == 4
