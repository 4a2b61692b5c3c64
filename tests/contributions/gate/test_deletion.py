"""What somebody wants deleted is deleted, and confirmed in writing. All people are test records."""

import pytest
import yaml

from contributions.gate.a_keeper import FIRST, NAME, POINT, REACH, WHO, review_of
from contributions.gate.conftest import WORDS
from contributions.gate.left_of_it import holding
from contributions.made_up import ONE, on
from coprod_training.contributions.months import months_after
from coprod_training.contributions.to_confirm import Confirmations


@pytest.fixture
def withdrawn(keeper):
    keeper.approved()
    keeper.says("withdraw", keeper.ref)
    return keeper


def person_of(keeper):
    return keeper.record().person


def test_who_it_was_stays_until_they_were_told_and_is_listed_until_then(withdrawn):
    keeper, who = withdrawn, person_of(withdrawn)
    keeper.step("ask", "delete", day=20)
    by = months_after(on(20), 1)

    said = keeper.step("delete", day=24)
    assert "Deleted: its words and its record." in said
    assert f"Confirm it to {who} in writing by {by}." in said
    assert f"coprod contribution confirmed {keeper.ref}" in keeper.says("register", "list")
    assert who in keeper.says("register", "list")
    assert keeper.course.register.read("person", who).record.name == NAME

    said = keeper.step("confirmed")
    assert "Deleted: who it was, and how to reach them." in said
    assert keeper.course.register.refs("person") == ()
    assert "confirmed" not in keeper.says("register", "list")
    assert "Nobody is waiting" in keeper.step("confirmed", status=1)


def test_what_accounts_require_is_named_when_it_stays(withdrawn):
    said = withdrawn.step("delete", "--keep-payment")

    assert "but for payment and benefits advice, which accounts require." in said


def test_a_deletion_that_was_interrupted_is_finished_by_the_next(withdrawn, monkeypatch):
    keeper = withdrawn
    register = type(keeper.course.register)
    with monkeypatch.context() as patched:
        patched.setattr(register, "erase", lambda *_, **__: 1 / 0)
        keeper.step("delete", status=1)

    keeper.step("delete")
    assert len(Confirmations(keeper.course.private).waiting()) == 1
    assert keeper.course.register.refs("contribution") == ()
    assert holding(keeper.course.private, WORDS, FIRST) == []


def test_what_a_contributor_wrote_with_the_lead_goes_with_their_contribution(keeper):
    keeper.approved()
    who = person_of(keeper)
    theirs = {"ref": "r-1", "person": who, "well": POINT}
    other = {"ref": "r-2", "person": ONE, "well": "test record: of somebody else"}
    form = keeper.file(review_of(ONE, reflections=[theirs, other]))
    keeper.says("review", "listening", form, status=1)
    keeper.says("withdraw", keeper.ref)

    assert "what they wrote with the lead" in keeper.step("delete")
    (ref,) = keeper.course.register.refs("review")
    left = keeper.course.register.read("review", ref).record.reflections
    assert [one.ref for one in left] == ["r-2"]
    lines = (keeper.course.private / "register" / "register.jsonl").read_text().splitlines()
    assert sum(ref in line for line in lines) == 1  # nothing of what was there before


def test_who_reviews_as_well_keeps_their_name_in_the_register(withdrawn):
    keeper, who = withdrawn, person_of(withdrawn)
    keeper.says("review", "listening", keeper.file(review_of(who)), status=1)

    keeper.step("delete")
    said = keeper.step("confirmed")

    assert "Their name stays for now, because they have: a review of listening." in said
    assert keeper.course.register.refs("person") == (who,)


