"""Hand-ins that could not be collected or graded, and why, for the trainer's lists.

One line for each time it was tried. It is over as soon as that hand-in is graded or a newer one
comes, which `overview` sees in the gradebook and in the exchange.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from coprod_training import jsonl
from coprod_training.grading.hand_in_time import time_in
from coprod_training.grading.records import NOT_READ, own_folder
from coprod_training.stored_time import stored

SCHEMA = 1
NOT_GRADED = (
    "The hand-in could not be graded. Collect again, or ask whoever looks after the course."
)
_NAMES = ("assignment", "learner", "handed_in", "reason")

Failures = Mapping[tuple[str, str, str], str]
"""By assignment, learner and time of the hand-in as records have it: why it could not be read."""


def note_not_read(
    course_root: Path, learner: str, assignment: str, handed_in: datetime, reason: str
) -> None:
    """Keep why a hand-in could not be collected or graded. handed_in: UTC."""
    path = _path(course_root)
    at = stored(datetime.now(UTC))
    values = (assignment, learner, handed_in.astimezone(UTC).isoformat(), reason)
    with jsonl.locked_for_append(path, mode=0o600) as file:
        jsonl.append(file, {"schema": SCHEMA, "at": at, **dict(zip(_NAMES, values, strict=True))})


def note_not_graded(course_root: Path, folder: Path) -> None:
    """The same of one that was collected and could not be graded, unless it has lost its time.

    folder: submitted/<learner>/<assignment>.
    """
    with suppress(OSError):
        at = time_in(folder)
        if at is not None:
            note_not_read(course_root, folder.parent.name, folder.name, at, NOT_GRADED)


def not_read(course_root: Path) -> Failures:
    """Every hand-in that could not be read at some time, with the reason of the last time."""
    path = _path(course_root)
    return _found(path, jsonl.state(path))


@lru_cache(maxsize=2)  # the trainer's page asks for it each time
def _found(path: Path, state: tuple[int, int]) -> Failures:
    found = {}
    for line in jsonl.read(path).records:
        assignment, learner, handed_in, reason = (line.get(name) for name in _NAMES)
        if isinstance(reason, str):
            found[str(assignment), str(learner), str(handed_in)] = reason
    return found


def _path(course_root: Path) -> Path:
    return own_folder(course_root) / NOT_READ
