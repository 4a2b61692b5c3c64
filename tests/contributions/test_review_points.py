"""What a pack says comes into a module's review once, each thing where it belongs. Test records."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contributions.made_up import ONE, TWO, on, review, reviewer
from coprod_training.contributions.pack_opening import CHANGES, pack_words
from coprod_training.contributions.review_points import (
    can_stay,
    decided_again,
    said_again,
    scope_answered_again,
    with_points,
)
from coprod_training.contributions.review_rules import points_without_reply
from coprod_training.contributions.said import Said

SAID = Said(
    ref="abc123-1", sort="comment", passage="a/1", number=1, words="test record: why?", must=True
)
NEW = reviewer(ONE, rescoping={}, outcome=None, outcome_on=None)


def answer(passage, words, **more):
    return Said(
        ref=f"abc123-{passage}", sort="answer", passage=passage, number=9, new=words, **more
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


def test_the_same_file_saved_again_adds_only_what_is_new():
    first = with_points(review(points=()), [SAID.answered("changed", "")], ONE, on(5))
    saved_again = [
        replace(SAID, ref="def456-1", words=" test record:  why? "),
        replace(SAID, ref="def456-2", words="test record: and this?"),
    ]

    then = with_points(first, saved_again, ONE, on(9))

    assert [one.ref for one in then.points] == ["abc123-1", "def456-2"]
    assert then.points[0] == first.points[0]
    another = [replace(SAID, ref="fed789-1")]
    assert len(with_points(then, another, TWO, on(9)).points) == 3


def test_a_tick_that_it_must_change_is_taken_over_from_a_file_saved_again_and_never_taken_out():
    plain = replace(SAID, must=False)
    first = with_points(review(points=()), [plain.answered("not changed", "so")], ONE, on(5))
    (before,) = first.points

    (ticked,) = with_points(first, [replace(SAID, ref="def456-1")], ONE, on(9)).points

    assert ticked == replace(before, must_change=True)
    then = with_points(replace(first, points=(ticked,)), [plain], ONE, on(9))
    assert then.points == (ticked,)


def test_the_same_words_about_other_words_are_another_point():
    gone = Said(ref="abc123-1", sort="taken out", passage="a/1", number=1, old="test record: x")
    first = with_points(review(points=()), [gone.answered("changed", "")], ONE, on(5))
    same = replace(gone, ref="def456-1", old=" test  record: x")
    other = replace(gone, ref="def456-2", old="test record: y")

    then = with_points(first, [same, other], ONE, on(9))

    assert [one.ref for one in then.points] == ["abc123-1", "def456-2"]
    assert points_without_reply(then)
    assert said_again(first, [same, other], ONE) == ("abc123-1",)


def test_what_was_answered_before_is_named_when_it_is_said_again():
    again = replace(SAID, ref="def456-1", old="test record: x")
    asked = with_points(review(points=()), [SAID], ONE, on(5))  # nobody noted what was read
    answered = with_points(asked, [SAID.answered("changed", "")], ONE, on(6))

    assert said_again(answered, [again], ONE) == ("abc123-1",)
    assert said_again(answered, [again], TWO) == ()
    assert said_again(answered, [SAID], ONE) == ()
    assert said_again(asked, [again], ONE) == ()
    assert with_points(answered, [again], ONE, on(9)) == answered


def test_what_somebody_answered_on_scope_and_decided_is_no_point():
    said = [
        answer("rescope/exist", "test record: it should"),
        answer("rescope/purpose", "test record: for this"),
        answer("rescope/start", "test record: here"),
        answer("outcome/decision", pack_words()["outcome"]["choices"][1], day=str(on(4))),
        answer("outcome/disagree", "yes"),
        answer("outcome/must", "test record: this must change"),
        answer("outcome/missing", "test record: this is missing"),
    ]

    now = with_points(review(points=(), reviewers=(NEW, reviewer(TWO))), said, ONE, on(9))
    one = now.reviewer(ONE)

    assert one.at_scope
    assert one.rescoping["what for"] == "test record: for this"
    assert (one.outcome, one.outcome_on) == ("pass_with_changes", on(4))
    assert now.reviewer(TWO) == reviewer(TWO)
    assert [(point.passage, point.must_change) for point in now.points] == [
        ("outcome/must", True),
        ("outcome/missing", False),
    ]


def test_what_is_on_record_of_scope_and_outcome_stays():
    said = [answer("rescope/exist", "other"), answer("outcome/decision", choice(3))]
    before = review(points=(), reviewers=(reviewer(ONE),))

    assert with_points(before, said, ONE, on(9)) == before


def test_a_decision_and_a_scope_answer_that_differ_from_the_record_are_named():
    before = review(points=(), reviewers=(reviewer(ONE, rescoping={"what for": "test record: x"}),))
    said = [
        answer("rescope/exist", "test record: new"),
        answer("rescope/purpose", "test record: y"),
        answer("outcome/decision", choice(2)),
    ]
    same = [answer("rescope/purpose", " test record:  x"), answer("outcome/decision", choice(0))]

    assert decided_again(before, said, ONE) == (choice(2), choice(0))
    assert scope_answered_again(before, said, ONE) == ("what for",)
    assert decided_again(before, same, ONE) is None
    assert scope_answered_again(before, same, ONE) == ()
    assert decided_again(review(points=(), reviewers=(NEW,)), said, ONE) is None
    assert decided_again(before, said, TWO) is None


@pytest.mark.parametrize(("words", "points"), [("Yes.", 0), ("no", 0), ("test record: I do", 1)])
def test_an_objection_in_words_of_their_own_waits_for_an_answer(words, points):
    now = with_points(review(points=()), [answer("outcome/disagree", words)], ONE, on(9))

    assert len(now.points) == points
    assert bool(points_without_reply(now)) == bool(points)


def choice(at):
    return pack_words()["outcome"]["choices"][at]


@pytest.mark.parametrize(
    ("at", "outcome"),
    list(enumerate(["pass", "pass_with_changes", "not_pass", "decline_to_sign"])),
)
def test_each_choice_of_a_pack_is_an_outcome(at, outcome):
    before = review(points=(), reviewers=(NEW,))

    now = with_points(before, [answer("outcome/decision", choice(at))], ONE, on(9))

    assert (now.reviewer(ONE).outcome, now.reviewer(ONE).outcome_on) == (outcome, on(9))


def test_a_decision_in_words_of_their_own_is_read_by_a_person():
    said = [answer("outcome/decision", "test record: not like this")]

    now = with_points(review(points=(), reviewers=(NEW,)), said, ONE, on(9))

    assert now.reviewer(ONE).outcome is None
    assert [point.words for point in now.points] == ["test record: not like this"]


def test_that_what_was_changed_can_stay_is_no_point_and_anything_else_said_to_it_is():
    stays, *others = (answer(CHANGES, words) for words in pack_words()["changes"]["choices"])

    now = with_points(review(points=()), [stays], ONE, on(9))

    assert (now.points, can_stay([SAID, stays])) == ((), stays)
    for one in (*others, replace(stays, new=f"{stays.new} test record: for now")):
        assert can_stay([one]) is None
        assert points_without_reply(with_points(review(points=()), [one], ONE, on(9)))
