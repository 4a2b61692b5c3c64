from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coprod_training.answers import Outcome
from coprod_training.grading.gradebook import CellMark, Result
from coprod_training.progress.completion import (
    best_marked,
    minutes_range,
    minutes_words,
    progress_of,
)

TASK = "where-is-it-really"


def done(activity, done=True):
    return Outcome(
        answer_id=activity,
        activity_id=activity,
        at="2026-11-23T10:00:00Z",
        attempt=1,
        checked=True,
        done=done,
        score=1.0,
    )


def mark(activity, points, out_of=1.0, by_hand=False):
    return CellMark(
        activity=activity,
        out_of=out_of,
        auto=points,
        manual=None,
        extra=0.0,
        by_hand=by_hand,
        needs_manual=points is None,
    )


def handed_in(right, *levels, day=0):
    marks = [mark(f"q{n}", float(n < right)) for n in range(3)]
    marks += [
        mark(f"reflection-{n}", level, out_of=3.0, by_hand=True) for n, level in enumerate(levels)
    ]
    at = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(days=day)
    return Result(learner="a", assignment=TASK, handed_in=at, marks=tuple(marks), submitted=True)


def core(course):
    return [done(a.id) for module in course.modules for a in module.activities if a.core]


def test_an_optional_module_neither_holds_a_course_up_nor_counts(released):
    module = released.modules[0]
    extra = replace(module.activities[0], id="extra")
    before = replace(module, id="before", optional=True, activities=(extra,))
    more = replace(released, modules=(before, module))

    without, found = (
        progress_of(course, core(released), [handed_in(3, 3.0)]) for course in (released, more)
    )

    assert found.complete
    assert not found.modules[0].complete
    assert found.words == without.words
    assert progress_of(more, [done("extra")], []).modules[0].complete


def test_the_core_activities_complete_a_module_and_the_rest_may_be_skipped(released):
    module = progress_of(released, core(released), []).modules[0]

    assert module.complete
    assert module.done < module.of


def test_an_answer_that_was_only_begun_completes_nothing(released):
    begun = [done(o.activity_id, done=False) for o in core(released)]

    assert not progress_of(released, begun, []).modules[0].complete


@pytest.mark.parametrize(
    ("right", "level", "state"),
    [
        (3, 2.0, "passed"),
        (3, 3.0, "passed"),
        (3, 1.0, "not yet passed"),
        (2, 3.0, "not yet passed"),
        (3, None, "not yet marked"),
    ],
)
def test_three_quarters_of_the_points_and_level_2_are_needed(released, right, level, state):
    found = progress_of(released, [], [handed_in(right, level)])

    assert found.assignments[0].state == state


@pytest.mark.parametrize(
    ("levels", "state", "lowest"),
    [
        ((3.0, 1.0), "not yet passed", 1.0),
        ((2.0, 2.0), "passed", 2.0),
        ((3.0, None), "not yet marked", None),
    ],
)
def test_a_good_reflection_does_not_make_up_for_another(released, levels, state, lowest):
    found = progress_of(released, [], [handed_in(3, *levels)]).assignments[0]

    assert (found.state, found.reflection_level) == (state, lowest)


@pytest.mark.parametrize("later", [handed_in(0, 3.0, day=1), handed_in(0, None, day=1)])
def test_a_worse_or_waiting_hand_in_does_not_take_a_pass_away(released, later):
    found = progress_of(released, [], [later, handed_in(3, 2.0)]).assignments[0]

    assert (found.state, found.objective_percent, found.reflection_level) == ("passed", 100, 2)


def test_a_hand_in_that_waits_is_said_so_while_nothing_has_passed(released):
    waiting = handed_in(3, None, day=1)

    found = progress_of(released, [], [waiting, handed_in(1, 1.0)]).assignments[0]

    assert (found.state, found.objective_percent) == ("not yet marked", 100)


def test_one_hand_in_counts_whole(released):
    questions, reflection = handed_in(3, 1.0), handed_in(1, 3.0, day=1)

    found = progress_of(released, [], [reflection, questions]).assignments[0]

    assert (found.state, found.objective_percent, found.reflection_level) == (
        "not yet passed",
        100,
        1,
    )


def test_a_pass_counts_before_more_points_and_then_the_earlier(draft):
    rule = replace(draft.info.pass_rule, objective_percent=75)
    more_points, passing = handed_in(2, 3.0, 3.0, day=2), handed_in(3, 2.0, 2.0, day=1)
    later = handed_in(3, 2.0, 2.0, day=3)

    assert best_marked(rule, [later, more_points, passing]) == passing
    assert best_marked(rule, []) is None


def test_nothing_handed_in_is_not_a_mark(released):
    found = progress_of(released, [], [Result(learner="a", assignment=TASK)]).assignments[0]

    assert (found.state, found.objective_percent) == ("not handed in", None)


def test_a_released_course_that_is_complete_gives_a_certificate(released):
    found = progress_of(released, core(released), [handed_in(3, 2.0)])

    assert found.complete
    assert found.certificate == ""


def test_a_draft_gives_no_certificate_even_when_everything_is_done(draft):
    found = progress_of(draft, core(draft), [handed_in(3, 3.0)])

    assert found.complete
    assert found.certificate == draft.info.certificate_off


def test_what_is_left_is_counted_in_activities_and_minutes(draft):
    before = progress_of(draft, [], [])
    after = progress_of(draft, core(draft)[:1], [])

    assert before.words.startswith(f"0 of {before.modules[0].of} done, about ")
    assert after.modules[0].minutes_left < before.modules[0].minutes_left


@pytest.mark.parametrize(
    ("shortest", "longest", "words"),
    [
        (23, 45, "23 to 45 minutes"),
        (1, 1, "1 minute"),
        (10, 10.2, "10 minutes"),
        (90, 130, "90 minutes to 2 hours 10 minutes"),
    ],
)
def test_a_range_of_minutes_is_said_once(shortest, longest, words):
    assert minutes_range(shortest, longest) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"),
        (119.6, "120 minutes"),
        (121, "2 hours"),
        (353, "5 hours 55 minutes"),
    ],
)
def test_minutes_are_said_as_people_say_them(minutes, words):
    assert minutes_words(minutes) == words
