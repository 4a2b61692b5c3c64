"""When hand-ins came that a restore put back: the clock of their folders says it no more.

A folder's change time decides when it came, since its owner cannot set it. A restore cannot set it
either, so it keeps the one before here, in the trainer's own folder. A line counts only while the
folder is as it was put back: whoever changes it later is dated by that.
"""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from coprod_training import jsonl
from coprod_training.grading.receipt import named
from coprod_training.grading.records import PUT_BACK, SCHEMA, own_folder

ChangeTimes = Mapping[tuple[str, int], int]
"""By a folder's name and its change time now, the one before it was put back; in ns."""


def change_times(course_root: Path) -> ChangeTimes:
    """Of every hand-in that a restore put back; empty where there was none."""
    path = own_folder(course_root) / PUT_BACK
    return _change_times(path, jsonl.state(path))


@lru_cache(maxsize=2)  # each of the trainer's pages asks
def _change_times(path: Path, _state: tuple[int, int]) -> ChangeTimes:
    return {
        (record["folder"], record["now"]): record["before"]
        for record in jsonl.read(path).records
        if isinstance(record.get("folder"), str)
        and isinstance(record.get("now"), int)
        and isinstance(record.get("before"), int)
    }


def changed_at(name: str, found: os.stat_result, put_back: ChangeTimes) -> float:
    """When a folder in the exchange was changed last, a restore apart; in seconds.

    found: what the system says about the folder itself (`lstat`).
    """
    before = put_back.get((name, found.st_ctime_ns))
    return found.st_ctime if before is None else before / 1e9


def note_put_back(course_root: Path, inbound: Path, before: Mapping[str, int]) -> None:
    """Keep the change times of hand-ins that were put back just now.

    inbound: where they lie. before: by name, each one's change time when it was copied, in ns.
    """
    earlier = change_times(course_root)
    lines = [
        {
            "schema": SCHEMA,
            "learner": one.learner,
            "folder": name,
            "now": (inbound / name).lstat().st_ctime_ns,
            "before": earlier.get((name, changed), changed),
        }
        for name, changed in before.items()
        if (one := named(name))
    ]
    if not lines:
        return
    path = own_folder(course_root) / PUT_BACK
    with jsonl.locked_for_append(path, 0o600) as file:
        for line in lines:
            jsonl.append(file, line)
    if os.geteuid() == 0:  # whoever the course root was put back for has to write there
        owner = course_root.stat()
        for made in (path.parent, path):
            os.chown(made, owner.st_uid, owner.st_gid)
