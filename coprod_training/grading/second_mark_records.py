"""What second marking writes down: one append-only file, and what of it is whole."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from coprod_training import jsonl
from coprod_training.grading.records import SECOND_MARKS, own_folder
from coprod_training.stored_time import stored

SCHEMA = 1

_DRAWN: dict[str, type] = {"assignment": str, "learner": str, "handed_in": str}
_AGREED = _DRAWN | {"activity": str, "level": int}
_FIELDS = {
    "drawn": _DRAWN,
    "second mark": _AGREED | {"first": int},
    "first mark": _AGREED,
    "agreed": _AGREED,
    "seen": _DRAWN | {"activity": str, "by": str},
}


def note(
    course_root: Path, assignment: str, now: datetime, details: Iterable[Mapping[str, Any]]
) -> None:
    """Add records, each with an event and its fields. now: UTC."""
    path = _path(course_root)
    about = {"at": stored(now), "assignment": assignment}
    with jsonl.locked_for_append(path, mode=0o600) as file:
        for one in details:
            jsonl.append(file, {"schema": SCHEMA, **about, **one})


def records_of(course_root: Path, assignment: str, event: str) -> list[Mapping[str, Any]]:
    """The records of one kind about one assignment, in their order."""
    return [
        record
        for record in all_records(course_root)
        if record["event"] == event and record["assignment"] == assignment
    ]


def all_records(course_root: Path) -> tuple[Mapping[str, Any], ...]:
    """Every record that is whole; a torn or foreign line is passed over."""
    path = _path(course_root)
    return _read(path, jsonl.state(path))


@lru_cache(maxsize=4)  # the trainer's page asks for them each time
def _read(path: Path, _state: tuple[int, int]) -> tuple[Mapping[str, Any], ...]:
    return tuple(record for record in jsonl.read(path).records if _is_whole(record))


def _is_whole(record: Mapping[str, Any]) -> bool:
    fields = _FIELDS.get(str(record.get("event")))
    return fields is not None and all(
        isinstance(record.get(name), kind) for name, kind in fields.items()
    )


def _path(course_root: Path) -> Path:
    return own_folder(course_root) / SECOND_MARKS
