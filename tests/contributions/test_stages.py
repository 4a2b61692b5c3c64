from dataclasses import replace

import pytest

from contributions.made_up import (
    HASH,
    KEEPER,
    OTHER_HASH,
    PERSON,
    STATUSES,
    STEPS,
    VERSION,
    WORDING,
    agreed,
    approved,
    attribution,
    consents,
    contribution,
    on,
    review,
    walked_to,
    yes,
)
from coprod_training.contributions import stages
from coprod_training.contributions.consent import NO
from coprod_training.contributions.months import months_after
from coprod_training.contributions.record import SAYINGS, Payment, Support
from coprod_training.contributions.stages import MONTHS_TO_ASK_AGAIN, Refused

FORWARD = list(STEPS)
NO_NAME = {"how": "anonymous", "display_text": ""}


def refusal(step, *args, **more):
    with pytest.raises(Refused) as caught:
        step(*args, **more)
    return " ".join(caught.value.reasons)


def test_a_contribution_walks_every_stage_in_order():
    c = walked_to("review due")

    assert list(c.reached) == FORWARD[1:]
    assert set(FORWARD) | {"paused", "declined", "withdrawn", "replaced"} == set(STATUSES)


def stages_before(name):
    # A stage is entered from the one before it; edits and new drafts also from further on.
    before = {FORWARD[FORWARD.index(name) - 1]}
    if name == "edit shown":
        before |= set(FORWARD[FORWARD.index("drafted") :])
    if name == "drafted":
        before |= {"drafted", "edit shown"}
    # Of the next edition; and again when the review is over.
    return before | {"module review": {"module review"}, "review due": {"passed"}}.get(name, set())


@pytest.mark.parametrize(
    ("status", "name"),
    [(one, name) for name in FORWARD[1:] for one in STATUSES if one not in stages_before(name)],
)
def test_no_stage_can_be_left_out(status, name):
    c = walked_to(status)

    with pytest.raises(Refused):
        STEPS[name](c)


@pytest.mark.parametrize("two", [("test record: a name", KEEPER), (PERSON, "test record: a name")])
def test_a_person_is_known_by_a_reference_and_never_by_a_name(two):
    said = refusal(stages.invite, contribution(), *two, on(0))

    assert "never by a name" in said
    assert "test record" not in said


def test_nobody_is_asked_by_themselves_or_again_who_asked_not_to_be():
    never = contribution(may_be_asked_again=False)

    assert "not to be asked again" in refusal(stages.invite, never, PERSON, KEEPER, on(0))
    assert "cannot be the person" in refusal(stages.invite, contribution(), PERSON, PERSON, on(0))


def test_seven_days_pass_between_invitation_and_agreement():
    c = walked_to("invited")

    assert "7 days" in refusal(agreed, c, day=6, consents=consents(use=yes(days=6)))
    assert agreed(c, day=7).status == "terms agreed"


def test_a_contributor_may_ask_for_faster_and_that_is_on_record():
    c = stages.ask_faster(walked_to("invited"), "agreement", on(2))

    c = agreed(c, day=2, consents=consents(use=yes(days=2)))
    assert c.edits.faster == {"agreement": on(2)}


def test_seven_days_pass_between_showing_an_edit_and_its_approval():
    c = walked_to("edit shown")

    assert "7 days" in refusal(approved, c, day=17)
    assert approved(c, day=18).status == "approved by contributor"
    assert approved(stages.ask_faster(c, "approval", on(12)), day=12).edits.approved_at == on(12)


def test_faster_holds_for_one_edit_only():
    c = stages.ask_faster(walked_to("edit shown"), "approval", on(11))
    c = stages.show_edit(c, OTHER_HASH, on(12))

    assert "7 days" in refusal(approved, c, day=13, content_hash=OTHER_HASH)


def test_faster_cannot_be_asked_ahead_of_time():
    assert "no approval to wait for" in refusal(
        stages.ask_faster, walked_to("invited"), "approval", on(1)
    )


