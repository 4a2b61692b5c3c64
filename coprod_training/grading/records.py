"""What grading did and why, one line each, in the trainer's course root.

Reasons and reset marks are kept here, so that a trainer can look them up after the log is gone.
No line holds a learner's words: a text is known by its digest only.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from coprod_training import jsonl

SCHEMA = 1
Event = Literal["collected", "left out", "text copied", "mark given", "mark reset", "scored"]


def own_folder(course_root: Path) -> Path:
    """The folder in a course root that is ours; it also marks the course as ours."""
    return course_root / ".coprod"


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
    with jsonl.locked_for_append(_path(course_root)) as file:
        for detail in details:
            jsonl.append(
                file,
                {
                    "schema": SCHEMA,
                    "at": f"{now:%Y-%m-%dT%H:%M:%SZ}",
                    "event": event,
                    "learner": learner,
                    "assignment": assignment,
                    **detail,
                },
            )


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


def reasons(course_root: Path, assignment: str, learner: str) -> tuple[str, ...]:
    """Every reason on record for the hand-in collected last, oldest first, each once."""
    return reasons_by_learner(course_root, assignment).get(learner, ())


def reasons_by_learner(course_root: Path, assignment: str) -> dict[str, tuple[str, ...]]:
    """The same of every learner, for whom anything is on record."""
    found: dict[str, dict[str, None]] = {}
    for record in jsonl.read(_path(course_root)).records:
        learner, event = record.get("learner"), record.get("event")
        if record.get("assignment") != assignment or not isinstance(learner, str):
            continue
        if event == "collected":
            found[learner] = {}
        elif event == "left out" and isinstance(record.get("reason"), str):
            found.setdefault(learner, {})[record["reason"]] = None
    return {learner: tuple(kept) for learner, kept in found.items()}


def scored(course_root: Path) -> Iterator[dict[str, Any]]:
    """The records of hand-ins that were fully marked, oldest first; see `kept_marks`."""
    for record in jsonl.read(_path(course_root)).records:
        if record.get("event") == "scored":
            yield record


def last_text(course_root: Path, assignment: str, learner: str, activity: str) -> str | None:
    """The digest of the reflection that was last copied for marking, or None."""
    copied = [
        record.get("text")
        for record in _of(course_root, assignment, learner, "text copied")
        if record.get("activity") == activity
    ]
    return copied[-1] if copied and isinstance(copied[-1], str) else None


def _of(course_root: Path, assignment: str, learner: str, *events: Event) -> list[dict[str, Any]]:
    wanted = {"assignment": assignment, "learner": learner}
    return [
        record
        for record in jsonl.read(_path(course_root)).records
        if wanted.items() <= record.items() and record.get("event") in events
    ]


def _path(course_root: Path) -> Path:
    return own_folder(course_root) / "grading.jsonl"
