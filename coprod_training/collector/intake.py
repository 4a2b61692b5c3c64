"""Reads statements that were sent: keeps the few fields that have a column, refuses the rest.

Nothing of a payload is taken on trust and nothing of it is said back. What is not read is not
stored, so words that somebody puts into a statement go nowhere.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from coprod_training.progress.vocabulary import ATTEMPT, COURSE_VERSION, OBJECT_ID, VERBS

MOST_STATEMENTS = 500
_MOST_ATTEMPTS = 1_000_000
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_VERSION = re.compile(r"[0-9A-Za-z.-]{0,40}")


@dataclass(frozen=True)
class Taken:
    """One statement as it is kept. said: UTC, None when it was no time. scaled: 0 to 1."""

    id: UUID
    activity: str
    completion: bool
    success: bool | None
    scaled: float | None
    attempt: int
    course_version: str
    said: datetime | None


@dataclass(frozen=True)
class Refused:
    """One that is not kept. at: its place in what was sent, from 0."""

    at: int
    why: str


class _No(Exception):
    """Raised with the reason why one statement is refused."""


def read_statements(sent: Sequence[object], course: str) -> tuple[list[Taken], list[Refused]]:
    """What is kept and what is refused. course: the id of the collector's course."""
    prefix = OBJECT_ID.format(course=course, kind="activity", slug="")
    taken, refused = [], []
    for at, one in enumerate(sent):
        try:
            taken.append(_read(one, prefix))
        except _No as reason:
            refused.append(Refused(at, str(reason)))
    return taken, refused


def _read(sent: object, prefix: str) -> Taken:
    if not isinstance(sent, dict):
        raise _No("This is not a statement.")
    verb = sent.get("verb")
    if not isinstance(verb, dict) or verb.get("id") != VERBS["answered"]:
        raise _No("The verb is not one that a learner sends. Marks come from trainers.")
    result = sent.get("result", {})
    if not isinstance(result, dict):
        raise _No("The result is not an object.")
    scaled = _scaled(result.get("score"))
    return Taken(
        id=_id(sent.get("id")),
        activity=_activity(sent.get("object"), prefix),
        completion=_yes_or_no(result.get("completion", False)),
        success=None if result.get("success") is None else _yes_or_no(result["success"]),
        scaled=scaled,
        attempt=_attempt(result.get("extensions")),
        course_version=_course_version(sent.get("context")),
        said=time_said(sent.get("timestamp")),
    )


def _id(sent: object) -> UUID:
    try:
        found = UUID(sent) if isinstance(sent, str) and len(sent) == 36 else None
    except ValueError:
        found = None
    if found is None or found.version != 5:
        raise _No("The id is not a UUID of version 5, as statements made from answers have.")
    return found


def _activity(sent: object, prefix: str) -> str:
    name = sent.get("id") if isinstance(sent, dict) else None
    if not isinstance(name, str) or not name.startswith(prefix):
        raise _No("The object is not an activity of this course.")
    slug = name[len(prefix) :]
    if not _SLUG.fullmatch(slug):
        raise _No("The object is not an activity of this course.")
    return slug


def _yes_or_no(sent: object) -> bool:
    if not isinstance(sent, bool):
        raise _No("Completion and success are true or false.")
    return sent


def _scaled(score: object) -> float | None:
    if score is None:
        return None
    value = score.get("scaled") if isinstance(score, dict) else "none"
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _No("The score is not a number from 0 to 1.")
    if not math.isfinite(value) or not 0 <= value <= 1:
        raise _No("The score is not a number from 0 to 1.")
    return float(value)


def _attempt(extensions: object) -> int:
    value: Any = extensions.get(ATTEMPT, 0) if isinstance(extensions, dict) else 0
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_ATTEMPTS:
        raise _No("The attempt is not a count.")
    return value


def _course_version(context: object) -> str:
    extensions = context.get("extensions") if isinstance(context, dict) else None
    value = extensions.get(COURSE_VERSION, "") if isinstance(extensions, dict) else ""
    if not isinstance(value, str) or not _VERSION.fullmatch(value):
        raise _No("The version of the course is not valid.")
    return value


def time_said(sent: object) -> datetime | None:
    """The time that a sender says, UTC; None when it is no time. It may be days off."""
    if not isinstance(sent, str) or not 10 <= len(sent) <= 40:
        return None
    try:
        found = datetime.fromisoformat(sent)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
