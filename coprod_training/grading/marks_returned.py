"""The marks that went back to a learner, as they were then: what has changed since is no news."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coprod_training.grading.gradebook import Result, same_points
from coprod_training.grading.kept_marks import all_hand_ins, details_of, from_record, kept
from coprod_training.grading.returned import last_returns
from coprod_training.grading.second_marks import held_back, is_held


def marks_returned(course_root: Path, learner: str) -> tuple[Result, ...]:
    """Each hand-in of a learner that went back, with the marks of its last return.

    A return of an earlier version is on record with its points alone. Such a hand-in is there while
    it still has as many. Raises CoprodError when the gradebook cannot be read.
    """
    whole, bare = [], []
    for line in last_returns(course_root, learner):
        one = from_record(line)
        if one is None or one.handed_in is None:
            bare.append(line)
        else:
            whole.append(replace(one, handed_in=one.handed_in.replace(tzinfo=UTC)))
    return (*whole, *_unchanged(bare, all_hand_ins(course_root, learner) if bare else ()))


def corrected_and_replaced(
    course_root: Path, assignment: str, learner: str, handed_in: datetime
) -> tuple[tuple[str, Result], ...]:
    """The hand-ins before this one that went back and were given other marks since.

    Each with the time that its last return has, and its marks now. They can go back in no page of
    their own: a later hand-in took their place. Not those on which two markers had still to
    agree: what went back stands. handed_in: of the later one, UTC.
    """
    found, held = kept(course_root, learner, assignment), held_back(course_root)
    earlier = {
        one.handed_in: one
        for one in found
        if one.handed_in and one.handed_in < handed_in and not is_held(one, held)
    }
    if not earlier:  # as for almost everybody: what went back need not be read
        return ()
    lines = [
        line for line in last_returns(course_root, learner) if line["assignment"] == assignment
    ]
    return tuple(
        (line["handed_in"], earlier[_at(line)])
        for line in lines
        if _at(line) in earlier and not _has_marks(line, earlier[_at(line)])
    )


def _has_marks(line: Mapping[str, Any], one: Result) -> bool:
    return all(line.get(name) == value for name, value in details_of(one).items())


def _at(line: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(line["handed_in"]).replace(tzinfo=UTC)


def _unchanged(lines: Iterable[dict[str, Any]], found: Iterable[Result]) -> list[Result]:
    """Of what was found, the hand-ins with the points that these lines say went back."""
    back = {(line["assignment"], _at(line)): line for line in lines}
    return [
        one
        for one in found
        if one.handed_in and _has_points(one, back.get((one.assignment, one.handed_in), {}))
    ]


def _has_points(one: Result, line: dict[str, Any]) -> bool:
    points = line.get("points")
    if one.points is None or not isinstance(points, int | float):
        return False
    return same_points(one.points, points)
