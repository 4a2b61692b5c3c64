"""Deletions that wait for a collector that is away: a file in the learner's own folder says so.

Their server asks again while it runs (lab/collector_deletion.py). A restore brings an earlier
folder, so what waited in it would be forgotten without this.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from coprod_training.collector.intake import time_said
from coprod_training.collector.named import DELETION_ASKED
from coprod_training.hub.left_for_the_team import content_below

# As lab/hub_server.py and lab/collector_deletion.py lay it down.
FILE = ("coprod", "learner", ".coprod", DELETION_ASKED)


def waiting(people: Path | None, now: datetime) -> Iterator[tuple[str, datetime]]:
    """Account names with when they asked, UTC and never later than now."""
    if people is None or not people.is_dir():
        return
    for home in sorted(people.iterdir()):
        asked = _asked(home)
        if asked is not None:
            yield home.name, min(asked, now)


def _asked(home: Path) -> datetime | None:
    """Learners write here. What is no time asks for nothing, as in the collector."""
    try:
        return time_said(content_below(home, FILE).decode().strip())
    except (OSError, ValueError):
        return None
