"""Which marks went back to which learner, so that one that changes later is seen to be on its way.

nbgrader keeps no such record. One line is written for each return; the last one counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from coprod_training import jsonl
from coprod_training.grading.records import RETURNED, own_folder
from coprod_training.stored_time import stored, stored_exactly

SCHEMA = 1
_CHANGED = ""  # in the place of the hand-in's time: what went back is no longer what is given
_CONFIRMED = "confirmed"  # in the same place, and without points: nothing has to go back for it


def note_returned(
    course_root: Path,
    assignment: str,
    marks: Iterable[tuple[str, str, float]],
    now: datetime,
    whole: Mapping[str, Mapping[str, Any]] | None = None,
) -> None:
    """Write down what was returned. marks: (learner, time of the hand-in, points). now: UTC.

    whole: by learner, each mark that makes up the points, as `kept_marks.details_of` has them.
    """
    _note(course_root, assignment, marks, stored(now), whole or {})


def note_changed(course_root: Path, learner: str, assignment: str, now: datetime) -> None:
    """Write down that a mark or a comment is another one since it went back.

    now: UTC, and not before the change is there: a feedback page made earlier does not show it.
    """
    note_all_changed(course_root, [learner], assignment, now)


def note_all_changed(
    course_root: Path, learners: Iterable[str], assignment: str, now: datetime
) -> None:
    """The same of several learners. now: UTC, as in `note_changed`."""
    changed = [(learner, _CHANGED, 0.0) for learner in learners]
    _note(course_root, assignment, changed, stored_exactly(now), {})


def note_confirmed(course_root: Path, learner: str, assignment: str, now: datetime) -> None:
    """Write down that a mark which waited to be looked at again is given as it was.

    now: UTC, and not before the mark is there: a feedback page made earlier says that it waits.
    What went back is still what is given, so nothing has to go back again.
    """
    with jsonl.locked_for_append(_path(course_root)) as file:
        about = {"learner": learner, "assignment": assignment, "handed_in": _CONFIRMED}
        jsonl.append(file, {"schema": SCHEMA, "at": stored_exactly(now), **about})


def _note(
    course_root: Path,
    assignment: str,
    marks: Iterable[tuple[str, str, float]],
    at: str,
    whole: Mapping[str, Mapping[str, Any]],
) -> None:
    with jsonl.locked_for_append(_path(course_root)) as file:
        for learner, handed_in, points in marks:
            record = {
                "schema": SCHEMA,
                "at": at,
                "learner": learner,
                "assignment": assignment,
                "handed_in": handed_in,
                "points": points,
                **whole.get(learner, {}),
            }
            jsonl.append(file, record)


def changed_times(course_root: Path, assignment: str) -> dict[str, tuple[datetime, ...]]:
    """By learner, when a mark or a comment became another one, or a mark that waited was confirmed.

    UTC, as they were written down: a feedback page made before the last does not show it.
    """
    path = _path(course_root)
    return dict(_changed(path, jsonl.state(path)).get(assignment, {}))


@lru_cache(maxsize=4)  # asked for before and after each return
def _changed(path: Path, state: tuple[int, int]) -> dict[str, dict[str, tuple[datetime, ...]]]:
    found: dict[str, dict[str, tuple[datetime, ...]]] = {}
    for line in jsonl.read(path).records:
        if line.get("handed_in") in (_CHANGED, _CONFIRMED):
            try:
                learner, of_exercise = line["learner"], found.setdefault(line["assignment"], {})
                at = datetime.fromisoformat(line["at"])
                of_exercise[learner] = (*of_exercise.get(learner, ()), at)
            except (KeyError, TypeError, ValueError):
                continue  # torn
    return found


def was_returned(course_root: Path, learner: str, assignment: str, handed_in: datetime) -> bool:
    """Whether marks of this hand-in went back to the learner at any time. handed_in: UTC."""
    return first_return(course_root, learner, assignment, handed_in) is not None


@dataclass(frozen=True)
class Returned:
    """When a hand-in went back first, as records have it, and with how many points."""

    at: str
    points: float


def first_return(
    course_root: Path, learner: str, assignment: str, handed_in: datetime
) -> Returned | None:
    """How this hand-in went back first; None when it has not. handed_in: UTC."""
    path, at = _path(course_root), handed_in.astimezone(UTC).replace(tzinfo=None)
    return _first(path, jsonl.state(path)).get((learner, assignment, at.isoformat()))


@lru_cache(maxsize=4)  # each feedback page asks for it
def _first(path: Path, state: tuple[int, int]) -> dict[tuple[str, str, str], Returned]:
    found: dict[tuple[str, str, str], Returned] = {}
    for line in jsonl.read(path).records:
        try:
            at = datetime.fromisoformat(line["handed_in"]).isoformat()
            one = Returned(str(line["at"]), float(line["points"]))
            found.setdefault((line["learner"], line["assignment"], at), one)
        except (KeyError, TypeError, ValueError):
            continue  # torn, _CHANGED or _CONFIRMED
    return found


def last_returns(course_root: Path, learner: str) -> tuple[dict[str, Any], ...]:
    """The line of the last return of each hand-in of a learner that went back at any time."""
    path = _path(course_root)
    return tuple(_last(path, jsonl.state(path)).get(learner, {}).values())


@lru_cache(maxsize=2)  # course home asks for it each time
def _last(
    path: Path, state: tuple[int, int]
) -> dict[str, dict[tuple[str, datetime], dict[str, Any]]]:
    found: dict[str, dict[tuple[str, datetime], dict[str, Any]]] = {}
    for line in jsonl.read(path).records:
        try:
            one = (line["assignment"], datetime.fromisoformat(line["handed_in"]))
            found.setdefault(line["learner"], {})[one] = line
        except (KeyError, TypeError, ValueError):
            continue  # torn, _CHANGED or _CONFIRMED
    return found


def returned_points(course_root: Path) -> dict[tuple[str, str], tuple[str, float]]:
    """By learner and assignment: the time of the hand-in that went back last, and its points."""
    path = _path(course_root)
    return dict(_points(path, jsonl.state(path)))


@lru_cache(maxsize=4)  # the trainer's page asks for it each time
def _points(path: Path, state: tuple[int, int]) -> dict[tuple[str, str], tuple[str, float]]:
    found = {}
    for line in jsonl.read(path).records:
        try:
            found[line["learner"], line["assignment"]] = (line["handed_in"], float(line["points"]))
        except (KeyError, TypeError, ValueError):
            continue  # torn, _CONFIRMED, or from a newer version: it is returned once more
    return found


def _path(course_root: Path) -> Path:
    return own_folder(course_root) / RETURNED