@pytest.mark.parametrize("reply", ["no reply", "no", "talk first"])
def test_silence_and_a_no_are_never_a_yes(reply):
    said = {"no": "They said no.", "no reply": "never a yes", "talk first": "talk about it"}[reply]
    assert said in refusal(agreed, walked_to("invited"), day=400, reply=reply)
    assert said in refusal(approved, walked_to("edit shown"), day=400, reply=reply)
    due = walked_to("review due")
    again = {"wording": WORDING, "consents": consents(), "review_by": on(900)}
    again |= {"version": VERSION}
    assert said in refusal(stages.renew, due, reply, on(601), **again)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"consents": consents(use=NO)}, "never asked"),
        ({"consents": consents(use=yes(wording="terms-0"))}, "wording terms-0"),
        ({"consents": consents(use_for=" ")}, "used for"),
        ({"attribution": attribution(display_text="")}, "credit"),
        ({"attribution": attribution(**NO_NAME, voice_or_face="voice")}, "recognised"),
        ({"attribution": attribution(how="group_credit", group_size=7)}, "at least 8"),
        ({"attribution": attribution(risk_talk=None)}, "talk about being recognised"),
        ({"attribution": attribution(risk_talk=on(8))}, "talk about being recognised"),
        ({"review_by": on(740)}, "24 months later"),
        ({"review_by": on(7)}, "24 months later"),
    ],
)
def test_terms_are_not_agreed_without(changes, why):
    assert why in refusal(agreed, walked_to("invited"), **changes)


@pytest.mark.parametrize(
    ("ready", "why"),
    [
        ({"age": "not asked"}, "18 or over"),
        ({"route_sent": None}, "way to withdraw"),
        ({"route_sent": on(8)}, "way to withdraw"),
        (
            {"said_in_writing": dict.fromkeys(SAYINGS[:-1], on(0))},
            "copies people already have cannot be called back",
        ),
    ],
)
def test_terms_are_not_agreed_before_the_keeper_has_said_and_asked(ready, why):
    assert why in refusal(agreed, walked_to("invited", **ready))


def test_what_is_done_on_the_day_itself_is_done_in_time():
    last = months_after(on(7), MONTHS_TO_ASK_AGAIN)
    terms = {"attribution": attribution(risk_talk=on(7)), "review_by": last}
    offered = Payment(amount=1, what_for="test record", offered_on=on(10))

    c = agreed(walked_to("invited", route_sent=on(7), payment=offered), **terms)
    assert stages.draft(c, on(10)).status == "drafted"


@pytest.mark.parametrize("saying", SAYINGS[:-1])
def test_nothing_is_drafted_before_everything_is_said_in_writing(saying):
    said = {one: on(0) for one in SAYINGS if one != saying}
    c = walked_to("terms agreed", said_in_writing=said)

    assert saying in refusal(stages.draft, c, on(10))
    later = replace(c, said_in_writing={**said, saying: on(11)})
    assert saying in refusal(stages.draft, later, on(10))
    told = replace(c, said_in_writing={**said, saying: on(10)})
    assert stages.draft(told, on(10)).status == "drafted"


@pytest.mark.parametrize(
    ("ready", "why"),
    [
        ({"payment": Payment()}, "Payment"),
        ({"payment": Payment(amount=1, what_for="test record", offered_on=on(11))}, "Payment"),
        ({"support": Support()}, "supports the person"),
    ],
)
def test_nothing_is_drafted_before_pay_is_offered_and_support_is_named(ready, why):
    assert why in refusal(stages.draft, walked_to("terms agreed", **ready), on(10))


def test_only_what_was_shown_last_can_be_approved():
    c = stages.show_edit(walked_to("edit shown"), OTHER_HASH, on(12))

    assert "Show it first" in refusal(approved, c, day=30, content_hash=HASH)
    assert approved(c, day=30, content_hash=OTHER_HASH).edits.approved_hash == OTHER_HASH


