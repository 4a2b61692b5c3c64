"""Points of a pack come into a module's review, and what is on record stays. Test records."""

from dataclasses import replace

import pytest

from contributions.made_up import AUTHOR, LEAD, ONE, on, review
from coprod_training.contributions.review import Change
from coprod_training.contributions.review_form import carried_over, reviewed
from coprod_training.contributions.review_holds import is_what_was_reviewed, unanswered_changes
from coprod_training.contributions.stages import Refused
from coprod_training.errors import CoprodError

WORDS = "test record: a digest"
EDITION = ("safe-sharing", "0.1")


def test_a_review_begins_with_its_author_and_is_of_this_edition():
    made = reviewed(None, {"author": AUTHOR, "lead": LEAD}, "safe-sharing", "0.2", WORDS)

    assert (made.module, made.module_version, made.reviewers) == ("safe-sharing", "0.2", ())
    with pytest.raises(CoprodError, match="The author of the module is missing"):
        reviewed(None, {"lead": LEAD}, "safe-sharing", "0.2", WORDS)


def test_a_decision_and_a_change_are_kept_with_the_words_that_they_are_about():
    change = {"ref": "c-1", "on": str(on(30)), "what": "words", "kind": "typo", "digest": "typed"}
    signed = reviewed(review(signed_on=None), {"signed_on": str(on(22))}, *EDITION, "first")
    changed = reviewed(signed, {"changes": [change]}, *EDITION, "second")
    again = {
        "signed_on": str(on(22)),
        "changes": [{"ref": "c-1", "ticked_by_lead_on": str(on(31))}],
    }
    ticked = reviewed(changed, again, *EDITION, "third")

    assert [one.reviewed_digest for one in (signed, changed, ticked)] == ["first"] * 3
    assert [change.digest for change in ticked.changes] == ["second"]
    assert is_what_was_reviewed(ticked, "first")
    assert is_what_was_reviewed(ticked, "second")
    assert not is_what_was_reviewed(ticked, "third")
    assert (
        reviewed(ticked, {"signed_on": str(on(40))}, *EDITION, "third").reviewed_digest == "third"
    )


def test_a_change_that_the_decision_came_after_says_nothing_of_todays_words():
    change = Change(ref="c-1", on=on(21), what="words", kind="typo", digest="later")

    assert not is_what_was_reviewed(review(changes=(change,)), "later")


@pytest.mark.parametrize(("digest", "waits"), [("signed", 0), ("", 0), ("later", 1)])
def test_a_change_on_the_day_of_the_decision_is_one_after_it_when_its_words_are_others(
    digest, waits
):
    change = Change(ref="c-1", on=on(22), what="words", kind="typo", digest=digest)
    found = review(changes=(change,), reviewed_digest="signed")

    assert len(unanswered_changes(found)) == waits


TICKED = Change(
    ref="c-1", on=on(30), what="words", kind="typo", ticked_by_lead_on=on(30), digest="mended"
)


@pytest.mark.parametrize(
    ("changes", "digest", "day"),
    [
        ({}, "read", on(40)),
        ({"changes": (TICKED,)}, "mended", on(40)),
        ({"signed_on": None}, "anything", on(40)),
    ],
)
def test_a_new_edition_takes_over_the_review_of_the_same_words(changes, digest, day):
    before = review(reviewed_digest="read", **changes)

    assert carried_over(before, "0.2", digest, day) == replace(before, module_version="0.2")


@pytest.mark.parametrize(
    ("changes", "digest", "day", "why"),
    [
        ({}, "other", on(40), "no change is on record"),
        ({"changes": (replace(TICKED, ticked_by_lead_on=None),)}, "mended", on(40), "not ticked"),
        ({"changes": (replace(TICKED, kind="meaning"),)}, "mended", on(40), "The review ended"),
        ({}, "read", on(900), "The review ended"),
    ],
)
def test_a_new_edition_takes_over_no_review_of_other_words(changes, digest, day, why):
    with pytest.raises(Refused, match=why):
        carried_over(review(reviewed_digest="read", **changes), "0.2", digest, day)


def test_an_objection_is_never_dropped_and_its_replies_are_added():
    said = {"dissents": [{"ref": "d-1", "person": ONE, "because": "test record: a reason"}]}
    first = reviewed(review(), said, *EDITION, WORDS)
    reply = {"dissents": [{"ref": "d-1", "lead_reply": "test record: a reply"}]}

    (kept,) = reviewed(first, reply, *EDITION, WORDS).dissents

    assert (kept.because, kept.lead_reply) == ("test record: a reason", "test record: a reply")
    assert reviewed(first, {"dissents": []}, *EDITION, WORDS).dissents == first.dissents


def test_a_second_objection_of_the_same_person_stands_beside_the_first():
    def said(ref, why):
        return {"dissents": [{"ref": ref, "person": ONE, "because": f"test record: {why}"}]}

    first = reviewed(review(), said("d-1", "one"), *EDITION, WORDS)
    both = reviewed(first, said("d-2", "two"), *EDITION, WORDS)

    assert [one.because for one in both.dissents] == ["test record: one", "test record: two"]
    with pytest.raises(CoprodError, match="needs a ref"):
        reviewed(both, said("", "three"), *EDITION, WORDS)


@pytest.mark.parametrize("field", ["module", "module_version", "reviewed_digest", "outcome"])
def test_what_a_form_cannot_change_is_named(field):
    with pytest.raises(CoprodError, match=f"no place for this: {field}"):
        reviewed(review(), {field: "x"}, *EDITION, WORDS)


def test_the_author_signs_nothing_of_their_own():
    with pytest.raises(Refused, match="would sign it as its lead"):
        reviewed(review(), {"lead": AUTHOR}, *EDITION, WORDS)
