"""Comments to learners: how long one is, and those that trainers keep to use again, in one file."""

from datetime import datetime
from pathlib import Path

from coprod_training import jsonl
from coprod_training.grading.records import own_folder
from coprod_training.stored_time import stored

SCHEMA = 1
LONGEST = 1000  # characters of one to use again
LONGEST_GIVEN = 10_000  # characters of one that a learner is sent
TOO_LONG = f"A comment has at most {LONGEST_GIVEN:,} characters."


def comment_bank(course_root: Path) -> dict[str, tuple[str, ...]]:
    """The comments kept for each activity, oldest first, each once."""
    found: dict[str, dict[str, None]] = {}
    for record in jsonl.read(_path(course_root)).records:
        activity, words = record.get("activity"), record.get("words")
        if isinstance(activity, str) and isinstance(words, str):
            found.setdefault(activity, {})[words] = None
    return {activity: tuple(words) for activity, words in found.items()}


def keep_comment(course_root: Path, activity: str, words: str, now: datetime) -> None:
    """Keep one comment for everybody who marks here. now: UTC."""
    with jsonl.locked_for_append(_path(course_root)) as file:
        about = {"at": stored(now), "activity": activity, "words": words}
        jsonl.append(file, {"schema": SCHEMA, **about})


def _path(course_root: Path) -> Path:
    return own_folder(course_root) / "comments.jsonl"
