"""A hand-in is hostile until read: what is taken from its folder, and why the rest is not.

Only ordinary files with the names that the assignment uses are taken, each opened without
following links. The notebook itself is never taken: the released one stands in its place, so
nothing that a learner wrote can be run later, by anybody's configuration.
"""

import filecmp
import os
import secrets
import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.grading import changed_notebook, reading
from coprod_training.grading.due import DUE
from coprod_training.grading.hand_in_time import TIME, TIME_FORM, time_in
from coprod_training.grading.untrusted import is_plain, is_there, open_file, open_folder, sort_of

NAMES_LOOKED_AT = 200
# What is read of a notebook, for a remark alone. Ours have at most 10 kB as they are released. Read
# as JSON, short empty lists take 25 times their bytes, which here are about 50 MB of memory.
NOTEBOOK_BYTES = 2_000_000
SECRET = "submission_secret.txt"  # noqa: S105  # a file name

MANY = (
    f"The hand-in has more than {NAMES_LOOKED_AT} files."
    f" Only the first {NAMES_LOOKED_AT} were looked at."
)
NOT_A_FOLDER = "The hand-in is not an ordinary folder. It was left out."
_SORTS = {
    "link": ("A link was left out.", "links were left out."),
    "folder": ("A folder was left out.", "folders were left out."),
    "special": (
        "Something that is not a file was left out.",
        "things that are not files were left out.",
    ),
    "other": (
        "A file that this assignment does not use was left out.",
        "files that this assignment does not use were left out.",
    ),
}


@dataclass(frozen=True)
class Form:
    """What a hand-in of one assignment may hold. release: the folder with its released files."""

    release: Path
    notebooks: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """The file names that are taken or replaced."""
        return frozenset(
            {
                *(f"{one}.ipynb" for one in self.notebooks),
                TIME,
                SECRET,
                *(f"{one}.answers.jsonl" for one in self.notebooks),
            }
        )


def form_of(release: Path) -> Form:
    """The form of the assignment released in this folder. Raises CoprodError without one."""
    notebooks = tuple(sorted(path.stem for path in release.glob("*.ipynb")))
    if not notebooks:
        raise CoprodError(
            "The released form of this assignment is missing.",
            where=str(release),
            fix=f"Make it with: nbgrader generate_assignment {release.name}",
        )
    return Form(release, notebooks)


def take(source: Path, dest: Path, form: Form, at: datetime) -> tuple[str, ...]:
    """Copy what may be used of a hand-in to `dest`, and say why the rest was left out.

    at: when it was handed in, UTC. `dest` is replaced only when its new content is complete.
    Raises OSError when `source` cannot be opened as a folder or `dest` cannot be written.
    """
    fresh = dest.with_name(f".{dest.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    folder = open_folder(source)
    try:
        reasons = [*_left_out(folder, form)]
        for notebook in form.notebooks:
            name = f"{notebook}.ipynb"
            released = (form.release / name).read_bytes()
            reasons += _about_notebook(folder, name, released)
            (fresh / name).write_bytes(released)
            reasons += _take_answers(folder, f"{notebook}.answers.jsonl", fresh)
        reasons += _take_secret(folder, fresh)
    finally:
        os.close(folder)
    (fresh / TIME).write_text(at.astimezone(UTC).strftime(TIME_FORM), encoding="utf-8")
    shutil.rmtree(dest, ignore_errors=True)
    fresh.rename(dest)
    return tuple(reasons)


def secret_in(folder: int) -> bytes:
    """What stands where an opened folder has its secret; b"" for anything but an ordinary file."""
    handle = open_file(folder, SECRET)
    if handle is None:
        return b""
    try:
        return os.pread(handle, 1000, 0)
    finally:
        os.close(handle)


def faults(folder: Path, form: Form) -> bool:
    """Whether a collected folder holds anything but ordinary, released or expected files."""
    if folder.is_symlink() or not folder.is_dir():
        return True
    entries = {entry.name: entry for entry in os.scandir(folder)}
    if not set(entries) <= form.names or time_in(folder) is None or SECRET not in entries:
        return True
    owner = folder.lstat()
    if not all(is_plain(entry.stat(follow_symlinks=False), owner) for entry in entries.values()):
        return True
    names = [f"{one}.ipynb" for one in form.notebooks]
    return any(
        name not in entries or not filecmp.cmp(folder / name, form.release / name, shallow=False)
        for name in names
    )


def _left_out(folder: int, form: Form) -> list[str]:
    sorts: Counter[str] = Counter()
    reasons = []
    with os.scandir(folder) as entries:
        for number, entry in enumerate(entries):
            if number == NAMES_LOOKED_AT:
                reasons.append(MANY)
                break
            if entry.name in form.names or entry.name in {".ipynb_checkpoints", DUE}:
                continue
            sorts[sort_of(entry)] += 1
    return reasons + [
        one if sorts[sort] == 1 else f"{sorts[sort]} {many}"
        for sort, (one, many) in _SORTS.items()
        if sorts[sort]
    ]


def _about_notebook(folder: int, name: str, released: bytes) -> list[str]:
    if not is_there(folder, name):
        return [changed_notebook.MISSING]
    handle = open_file(folder, name)
    if handle is None:
        return [changed_notebook.NOT_A_FILE]
    try:
        if os.fstat(handle).st_size > NOTEBOOK_BYTES:
            return [changed_notebook.TOO_LARGE]
        content = os.pread(handle, NOTEBOOK_BYTES, 0)
    finally:
        os.close(handle)
    return changed_notebook.notes(content, released)


def _take_answers(folder: int, name: str, fresh: Path) -> list[str]:
    if not is_there(folder, name):
        return []
    handle = open_file(folder, name)
    if handle is None:
        return [reading.NOT_A_FILE]
    try:
        content, reason = reading.ends_of(handle)
    finally:
        os.close(handle)
    (fresh / name).write_bytes(content)
    return [reason] if reason else []


def _take_secret(folder: int, fresh: Path) -> list[str]:
    """Keep the secret: nbgrader names a feedback page by it, and stops for all without the file."""
    content = secret_in(folder)
    kept = 32 <= len(content) <= 256 and set(content) <= set(b"0123456789abcdef")
    (fresh / SECRET).write_text(
        content.decode() if kept else secrets.token_hex(64), encoding="ascii"
    )
    return [] if kept else ["The code for fetching feedback is missing. Hand in again to get one."]
