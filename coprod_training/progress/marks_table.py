"""Everybody's marks as one table: a row for each learner and exercise.

Four things are kept apart in every row: a mark, a hand-in that is not yet marked, nothing handed
in, and an exercise that learners could not get yet. Only the first has points; nobody who did not
hand in has a zero.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from itertools import product

from coprod_training.content.assessment import Assessment
from coprod_training.content.course import Course
from coprod_training.grading.gradebook import Result
from coprod_training.progress.completion import (
    AssignmentProgress,
    assignment_progress,
    best_marked,
    handed_in_at,
    progress_of,
)
from coprod_training.spreadsheet import Row

COLUMNS = (
    "learner",
    "first name",
    "last name",
    "exercise",
    "state",
    "points",
    "out of",
    "taken off for being late",
    "questions, percent",
    "reflection, level 0 to 3",
    "reflection meets the standard",
    "all questions of the course so far, percent",
    "handed in (UTC)",
    "newer hand-in to mark",
    "due (UTC)",
    "late",
)


DueOf = Callable[[str, str], datetime | None]
"""When an exercise is due for a learner, UTC: exercise and learner in."""


def marks_table(
    course: Course,
    hand_ins: Iterable[Result],
    names: Mapping[str, tuple[str, str]],
    due_of: DueOf,
    unreleased: Collection[str],
) -> list[Row]:
    """One row for each learner who is known and each exercise of the course, as in COLUMNS.

    hand_ins: every one that is known; the one that counts is the highest marked. names: first and
    last name by learner, of everybody in the gradebook. unreleased: exercises that learners cannot
    get yet; what was handed in all the same is told as ever.
    """
    by_learner = defaultdict[str, list[Result]](list)
    for one in hand_ins:
        by_learner[one.learner].append(one)
    learners = sorted({*names, *by_learner})
    whole = {one: progress_of(course, (), by_learner[one]).objective_percent for one in learners}
    rows = []
    for learner, assessment in product(learners, course.assessments):
        theirs = [one for one in by_learner[learner] if one.assignment == assessment.id]
        due = due_of(assessment.id, learner)
        name = names.get(learner, ("", ""))
        nothing = "not released" if assessment.id in unreleased else "not handed in"
        about = (learner, name, assessment)
        rows.append(_row(course, about, theirs, whole[learner], due, nothing))
    return rows


def _row(
    course: Course,
    about: tuple[str, tuple[str, str], Assessment],
    hand_ins: list[Result],
    so_far: float | None,
    due: datetime | None,
    nothing: str,
) -> Row:
    """about: learner, first and last name, exercise. nothing: the state where none is known."""
    learner, name, assessment = about
    best = best_marked(course.info.pass_rule, hand_ins)
    waiting = [one for one in hand_ins if one.state == "not yet marked"]
    # Only the newest can be marked yet.
    counts = best or max(waiting, key=handed_in_at, default=None)
    if best is None:
        state = "not yet marked" if waiting else nothing
        marked: tuple[float | str | None, ...] = (None,) * 6
    else:
        state = "marked"
        rule = course.info.pass_rule
        progress = assignment_progress(rule, assessment.id, assessment.title, [best])
        marked = (
            best.points,
            sum(mark.out_of for mark in best.marks),
            best.taken_off,
            progress.objective_percent,
            progress.reflection_level,
            _meets(progress),
        )
    when = counts.handed_in if counts else None
    newer = "yes" if best and waiting else "no"
    late = ("yes" if when > due else "no") if when and due else None
    return (
        *(learner, *name, assessment.id, state, *marked, so_far),
        *(_words(when), newer, _words(due), late),
    )


def _meets(progress: AssignmentProgress) -> str | None:
    """None where nothing is written: questions are counted over the whole course."""
    if progress.reflection_level is None:
        return None
    return "yes" if progress.state == "marked" else "no"


def _words(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%d %H:%M:%S") if at else None