def test_a_reviewer_can_have_everything_deleted(keeper):
    who = keeper.says("contribution", "person", keeper.file(WHO))[:16]
    signed = review_of(who, ONE, facts_checked_on=on(20), signed_on=on(22))
    reply = {"reply": {"answer": "changed", "on": on(21)}}
    point = {"ref": "p-1", "person": who, "words": POINT, "may_be_shown": True}
    signed["points"] = [point | reply]
    signed["dissents"] = [{"ref": "d-1", "person": who, "because": POINT, "shown": True}]
    signed["reflections"] = [{"ref": "r-1", "person": who, "well": POINT, "lead_yes_on": on(23)}]
    keeper.says("review", "listening", keeper.file(signed), status=1)

    keeper.ref = who
    said = keeper.step("delete", day=24)
    assert "Taken out of the review of listening" in said
    (ref,) = keeper.course.register.refs("review")
    review = keeper.course.register.read("review", ref).record
    said = [one.words for one in review.points] + [one.because for one in review.dissents]
    assert said == ["(deleted at their request)"] * 2
    assert review.reflections == ()
    lines = (keeper.course.private / "register" / "register.jsonl").read_text().splitlines()
    assert sum(ref in line for line in lines) == 1  # nothing of what was there before
    assert not review.reviewer(who).counts
    assert review.reviewer(who).rescoping == {}
    assert review.points[0].reply is not None
    assert "1 of at least 2 reviewers" in keeper.says("review", "listening", status=1)

    assert "Deleted: who it was" in keeper.step("confirmed")
    assert keeper.course.register.refs("person") == ()


@pytest.mark.parametrize("said", ["points", "dissents", "reflections", None])
def test_copies_that_may_show_what_a_reviewer_said_are_named(keeper, said, tmp_path):
    who = keeper.says("contribution", "person", keeper.file(WHO))[:16]
    theirs = {"ref": "x-1", "person": who}
    shown = {
        "points": {"words": POINT, "may_be_shown": True},
        "dissents": {"because": POINT, "shown": True},
        "reflections": {"well": POINT, "lead_yes_on": on(23), "person_yes_on": on(23)},
        None: {"words": POINT},
    }[said]
    form = keeper.file(review_of(who, ONE, **{said or "points": [theirs | shown]}))
    keeper.says("review", "listening", form, status=1)
    keeper.says("publish", tmp_path / "out")

    keeper.ref = who
    told = keeper.step("delete", day=24)

    assert ("may still show what they said about listening" in told) == (said is not None)
    assert (f"  {tmp_path / 'out'}\n" in told) == (said is not None)
    assert ("before\nyou confirm it." in told) == (said is not None)


def test_who_still_has_a_contribution_or_a_role_is_named_first(keeper):
    keeper.agreed()
    ref, keeper.ref = keeper.ref, person_of(keeper)
    roles = keeper.course.private / "register" / "course-roles.yaml"
    before = roles.read_text() if roles.exists() else ""
    roles.write_text(yaml.safe_dump({"keepers": [{"person": keeper.ref, "since": on(0)}]}))

    said = keeper.step("delete", status=1)
    roles.write_text(before)

    assert f"This person still has: the contribution {ref}." in said
    assert "a role in course-roles.yaml (keepers)" in said


def test_a_changed_name_or_address_takes_the_place_of_the_old_one(keeper):
    keeper.added()
    who = person_of(keeper)
    new = WHO | {"reach": f"{REACH}-2"}

    said = keeper.says("contribution", "person", keeper.file(new), "--ref", who)

    assert f"{who} now has what the form says." in said
    assert keeper.course.register.read("person", who).record.reach == f"{REACH}-2"
    assert keeper.course.register.refs("person").count(who) == 1
    wrong = keeper.says("contribution", "person", keeper.file(new), "--ref", "0" * 16, status=1)
    assert "no record with that reference" in wrong


def test_whoever_was_deleted_is_not_entered_in_a_review_again(keeper):
    who = keeper.says("contribution", "person", keeper.file(WHO))[:16]
    keeper.says("review", "listening", keeper.file(review_of(who, ONE)), status=1)
    keeper.says("contribution", "delete", who)

    said = keeper.says("review", "listening", keeper.file(review_of(who)), status=1)

    assert f"Everything about {who} was deleted, as they asked." in said
    points = keeper.file("[]", "points.json")
    again = keeper.says("review", "listening", "--points", points, "--from", who, status=1)
    assert f"Everything about {who} was deleted" in again
    assert "1 of at least 2 reviewers" in keeper.says("review", "listening", status=1)
