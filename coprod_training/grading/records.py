"""What grading did and why, one line each, in the trainer's course root.

Reasons and reset marks are kept here, so that a trainer can look them up after the log is gone.
No line holds a learner's words: a text is known by its digest only.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from coprod_training import jsonl
from coprod_training.grading.reasons import Reasons
from coprod_training.stored_time import stored

SCHEMA = 1
Event = Literal[
    "collected",
    "left out",
    "typed in",
    "text copied",
    "mark given",
    "mark reset",
    "regraded",
    "scored",
    "graded",
]
Note = tuple[Event, str, dict[str, Any]]
"""What happened, to whose hand-in, and its details."""


@dataclass(frozen=True)
class Regrading:
    """That hand-ins are graded again: who says so, and why."""

    by: str
    why: str


GRADING = "grading.jsonl"
RETURNED = "returned.jsonl"
EXTENSIONS = "extensions.jsonl"
SECOND_MARKS = "second_marks.jsonl"
NOT_READ = "not_read.jsonl"
PUT_BACK = "put_back.jsonl"
FILES = (GRADING, RETURNED, EXTENSIONS, SECOND_MARKS, NOT_READ, PUT_BACK)
"""Every file with a line for each thing that was done to somebody's work, in `own_folder`.

`forget` takes a learner's lines out of these and of no other.
"""


def lines_about(course_root: Path, learner: str) -> int:
    """How many lines of all records are about a learner."""
    read = (jsonl.read(own_folder(course_root) / name).records for name in FILES)
    return sum(one.get("learner") == learner for lines in read for one in lines)


def own_folder(course_root: Path) -> Path:
    """The folder in a course root that is ours; it also marks the course as ours."""
    return course_root / ".coprod"


def path_of(course_root: Path) -> Path:
    """The file of all records."""
    return own_folder(course_root) / GRADING


def digest(text: str) -> str:
    """A short fingerprint of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def note(
    course_root: Path,
    event: Event,
    learner: str,
    assignment: str,
    now: datetime,
    details: Iterable[dict[str, Any]],
) -> None:
    """Write one record for each of `details`. now: UTC."""
    note_all(course_root, assignment, [(event, learner, detail) for detail in details], now)


def note_all(course_root: Path, assignment: str, notes: Iterable[Note], now: datetime) -> None:
    """Write one record for each note, in their order; without any, nothing is touched. now: UTC."""
    lines = [
        {"event": event, "learner": learner, "assignment": assignment, **detail}
        for event, learner, detail in notes
    ]
    if not lines:
        return
    with jsonl.locked_for_append(path_of(course_root)) as file:
        for line in lines:
            jsonl.append(file, {"schema": SCHEMA, "at": stored(now), **line})


def note_reasons(course_root: Path, learner: str, assignment: str, reasons: Iterable[str]) -> None:
    """Keep why parts of a hand-in were left out, with the time of now."""
    note(
        course_root,
        "left out",
        learner,
        assignment,
        datetime.now(UTC),
        [{"reason": reason} for reason in reasons],
    )


def note_collected(course_root: Path, learner: str, assignment: str, handed_in: datetime) -> None:
    """Keep that a new hand-in has taken the place of an earlier one. handed_in: UTC."""
    at = handed_in.isoformat()
    note(course_root, "collected", learner, assignment, datetime.now(UTC), [{"handed_in": at}])


def reasons_by_learner(course_root: Path, assignment: str) -> dict[str, tuple[str, ...]]:
    """Every reason that holds for the hand-in of each learner collected last, oldest first.

    Only of learners for whom anything is on record.
    """
    found: defaultdict[str, Reasons] = defaultdict(Reasons)
    for record in jsonl.read(path_of(course_root)).records:
        learner = record.get("learner")
        if record.get("assignment") == assignment and isinstance(learner, str):
            found[learner].take(record)
    return {learner: reasons.holding for learner, reasons in found.items()}


def scored(course_root: Path) -> Iterator[dict[str, Any]]:
    """The records of hand-ins that were fully marked, oldest first; see `kept_marks`."""
    for record in jsonl.read(path_of(course_root)).records:
        if record.get("event") == "scored":
            yield record


def last_text(course_root: Path, assignment: str, learner: str, activity: str) -> str | None:
    """The digest of the reflection that was last copied for marking, or None."""
    return last_texts(course_root, assignment).get((learner, activity))


def last_texts(course_root: Path, assignment: str) -> dict[tuple[str, str], str]:
    """The same of every learner and activity of an assignment."""
    return {
        (record["learner"], record["activity"]): record["text"]
        for record in _of(course_root, assignment, "text copied")
        if isinstance(record.get("text"), str) and "activity" in record
    }


def markers(course_root: Path, assignment: str) -> dict[tuple[str, str], list[str]]:
    """By learner and activity, who gave the mark that counts; not who gave a reason later.

    More than one where somebody has confirmed it since, and they are the last. Older lines have
    no "confirms": there, the same mark given once more confirms it.
    """
    path = path_of(course_root)
    found: dict[tuple[str, str], list[str]] = {}
    for (name, learner), changes in _changes(path, jsonl.state(path)).items():
        if name != assignment:
            continue
        marks: dict[str, object] = {}
        for record in changes:
            activity, by, mark = record.get("activity"), record.get("by"), record.get("mark")
            told = record.get("confirms") is True
            if record["event"] == "mark reset":
                marks.pop(str(activity), None)
            elif (
                record["event"] == "mark given"
                and isinstance(by, str)
                and isinstance(activity, str)
                and (told or record.get("before") != mark)
            ):
                confirms = told or (mark is not None and marks.get(activity) == mark)
                earlier = found.get((str(learner), activity), []) if confirms else []
                found[str(learner), activity] = [*earlier, by]
                marks[activity] = mark
    return found


def mark_changes(course_root: Path, assignment: str, learner: str) -> tuple[dict[str, Any], ...]:
    """Every record of a mark that was given, taken away or graded again, oldest first."""
    path = path_of(course_root)
    return tuple(_changes(path, jsonl.state(path)).get((assignment, learner), ()))


def only_confirms(change: Mapping[str, Any]) -> bool:
    """Whether one of `mark_changes` says that a mark was looked at again, and stays as it was."""
    return change.get("confirms") is True and "extra" not in change


def changed_since(course_root: Path, assignment: str, learner: str, since: str) -> bool:
    """Whether a mark became another one after `since`, a time as records have it."""
    changes = mark_changes(course_root, assignment, learner)
    return any(one["at"] > since and not only_confirms(one) for one in changes)


@lru_cache(maxsize=2)  # each marking page and each feedback page asks for it
def _changes(
    path: Path, state: tuple[int, int]
) -> dict[tuple[object, object], list[dict[str, Any]]]:
    found: dict[tuple[object, object], list[dict[str, Any]]] = {}
    for record in jsonl.read(path).records:
        if record.get("event") in ("mark given", "mark reset", "regraded"):
            key = (record.get("assignment"), record.get("learner"))
            found.setdefault(key, []).append(record)
    return found


def graded(course_root: Path, assignment: str) -> dict[str, str]:
    """By learner, the time of the hand-in whose grading came to its end last."""
    return {
        record["learner"]: record["handed_in"]
        for record in _of(course_root, assignment, "graded")
        if isinstance(record.get("handed_in"), str)
    }


def _of(course_root: Path, assignment: str, event: Event) -> Iterator[dict[str, Any]]:
    for record in jsonl.read(path_of(course_root)).records:
        if record.get("event") == event and record.get("assignment") == assignment:
            yield record
