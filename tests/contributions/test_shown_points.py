"""A reviewer's points are shown with their own yes alone. Every word here is a test record."""

from dataclasses import replace

import pytest

from contributions.made_up import ONE, TWO, on, point, review
from coprod_training.contributions.pack_opening import DISAGREE, SHOW, closing
from coprod_training.contributions.review_points import with_points
from coprod_training.contributions.said import Said
from coprod_training.contributions.shown_points import as_agreed, without_answer

COMMENT = Said(ref="abc-1", sort="comment", passage="a/1", number=1, words="test record: why?")


def answered(words):
    return Said(ref="abc-2", sort="answer", passage=SHOW, number=9, new=words)


def taken_in(before, *said, person=ONE):
    return as_agreed(before, with_points(before, without_answer(said), person, on(5)), said, person)


def test_a_pack_asks_it_as_a_choice():
    (asked,) = (one for one in closing() if one.id == SHOW)

    assert asked.label == "May we show your points on the module's page, without your name?"
    assert asked.cells == ("Yes", "No")


def test_with_a_yes_the_points_that_came_with_it_may_be_shown_and_no_others():
    before = review(points=(point(), point("old-2", TWO)))

    after = taken_in(before, COMMENT, answered("Yes"))

    assert {one.ref: one.may_be_shown for one in after.points} == {
        "test-record-1": False,
        "old-2": False,
        "abc-1": True,
    }


def test_an_objection_is_not_shown_with_the_points():
    said = Said(ref="abc-3", sort="answer", passage=DISAGREE, number=8, new="test record: why")

    after = taken_in(review(points=()), said, answered("Yes"))

    assert [(one.passage, one.may_be_shown) for one in after.points] == [(DISAGREE, False)]


@pytest.mark.parametrize("words", ["No", "Yes, but not the first", "Yes or no", "perhaps", ""])
def test_anything_but_a_plain_yes_shows_nothing(words):
    after = taken_in(review(points=()), COMMENT, answered(words))

    assert [one.may_be_shown for one in after.points] == [False]
    assert [one.may_be_shown for one in taken_in(review(points=()), COMMENT).points] == [False]


def test_the_answer_is_no_point_and_what_was_entered_since_stays():
    once = taken_in(review(points=()), COMMENT, answered("Yes"))
    (shown,) = once.points
    hidden = replace(once, points=(replace(shown, may_be_shown=False),))

    assert taken_in(hidden, COMMENT, answered("Yes")) == hidden


@pytest.mark.parametrize("words", ["No", "Yes, but not the first"])
def test_a_later_no_takes_the_yes_off_the_points_that_the_file_makes_again(words):
    earlier = point("old-1", may_be_shown=True)
    of_another = point("old-2", TWO, may_be_shown=True)
    shown = taken_in(review(points=(earlier, of_another)), COMMENT, answered("Yes"))
    again = replace(COMMENT, ref="def-1")

    after = taken_in(shown, again, answered(words))

    assert {one.ref: one.may_be_shown for one in after.points} == {
        "old-1": True,
        "old-2": True,
        "abc-1": False,
    }
    assert taken_in(after, COMMENT, answered("Yes")) == after


def test_a_no_covers_an_objection_that_was_to_be_shown():
    said = Said(ref="abc-3", sort="answer", passage=DISAGREE, number=8, new="test record: why")
    shown = taken_in(review(points=()), said)
    shown = replace(shown, points=(replace(shown.points[0], may_be_shown=True),))

    assert [one.may_be_shown for one in taken_in(shown, said, answered("No")).points] == [False]


def test_without_an_answer_a_yes_on_record_stays():
    shown = taken_in(review(points=()), COMMENT, answered("Yes"))

    assert taken_in(shown, replace(COMMENT, ref="def-1")) == shown
