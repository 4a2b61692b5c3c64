"""The hand-ins with the marks that count: none while two markers have still to agree on a level.

Such a hand-in counts as not yet marked. A later one may take its place before they have agreed.
Then nobody can agree any more, so it counts as it last went back to the learner, or not at all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from coprod_training.content.course import PassRule
from coprod_training.grading import gradebook
from coprod_training.grading.gradebook import Result
from coprod_training.grading.kept_marks import kept, replaced
from coprod_training.grading.marks_returned import marks_returned
from coprod_training.grading.reflection_level import is_sound
from coprod_training.grading.second_marks import held_back, is_held


def counted_hand_ins(course_root: Path, learner: str | None = None) -> tuple[Result, ...]:
    """What `all_hand_ins` has, with the marks that count: for a certificate, and in files of marks.

    learner: whose alone; left out, everybody's. Raises CoprodError when the gradebook cannot be
    read.
    """
    held = held_back(course_root)
    current = gradebook.results(course_root / "gradebook.db", learner)
    now = [_to_agree(one) if is_held(one, held) else one for one in current]
    return (*now, *counted_earlier(course_root, replaced(course_root, current, learner)))


def counted_earlier(course_root: Path, earlier: Iterable[Result]) -> Iterator[Result]:
    """Of marked hand-ins that later ones took the place of, those that count, as they do."""
    held = held_back(course_root)
    for one in earlier:
        if not is_held(one, held):
            yield one
        elif told := _as_told(course_root, one):
            yield told


def was_sound_before(
    course_root: Path, rule: PassRule, learner: str, assignment: str, at: datetime
) -> bool:
    """Whether another hand-in than the one of this time counts, and its reflections are enough.

    Such a one counts before one whose reflections are not (`progress.completion.best_marked`).
    """
    others = [one for one in kept(course_root, learner, assignment) if one.handed_in != at]
    return any(is_sound(rule, one) for one in counted_earlier(course_root, others))


def _to_agree(one: Result) -> Result:
    """As it is while a person has to look at it."""
    marks = (replace(mark, needs_manual=True) if mark.by_hand else mark for mark in one.marks)
    return replace(one, marks=tuple(marks))


def _as_told(course_root: Path, one: Result) -> Result | None:
    about = (one.assignment, one.handed_in)
    found = marks_returned(course_root, one.learner)
    return next((told for told in found if (told.assignment, told.handed_in) == about), None)
