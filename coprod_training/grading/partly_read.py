"""Collected hand-ins with a damaged part: what could be read is marked, and the rest is lost.

Found in the reasons on record, so that what was graded before this was written is found as well.
"""

from collections import defaultdict
from collections.abc import Set
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from coprod_training import jsonl
from coprod_training.grading.reading import SAID_ONCE, is_damage
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
    """What was said of a file when it was collected is not said again when it is graded again."""
    said: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    found = set()
    for line in lines.records:
        who, event = (str(line.get("assignment")), str(line.get("learner"))), line.get("event")
        if event == "collected":
            said.pop(who, None)
        elif event == "left out" and is_damage(line.get("reason")):
            said[who].add(line["reason"])
        elif event == "graded" and isinstance(line.get("handed_in"), str):
            one = (*who, line["handed_in"])
            found.discard(one)
            if reasons := said.get(who):
                found.add(one)
                said[who] = reasons & SAID_ONCE
    return found
