"""Writes what a collector holds into a folder in the form of nbgrader's exchange.

Each part is complete before it has its name, so a process that is ended half way leaves nothing
that looks whole. Names were checked by `collector.archive`; those of people are checked here.
"""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coprod_training.collector.archive import Files, digest_of
from coprod_training.file_in_place import put_file_in_place, sync, sync_all
from coprod_training.grading.collected import SECRET
from coprod_training.grading.due import DUE, write_due
from coprod_training.grading.from_collector import is_from_collector, note_copied
from coprod_training.grading.half_made import half_made
from coprod_training.grading.hand_in_name import is_learner
from coprod_training.grading.hand_in_time import TIME, parsed_time

_SUBMISSION = re.compile(r"[0-9a-f]{32}")


def prepare(course: Path) -> Path:
    """The course's folder in the copy, made and closed to everybody else; returned again."""
    for folder in ("outbound", "inbound", "feedback"):
        (course / folder).mkdir(parents=True, exist_ok=True)
    course.parent.chmod(0o700)
    if not is_from_collector(course):
        note_copied(course, {})
    return course


def put_release(course: Path, one: dict[str, Any], files: Files) -> None:
    """Write an exercise that is open. one: as listed."""
    _put(course / "outbound" / str(one["assignment"]), files)
    note_due(course, one)


def note_due(course: Path, one: dict[str, Any]) -> None:
    """Write when it is due, if that is another date now."""
    due = one.get("due")
    write_due(
        course / "outbound" / str(one["assignment"]),
        datetime.fromisoformat(due).astimezone(UTC) if due else None,
    )


def release_digest(course: Path, assignment: str) -> str:
    """The SHA-256 of the copy of an exercise; "" where there is none."""
    folder = course / "outbound" / assignment
    return digest_of(files_of(folder)) if folder.is_dir() else ""


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of an exercise by name, without the date that is written beside them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.name != DUE
    }


def is_submission(name: str) -> bool:
    """Whether this is how the collector names a hand-in: docs/collector-api.md."""
    return bool(_SUBMISSION.fullmatch(name))


def hand_in_name(one: dict[str, Any], *, with_id: bool) -> str:
    """What a hand-in's folder is called; "" where the name or time is none that nbgrader takes.

    with_id: as in the exchange; without, as in a learner's own copies.
    """
    learner, at = str(one["learner"]), str(one["timestamp"])
    if not is_learner(learner) or parsed_time(at) is None:
        return ""
    name = f"{learner}+{one['assignment']}+{at}"
    return f"{name}+{one['submission']}" if with_id else name


def put_hand_in(place: Path, one: dict[str, Any], files: Files) -> None:
    """Write a hand-in with its time, and the code by which its feedback is found.

    One that is there stays, as hand-ins never change: a trainer may be collecting it.

    The code is the collector's name of the hand-in: it says to whom feedback goes back.
    """
    told = {TIME: str(one["timestamp"]).encode(), SECRET: str(one["submission"]).encode()}
    _put(place, {**files, **told}, replaces=False)


def put_feedback(course: Path, submission: str, files: Files) -> None:
    """Write the pages that came back, under the names that nbgrader looks for."""
    from nbgrader.utils import notebook_hash

    for name, content in files.items():
        page = Path(name)
        if page.suffix != ".html" or len(page.parts) != 1:
            continue
        place = notebook_hash(secret=submission, notebook_id=page.stem)
        put_file_in_place(course / "feedback" / f"{place}.html", content)


def _put(place: Path, files: Files, *, replaces: bool = True) -> None:
    """A folder with these files. replaces: in the place of what was there, which else stays."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with half_made(place.parent) as fresh:
        for name, content in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        sync_all(fresh)  # one that is there is not fetched again
        if replaces:
            shutil.rmtree(place, ignore_errors=True)
        try:
            fresh.rename(place)
        except OSError:
            if not place.is_dir():  # another process of the same person was faster
                raise
        sync(place.parent)
