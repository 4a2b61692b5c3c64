"""When an assignment is due, as a small file beside what is released.

nbgrader keeps due dates in the trainer's gradebook, which no learner can read.
"""

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coprod_training.file_in_place import put_file_in_place
from coprod_training.grading.untrusted import open_file, open_folder
from coprod_training.stored_time import FORM, stored

DUE = "due.json"
SCHEMA = 1
_MOST_BYTES = 1000


def write_due(released: Path, due: datetime | None) -> None:
    """Write the due date into a released assignment's folder. due: UTC, with or without a zone.

    Nothing is written when it says so already: learners' pages look anew when the folder changes.
    """
    path, content = released / DUE, (json.dumps(due_record(due)) + "\n").encode()
    if path.is_file() and path.read_bytes() == content:
        return
    put_file_in_place(path, content)  # half a date would be read as none
    path.chmod(0o644)


def due_record(due: datetime | None) -> dict[str, Any]:
    """A date as records hold it. due: UTC, with or without a zone."""
    words = None
    if due is not None:
        words = stored(due if due.tzinfo else due.replace(tzinfo=UTC))
    return {"schema": SCHEMA, "due": words}


def read_due(released: Path) -> datetime | None:
    """The due date in a released assignment's folder, UTC; None when there is none to trust.

    The folder is somebody else's: no link is followed, and what does not fit is passed over.
    """
    return read_due_file(released, DUE)


def read_due_file(place: Path, name: str) -> datetime | None:
    """The same, of a file with another name."""
    try:
        folder = open_folder(place)
    except OSError:
        return None
    try:
        handle = open_file(folder, name)
        if handle is None:
            return None
        content = os.pread(handle, _MOST_BYTES, 0)
        os.close(handle)
    finally:
        os.close(folder)
    return due_in(content)


def due_in(record: bytes | Mapping[str, Any]) -> datetime | None:
    """The date in a record, or in the bytes of one, UTC; None when there is none to trust."""
    try:
        data = json.loads(record) if isinstance(record, bytes) else record
        if data["schema"] > SCHEMA:
            return None
        return datetime.strptime(data["due"], FORM).replace(tzinfo=UTC)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
