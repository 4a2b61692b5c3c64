"""The name of a folder in the exchange, and whether it is of whom it says: all may write there."""

import os
import pwd
import re
import stat
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.grading.from_collector import is_from_collector
from coprod_training.grading.half_made import is_half_made
from coprod_training.grading.hand_in_time import handed_in_by, parsed_time
from coprod_training.grading.put_back import ChangeTimes, changed_at
from coprod_training.grading.receipt import HandIn

# What JupyterHub and Unix allow in a name, without the signs that are special in a path pattern.
# A folder is named after them, and such a name holds 255 bytes.
_LONGEST = 128  # bytes
_LEARNER = re.compile(r"[^\W_][\w.@~-]{0,127}")


def is_learner(name: str) -> bool:
    """Whether this can be the name that a learner signs in with."""
    return _LEARNER.fullmatch(name) is not None and len(name.encode()) <= _LONGEST


def check_learner(name: str, where: str = "") -> None:
    """Raises CoprodError for what cannot be a learner: it could reach out of their folders."""
    if not is_learner(name):
        raise CoprodError("This is not the name of a learner.", where=where)


@lru_cache(maxsize=65_536)  # the trainer's page asks for the same thousands each time
def parsed(name: str) -> HandIn | None:
    """Learner, assignment and claimed time of "<learner>+<assignment>+<time>[+<random>]".

    None when it cannot be a hand-in. The time is as it stands there, and may be nonsense.
    """
    parts = name.rsplit("+", 3)
    if len(parts) not in (3, 4) or not is_learner(parts[0]):
        return None
    return HandIn(*parts[:3])


def left_there(inbound: Path, assignment: str) -> int:
    """How many things in the exchange no collecting of this assignment takes.

    They name nobody, or are not of whom they name. What is being made there is none of them.
    inbound: of this course.
    """
    return sum(
        one is None or (one.assignment == assignment and not is_theirs(path, one.learner))
        for path in inbound.glob("*")
        if not is_half_made(path)
        for one in [parsed(path.name)]
    )


def arrived_in(inbound: Path, put_back: ChangeTimes) -> Iterator[tuple[HandIn, datetime]]:
    """Each hand-in in the exchange that is of whom it names, and when it came there, UTC."""
    told = is_from_collector(inbound.parent)
    for path in inbound.glob("*+*+*"):
        one = parsed(path.name)
        claimed = parsed_time(one.timestamp) if one else None
        if one is None or claimed is None:
            continue
        try:
            found = os.lstat(path)
        except OSError:
            continue  # it has gone since
        if is_theirs_by(found, one.learner):
            changed = changed_at(path.name, found, put_back)
            yield one, handed_in_by(claimed, changed, told=told)[0]


def is_theirs(path: Path, learner: str) -> bool:
    """A real folder, owned by the learner it names, or put there by whoever collects."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return is_theirs_by(found, learner)


def is_theirs_by(found: os.stat_result, learner: str, *, check_owner: bool = True) -> bool:
    """The same, of what the system says about the folder itself (`lstat`)."""
    if not stat.S_ISDIR(found.st_mode):
        return False
    if not check_owner or found.st_uid == os.getuid():
        return True
    try:
        return pwd.getpwuid(found.st_uid).pw_name == learner
    except KeyError:
        return False
