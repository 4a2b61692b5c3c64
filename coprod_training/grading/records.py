"""What grading did and why, one line each, in the trainer's course root.

Reasons and reset marks are kept here, so that a trainer can look them up after the log is gone.
No line holds a learner's words: a text is known by its digest only.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from coprod_training import jsonl

SCHEMA = 1
Event = Literal["left out", "text copied", "mark reset"]


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


def reasons(course_root: Path, assignment: str, learner: str) -> tuple[str, ...]:
    """Every reason on record for one hand-in, oldest first, each once."""
    found = (record.get("reason") for record in _of(course_root, assignment, learner, "left out"))
    return tuple(dict.fromkeys(reason for reason in found if isinstance(reason, str)))


def last_text(course_root: Path, assignment: str, learner: str, activity: str) -> str | None:
    """The digest of the reflection that was last copied for marking, or None."""
    copied = [
        record.get("text")
        for record in _of(course_root, assignment, learner, "text copied")
        if record.get("activity") == activity
    ]
    return copied[-1] if copied and isinstance(copied[-1], str) else None


def _of(course_root: Path, assignment: str, learner: str, event: Event) -> list[dict[str, Any]]:
    wanted = {"assignment": assignment, "learner": learner, "event": event}
    return [
        record
        for record in jsonl.read(_path(course_root)).records
        if wanted.items() <= record.items()
    ]


def _path(course_root: Path) -> Path:
    return own_folder(course_root) / "grading.jsonl"
