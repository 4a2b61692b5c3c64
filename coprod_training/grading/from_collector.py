"""An exchange's folder that is one person's copy of what a collector holds.

In the shared folder of one machine anybody may write, so owners and clocks are looked at. A copy is
written by the process that uses it alone, from a collector that took name and time from its own
token look-up and its own clock: what it says counts.
"""

import json
from pathlib import Path

from coprod_training.file_in_place import put_file_in_place

MARK = "from-collector.json"
"""Lies in the folder of a course in the exchange, where no learner of a shared one may write."""


def is_from_collector(course: Path) -> bool:
    """Whether a course's folder in the exchange is such a copy."""
    return (course / MARK).is_file()


def copied_feedback(course: Path) -> dict[str, str]:
    """By hand-in, the SHA-256 of the feedback that was copied; empty where nothing was."""
    try:
        said = json.loads((course / MARK).read_text(encoding="utf-8"))["feedback"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {str(name): str(digest) for name, digest in said.items()}


def note_copied(course: Path, feedback: dict[str, str]) -> None:
    """Mark the folder as a copy, and keep what of it is there. See `copied_feedback`."""
    path, content = course / MARK, (json.dumps({"feedback": feedback}) + "\n").encode()
    if not (path.is_file() and path.read_bytes() == content):
        put_file_in_place(path, content)
