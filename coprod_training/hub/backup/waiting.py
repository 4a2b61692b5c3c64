"""Deletions that wait for a collector that is away: a file in the learner's own folder says so.

Their server asks again while it runs (lab/collector_deletion.py). A restore brings an earlier
folder, so what waited in it would be forgotten without this.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

FILE = Path(".coprod", "deletion-asked")
_MOST = 100  # bytes; it holds one time


def waiting(people: Path | None, now: datetime) -> Iterator[tuple[str, datetime]]:
    """Account names with when they asked, UTC and never later than now."""
    if people is None or not people.is_dir():
        return
    for home in sorted(people.iterdir()):
        asked = _asked(home / FILE)
        if asked is not None and not home.is_symlink():
            yield home.name, min(asked, now)


def _asked(file: Path) -> datetime | None:
    """Learners write here. What is no time asks for nothing, as in the collector."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as content:
            found = datetime.fromisoformat(content.read(_MOST).decode().strip())
    except (OSError, ValueError):
        return None
    return found.astimezone(UTC) if found.tzinfo else None
