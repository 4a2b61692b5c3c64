from datetime import UTC, datetime, timedelta

import pytest
from shipped import COURSE

from coprod_training.grading.receipt import HandIn
from coprod_training.lab.exercise_state import Standing, exercise, standing_in

ASSESSMENT, RULE = COURSE.assessments[0], COURSE.info.pass_rule
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SOON, PAST = NOW + timedelta(days=1), NOW - timedelta(days=1)
FIRST = HandIn("one", ASSESSMENT.id, "2026-11-20 10:42:00.000001 UTC")
SECOND = HandIn("one", ASSESSMENT.id, "2026-11-21 10:42:00.000001 UTC")
NONE = frozenset()


def shown(**standing):
    return exercise(ASSESSMENT, RULE, Standing(**standing), NOW)


@pytest.mark.parametrize(
    ("standing", "state", "words", "can_hand_in"),
    [
        ({}, "not-open", "Not open yet", False),
        ({"away": True}, "not-open", "Cannot be reached at the moment", False),
        ({"away": True, "path": "x"}, "started", "Not handed in", False),
        ({"released": True}, "open", "Not handed in", False),
        ({"released": True, "path": "x"}, "started", "Not handed in", True),
        ({"released": True, "path": "x", "due": SOON}, "started", "Not handed in", True),
        # Late, for the first time: taken, and said to be late.
        ({"released": True, "path": "x", "due": PAST}, "started", "Not handed in", True),
        ({"released": True, "path": "x", "hand_ins": ((FIRST, False),)}, "handed-in", "Handed in",
         True),
        ({"released": True, "path": "x", "hand_ins": ((FIRST, False),), "due": PAST}, "handed-in",
         "Handed in", False),
        ({"released": True, "path": "x", "hand_ins": ((FIRST, True),)}, "returned",
         "Feedback ready", True),
        # Marked: that is said, and what the marks are comes with the feedback.
        ({"released": True, "path": "x", "hand_ins": ((FIRST, False),), "marked": True}, "marked",
         "Marked, feedback not returned yet", True),
        ({"released": True, "path": "x", "hand_ins": ((FIRST, True),), "marked": True}, "returned",
         "Feedback ready", True),
        # Handed in again: the new one is not marked, and the earlier feedback is still announced.
        ({"released": True, "path": "x", "hand_ins": ((FIRST, True), (SECOND, False))},
         "handed-in", "Handed in. Earlier feedback ready", True),
        ({"released": True, "path": "x", "hand_ins": ((FIRST, True), (SECOND, False)),
          "marked": True}, "marked",
         "Marked, feedback not returned yet. Earlier feedback ready", True),
        # Taken back by the trainer after it was started, or after it was handed in.
        ({"path": "x"}, "started", "Not handed in", False),
        ({"path": "x", "hand_ins": ((FIRST, False),)}, "handed-in", "Handed in", False),
    ],
)  # fmt: skip
def test_where_an_exercise_stands(standing, state, words, can_hand_in):
    found = shown(**standing)

    assert (found["state"], found["words"], found["can_hand_in"]) == (state, words, can_hand_in)


def test_a_reminder_stands_until_it_is_handed_in_or_late():
    due = {"released": True, "path": "x", "due": SOON}

    assert shown(**due)["reminder"] == "Due tomorrow, Tuesday 24 November 2026 at midday"
    assert shown(**due, hand_ins=((FIRST, False),))["reminder"] == ""
    late = shown(**due | {"due": PAST})
    assert (late["reminder"], late["late"]) == ("", True)
    assert shown()["reminder"] == ""


def test_the_receipt_is_of_the_newest_hand_in_and_feedback_newest_first():
    found = shown(released=True, path="x", hand_ins=((FIRST, True), (SECOND, True)))

    assert found["receipt"]["code"] == SECOND.code
    assert found["receipt"]["words"] == "Saturday 21 November 2026 at 10:42"
    assert [one["address"].split("/")[-1][:10] for one in found["feedback"]] == [
        "2026-11-21",
        "2026-11-20",
    ]
    assert " " not in found["feedback"][0]["address"]


def test_feedback_that_took_the_place_of_an_earlier_one_is_said_to_have_changed():
    both = ((FIRST, True), (SECOND, True))
    found = shown(released=True, path="x", hand_ins=both, changed=frozenset({FIRST.timestamp}))

    assert ["It has changed" in one["words"] for one in found["feedback"]] == [False, True]


def test_a_listing_is_read_for_one_exercise_and_odd_times_are_left_out():
    other = {"assignment": "other", "timestamp": FIRST.timestamp, "feedback": True}
    odd = {"assignment": ASSESSMENT.id, "timestamp": "../..", "feedback": True, "changed": False}
    good = odd | {"timestamp": FIRST.timestamp, "feedback": False}
    listing = {
        "released": [{"assignment": ASSESSMENT.id, "due": "2026-11-24T12:00:00+00:00"}],
        "away": False,
        "handed_in": [other, odd, good],
    }

    found = standing_in(listing, ASSESSMENT.id, "one", path="", done=0, of=4, marked=NONE)

    assert found.hand_ins == ((FIRST, False),)
    assert found.due == SOON


def test_only_the_newest_hand_in_says_that_it_is_marked():
    first, second = (
        {"assignment": ASSESSMENT.id, "timestamp": one.timestamp, "feedback": False, "changed": 0}
        for one in (FIRST, SECOND)
    )
    came = datetime(2026, 11, 20, 10, 42, 0, 1, UTC)
    marked = frozenset({(ASSESSMENT.id, came)})

    def is_marked(*handed_in, marked=marked):
        listing = {"away": False, "released": [], "handed_in": handed_in}
        rest = {"path": "x", "done": 0, "of": 4}
        return standing_in(listing, ASSESSMENT.id, "one", marked=marked, **rest).marked

    assert is_marked(first)
    assert not is_marked(first, second)
    assert not is_marked()
    assert not is_marked(first, marked=frozenset({("other", came)}))