@pytest.mark.parametrize("status", ["approved by contributor", "module review", "released"])
def test_any_edit_after_approval_goes_back_to_be_shown(status):
    c = stages.edited(walked_to(status), OTHER_HASH, on(30))

    assert (c.status, c.edits.approved_hash, c.edits.approved_at) == ("edit shown", None, None)
    assert c.edits.shown_hash == OTHER_HASH


def test_the_approved_content_unchanged_stays_approved():
    c = walked_to("passed")

    assert stages.edited(c, HASH, on(30)) is c


def test_what_nobody_has_approved_is_no_edit_of_something_approved():
    c = walked_to("edit shown")

    assert stages.edited(c, OTHER_HASH, on(30)) is c


@pytest.mark.parametrize(
    ("third_parties", "off_limits", "why"),
    [("not checked", "", "other people"), ("none", "test record: a topic", "off limits")],
)
def test_nothing_is_approved_before_other_people_and_limits_are_checked(
    third_parties, off_limits, why
):
    c = walked_to("edit shown", off_limits=off_limits)

    assert why in refusal(approved, c, third_parties=third_parties)


def test_what_is_off_limits_stands_in_nobodys_way_once_the_author_has_left_it_out():
    c = walked_to("edit shown", off_limits="test record: a topic", off_limits_followed_on=on(12))

    assert approved(c).status == "approved by contributor"


def test_a_contribution_passes_only_with_the_review_of_its_own_module():
    c = walked_to("module review")

    other = review(module="fair-terms")
    assert "a different module" in refusal(stages.pass_review, c, other, on(23))
    assert "have passed" in refusal(stages.pass_review, c, review(reviewers=()), on(23))


def test_a_release_is_refused_with_the_words_of_the_gate():
    c = walked_to("passed")

    assert refusal(stages.release, c, ["G08: not paid."], on(24)) == "G08: not paid."


def test_every_reason_of_a_refusal_is_said_once():
    c = contribution(status="invited", age="not asked", route_sent=None)

    with pytest.raises(Refused) as caught:
        agreed(c, attribution=attribution(risk_talk=None))
    assert len(caught.value.reasons) == 3
    assert len(set(caught.value.reasons)) == 3


def test_a_step_is_not_dated_before_the_one_before_it():
    assert "is before" in refusal(stages.draft, walked_to("terms agreed"), on(5))


def test_asked_again_a_yes_leads_to_review_and_not_past_it():
    c = walked_to("review due")

    assert "asked again" in refusal(stages.send_to_review, c, VERSION, on(601))
    again = {"wording": WORDING, "consents": consents(), "review_by": on(900)}
    c = stages.renew(c, "yes", on(601), version="0.2", **again)
    assert (c.status, c.review_by, c.module_version) == ("module review", on(900), "0.2")


@pytest.mark.parametrize(
    ("status", "changes", "why"),
    [
        ("module review", {}, "Nothing is to be renewed"),
        ("review due", {"consents": consents(use=NO)}, "Use of the contribution"),
        ("review due", {"review_by": on(601)}, "24 months later"),
        ("review due", {"review_by": on(1400)}, "24 months later"),
    ],
)
def test_nothing_is_renewed_without(status, changes, why):
    again = {"wording": WORDING, "consents": consents(), "review_by": on(900), "version": "0.2"}

    assert why in refusal(stages.renew, walked_to(status), "yes", on(601), **again | changes)


def test_what_waits_for_a_review_goes_on_to_the_review_of_the_next_edition():
    c, next_one = walked_to("module review"), review(module_version="0.2")

    assert "a different edition" in refusal(stages.pass_review, c, next_one, on(23))
    c = stages.send_to_review(c, "0.2", on(22))
    assert stages.pass_review(c, next_one, on(23)).status == "passed"
