import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_training.activities.spot_the_gap import Line, SpotTheGap

EXAMPLE = SpotTheGap.example().activity
LINES = [line.id for line in EXAMPLE.lines]
REASONS = [reason.id for reason in EXAMPLE.reasons]
BEST = SpotTheGap.example().right


@pytest.mark.parametrize(
    ("marks", "score"),
    [
        (BEST, 1),
        ({"time": "no-pay"}, 0.5),
        ({"time": "no-choice"}, 0.25),
        (BEST | {"lunch": "no-pay"}, 0.5),
        ({"lunch": "no-pay", "when": "no-pay"}, 0),
        (dict.fromkeys(LINES, "no-pay"), 0),
    ],
)
def test_a_gap_counts_and_a_mark_on_a_line_that_is_fine_takes_away(marks, score):
    assert EXAMPLE.score(marks) == score


@given(marks=st.dictionaries(st.sampled_from(LINES), st.sampled_from(REASONS), min_size=1))
def test_taking_a_wrong_mark_away_never_lowers_the_score(marks):
    better = {line: reason for line, reason in marks.items() if line in BEST}

    assert not better or EXAMPLE.score(better) >= EXAMPLE.score(marks)


def test_a_line_without_its_reason_is_kept_and_is_not_a_whole_answer():
    assert EXAMPLE.problem_with({"time": ""}) is None
    assert not EXAMPLE.complete({"time": ""})


def test_feedback_tells_what_was_found_and_names_no_line_that_was_left_alone():
    feedback = EXAMPLE.feedback({"time": "no-choice", "lunch": "no-pay"})

    assert feedback.text == (
        "You found 1 of the 2. We would give one line a different reason."
        " We see nothing wrong with one line that you marked."
    )
    assert [part for part, _ in feedback.notes] == ["time", "lunch"]


def test_a_writer_hears_of_a_key_that_is_no_reason_and_of_a_reason_without_a_line():
    lines = (Line(id="a", text="A", key="other", feedback="Why."), Line(id="b", text="B"))
    activity = SpotTheGap(
        id="x", title="X", question="X?", document="X", reasons=EXAMPLE.reasons, lines=lines
    )

    assert [what for _, what, _ in activity.problems()] == [
        'There is no reason "other".',
        "This line has no feedback.",
        "This reason fits no line.",
        "This reason fits no line.",
    ]
