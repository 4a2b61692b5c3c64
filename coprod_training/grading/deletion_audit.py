"""One line for each time that somebody's data was deleted: counts, no word and no name."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from coprod_training import jsonl
from coprod_training.stored_time import stored_exactly

SCHEMA = 1
FILE = "audit.jsonl"


def note_deletion(private: Path, event: str, counts: Mapping[str, int], now: datetime) -> None:
    """Keep it in a workspace's private folder, for its owner's eyes only. now: UTC."""
    at = stored_exactly(now)
    with jsonl.locked_for_append(private / FILE, mode=0o600) as file:
        jsonl.append(file, {"schema": SCHEMA, "at": at, "event": event, **counts})
