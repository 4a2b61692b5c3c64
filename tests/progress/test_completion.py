from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coprod_training.answers import Outcome
from coprod_training.grading.gradebook import CellMark, Result
from coprod_training.progress.completion import best_marked, progress_of
from coprod_training.progress.minutes import minutes_range, minutes_words

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


def several(course, *rights):
    """The course with one exercise for each number of right answers, and the hand-ins of them."""
    slugs = [f"exercise-{n}" for n in range(len(rights))]
    tasks = tuple(replace(course.assessments[0], id=slug) for slug in slugs)
    results = [
        replace(handed_in(right, 2.0), assignment=slug)
        for slug, right in zip(slugs, rights, strict=True)
    ]
    return replace(course, assessments=tasks), results


@pytest.mark.parametrize(
    ("rights", "percent", "complete"),
    [
        ((2, 2, 2, 3), 75, True),  # none but the last would be enough by itself
        ((2, 2, 2, 2), 200 / 3, False),
        ((3, 3, 3, 0), 75, True),
    ],
)
def test_three_quarters_of_all_the_courses_questions_are_needed(
    released, rights, percent, complete
):
    course, results = several(released, *rights)

    found = progress_of(course, core(course), results)

    assert found.objective_percent == pytest.approx(percent)
    assert {one.state for one in found.assignments} == {"marked"}
    assert found.complete is complete


def test_what_is_not_marked_yet_takes_nothing_off_the_percentage_and_completes_nothing(released):
    course, results = several(released, 3, 3, 0)

    found = progress_of(course, core(course), results[:2])

    assert (found.objective_percent, found.complete) == (100, False)


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
        (3, 2.0, "marked"),
        (3, 3.0, "marked"),
        (3, 1.0, "to hand in again"),
        (2, 3.0, "marked"),
        (3, None, "not yet marked"),
    ],
)
def test_level_2_is_needed_in_each_exercise_and_its_questions_hold_nothing_back(
    released, right, level, state
):
    found = progress_of(released, [], [handed_in(right, level)])

    assert found.assignments[0].state == state


@pytest.mark.parametrize(
    ("levels", "state", "lowest"),
    [
        ((3.0, 1.0), "to hand in again", 1.0),
        ((2.0, 2.0), "marked", 2.0),
        ((3.0, None), "not yet marked", None),
    ],
)
def test_a_good_reflection_does_not_make_up_for_another(released, levels, state, lowest):
    found = progress_of(released, [], [handed_in(3, *levels)]).assignments[0]

    assert (found.state, found.reflection_level) == (state, lowest)


@pytest.mark.parametrize("later", [handed_in(0, 3.0, day=1), handed_in(0, None, day=1)])
def test_a_worse_or_waiting_hand_in_does_not_take_a_mark_away(released, later):
    found = progress_of(released, [], [later, handed_in(3, 2.0)]).assignments[0]

    assert (found.state, found.objective_percent, found.reflection_level) == ("marked", 100, 2)


def test_a_hand_in_that_waits_is_said_so_while_nothing_is_enough(released):
    waiting = handed_in(3, None, day=1)

    found = progress_of(released, [], [waiting, handed_in(1, 1.0)]).assignments[0]

    assert (found.state, found.objective_percent) == ("not yet marked", 100)


def test_one_hand_in_counts_whole(released):
    questions, reflection = handed_in(3, 1.0), handed_in(1, 3.0, day=1)

    found = progress_of(released, [], [reflection, questions]).assignments[0]

    assert (found.state, found.objective_percent, found.reflection_level) == (
        "marked",
        pytest.approx(100 / 3),
        3,
    )


def test_sound_writing_counts_before_more_points_and_then_the_earlier(draft):
    rule = draft.info.pass_rule
    more_points, sound = handed_in(3, 3.0, 1.0, day=2), handed_in(0, 2.0, 2.0, day=1)
    later = handed_in(0, 2.0, 2.0, day=3)

    assert best_marked(rule, [later, more_points, sound]) == sound
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


def test_with_the_last_activity_no_minutes_are_left_and_no_zero_is_said(draft):
    *first, last = [a.id for module in draft.modules for a in module.activities]
    of = len(first) + 1

    before = progress_of(draft, [done(one) for one in first], [])
    after = progress_of(draft, [done(one) for one in (*first, last)], [])

    assert before.words.startswith(f"{of - 1} of {of} done, about ")
    assert after.words == f"{of} of {of} done, no activities left"


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
        (0.2, "1 minute"),
        (119.6, "120 minutes"),
        (121, "2 hours"),
        (353, "5 hours 55 minutes"),
    ],
)
def test_minutes_are_said_as_people_say_them(minutes, words):
    assert minutes_words(minutes) == words
