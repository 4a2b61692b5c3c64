"""Collected hand-ins with a damaged part: what could be read is marked, and the rest is lost.

Found in the reasons on record, so that what was graded before this was written is found as well.
"""

from collections import defaultdict
from collections.abc import Set
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from coprod_training import jsonl
from coprod_training.grading.reading import is_damage
from coprod_training.grading.reasons import Reasons
from coprod_training.grading.records import path_of

HandIns = Set[tuple[str, str, str]]
"""Assignment, learner and time of the hand-in, as records have it."""
_LEFT_OUT = b'"left out"'


def partly_read(course_root: Path) -> HandIns:
    """Every graded hand-in of which something could not be read when it was graded last."""
    path = path_of(course_root)
    return _found(path, jsonl.state(path))


def is_partly_read(
    course_root: Path, assignment: str, learner: str, handed_in: datetime | None
) -> bool:
    """Whether something in this hand-in could not be read. handed_in: None when it has no time."""
    if handed_in is None:
        return False
    at = handed_in.astimezone(UTC).isoformat()
    return (assignment, learner, at) in partly_read(course_root)


@lru_cache(maxsize=4)  # the trainer's page and each feedback page ask for it
def _found(path: Path, state: tuple[int, int]) -> HandIns:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return frozenset()
    # Almost every course has none: then all its other lines, which are many, need not be parsed.
    left_out = b"\n".join(line for line in content.split(b"\n") if _LEFT_OUT in line)
    if not any(is_damage(line.get("reason")) for line in jsonl.parse(left_out).records):
        return frozenset()
    return frozenset(_in(jsonl.parse(content)))


def _in(lines: jsonl.Lines) -> HandIns:
    of_each: defaultdict[tuple[str, str], Reasons] = defaultdict(Reasons)
    found: set[tuple[str, str, str]] = set()
    for line in lines.records:
        who, at = (str(line.get("assignment")), str(line.get("learner"))), line.get("handed_in")
        of_each[who].take(line)
        if line.get("event") == "graded" and isinstance(at, str):
            damaged = any(map(is_damage, of_each[who].holding))
            (found.add if damaged else found.discard)((*who, at))
    return found
