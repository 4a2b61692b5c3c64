"""Points of a pack come into a module's review, and what is on record stays. Test records."""

from datetime import timedelta

import pytest

from contributions.made_up import AUTHOR, LEAD, ONE, on, review
from coprod_training.contributions.review_form import reviewed, with_points
from coprod_training.contributions.review_rules import points_without_reply
from coprod_training.contributions.said import Said
from coprod_training.contributions.stages import Refused
from coprod_training.errors import CoprodError

SAID = Said(
    ref="abc123-1", sort="comment", passage="a/1", number=1, words="test record: why?", must=True
)


def test_a_point_of_a_pack_waits_for_its_reply_and_then_has_it():
    first = with_points(review(points=()), [SAID], ONE, on(5))
    then = with_points(first, [SAID.answered("not changed", "test record: so")], ONE, on(9))

    (waiting,), (done,) = first.points, then.points
    assert (waiting.words, waiting.must_change, waiting.reply) == ("test record: why?", True, None)
    assert points_without_reply(first)
    assert (done.reply.answer, done.reply.on) == ("not changed", on(9))
    assert points_without_reply(then) == ()


def test_taking_them_in_again_changes_no_day_and_no_other_point():
    before = review()
    once = with_points(before, [SAID.answered("changed", "")], ONE, on(5))

    again = with_points(once, [SAID.answered("changed", "")], ONE, on(5) + timedelta(days=3))

    assert again == once
    assert again.points[0] == before.points[0]


def test_words_that_would_replace_others_are_the_point():
    edit = Said(ref="abc123-2", sort="edit", passage="a/1", number=1, old="x", new="test record: y")

    assert with_points(review(points=()), [edit], ONE, on(5)).points[0].words == "test record: y"


def test_a_review_begins_with_its_author_and_is_of_this_edition():
    made = reviewed(None, {"author": AUTHOR, "lead": LEAD}, "safe-sharing", "0.2")

    assert (made.module, made.module_version, made.reviewers) == ("safe-sharing", "0.2", ())
    with pytest.raises(CoprodError, match="The author of the module is missing"):
        reviewed(None, {"lead": LEAD}, "safe-sharing", "0.2")


def test_an_objection_is_never_dropped_and_its_replies_are_added():
    said = {"dissents": [{"person": ONE, "because": "test record: a reason"}]}
    first = reviewed(review(), said, "safe-sharing", "0.1")
    reply = {"dissents": [{"person": ONE, "lead_reply": "test record: a reply"}]}

    (kept,) = reviewed(first, reply, "safe-sharing", "0.1").dissents

    assert (kept.because, kept.lead_reply) == ("test record: a reason", "test record: a reply")
    assert reviewed(first, {"dissents": []}, "safe-sharing", "0.1").dissents == first.dissents


@pytest.mark.parametrize("field", ["module", "module_version", "outcome"])
def test_what_a_form_cannot_change_is_named(field):
    with pytest.raises(CoprodError, match=f"no place for this: {field}"):
        reviewed(review(), {field: "x"}, "safe-sharing", "0.1")


def test_the_author_signs_nothing_of_their_own():
    with pytest.raises(Refused, match="would sign it as its lead"):
        reviewed(review(), {"lead": AUTHOR}, "safe-sharing", "0.1")
