"""A folder as one file (tar, gzip), and back: owners by number, modes and times with it.

Links are kept as links and never followed. Any SQLite file in it, such as a cohort's gradebook, is
copied as it is at one moment.
"""

import errno
import os
import sqlite3
import stat
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping
from io import DEFAULT_BUFFER_SIZE, FileIO
from pathlib import Path, PurePosixPath
from typing import IO

from coprod_training.backup.closed_in import copy_out_of
from coprod_training.backup.room import Room
from coprod_training.backup.sqlite_copies import BESIDE, copy_sqlite
from coprod_training.backup.walk import NO_FILE_ANY_MORE, can_be_put_back, opened_file, walk
from coprod_training.errors import CoprodError

_SQLITE = b"SQLite format 3\0"
_BROKEN = ("SQLITE_NOTADB", "SQLITE_CORRUPT")  # https://www.sqlite.org/rescode.html
_IN_MEMORY = 8 << 20  # bytes; more of one file waits on the disk
# Nothing can give a folder its change time back, which says when a hand-in came.
_CHANGED = "COPROD.ctime"
_TRIES = 3  # to read a file that nobody writes to meanwhile


def pack(
    folder: Path, to: Path, leave_out: Collection[Path] = (), room: Room | None = None
) -> Mapping[str, int]:
    """Write all of a folder into a new file of mode 600. leave_out: paths with all below them.

    room: where the folders at the top are of people who are not to be trusted with the disk.
    Returns how many files and folders are not in it, by the name at the top that they lie in: what
    is too large for the room, what lies too deep to be put back and, where there is a room, what a
    program of its owner holds.

    What is deleted meanwhile is left out. A file that is changed meanwhile is read again; one
    that never rests, such as a log, is there up to some point in it. Raises OSError for what may
    not be read, and sqlite3.Error for a database of one's own that is locked: nothing is left out
    in silence.
    """
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with (
        os.fdopen(handle, "wb") as raw,
        tarfile.open(fileobj=raw, mode="w:gz", compresslevel=3, format=tarfile.PAX_FORMAT) as tar,
    ):
        missing: Counter[str] = Counter()
        for one in walk(folder):
            place, found = folder / one.inside, os.fstat(one.handle)
            entry = _entry(str(one.inside), found)
            entry.pax_headers = {_CHANGED: str(found.st_ctime_ns)}
            tar.addfile(entry)
            asked = [name for name in one.folders if place / name not in leave_out]
            one.folders[:] = [name for name in asked if can_be_put_back(one.inside / name)]
            missing.update(_top(one.inside / name) for name in asked if name not in one.folders)
            for name in one.others:
                if place / name in leave_out:
                    continue
                inside = one.inside / name
                kept = can_be_put_back(inside) and _add(tar, inside, one.handle, place, room)
                missing.update(() if kept else [_top(inside)])
    return missing


def unpack(
    file: Path,
    folder: Path,
    leave_out: Collection[str] = (),
    owners: Mapping[str, tuple[int, int]] | None = None,
) -> Mapping[str, int]:
    """Put back into a folder that is empty or not there. leave_out: names at its top.

    owners: what lies below these names at its top, and nothing else, is put back. All of it then
    belongs to these users and groups, by number. Beside it there may be anything.

    Returns by path the change time of each folder when it was packed, in ns; where that was not
    kept, as until some version, its modification time. Raises CoprodError for an entry that would
    leave the folder, before anything is written.
    """
    check(file)
    with tarfile.open(file, "r:gz") as tar:
        entries = tar.getmembers()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = []
        for one in entries:
            inside = PurePosixPath(one.name)
            top = _top(inside)
            if top in leave_out or (owners is not None and top not in owners):
                continue
            if owners is not None:
                one.uid, one.gid = owners[top]
            target = folder / inside
            if one.isdir():
                target.mkdir(mode=0o700, exist_ok=True)
                made.append((one, target))
                continue
            if one.issym():
                target.symlink_to(one.linkname)
            else:
                _write(tar.extractfile(one), target)
            _own(one, target)
        for one, target in reversed(made):
            _own(one, target)
    return {one.name: _changed(one) for one, _ in made}


def folders_at_top(file: Path) -> set[str]:
    """The names of the folders that lie at the top of what was packed."""
    with tarfile.open(file, "r:gz") as tar:
        found = [PurePosixPath(one.name) for one in tar if one.isdir()]
    return {one.name for one in found if len(one.parts) == 1}


def check(file: Path) -> None:
    """Raise CoprodError when an entry would leave its folder, or the file is none of `pack`."""
    try:
        with tarfile.open(file, "r:gz") as tar:
            _refuse_leaving(tar.getmembers(), file)
    except (tarfile.TarError, OSError, EOFError) as error:
        raise CoprodError(
            "This file of the backup cannot be read.",
            where=str(file),
            fix="Use a different backup.",
        ) from error


def _top(inside: PurePosixPath) -> str:
    """The name at the top that a path begins with; "" for the top itself."""
    return inside.parts[0] if inside.parts else ""


def _add(
    tar: tarfile.TarFile, inside: PurePosixPath, at: int, place: Path, room: Room | None
) -> bool:
    """Put one file there; False for one that there is no room for. What is gone needs none."""
    name, top = inside.name, _top(inside)
    most = room.for_one_file(top) if room else sys.maxsize
    link = False
    try:
        found = os.stat(name, dir_fd=at, follow_symlinks=False)
        if link := stat.S_ISLNK(found.st_mode):
            entry = _entry(str(inside), found)
            entry.linkname = os.readlink(name, dir_fd=at)
            tar.addfile(entry)
            return True
        if not stat.S_ISREG(found.st_mode):
            return True  # a socket or a pipe is nothing that can be kept
        handle = opened_file(name, at)
    except OSError as error:
        if error.errno in NO_FILE_ANY_MORE or (link and error.errno == errno.EINVAL):
            return True  # EINVAL: a link has become something else
        if room and error.errno == errno.EAGAIN:  # its owner holds it, by F_SETLEASE of fcntl(2)
            return False
        error.filename = str(place / name)  # it has the name alone
        raise
    if handle is None:
        return True
    # No buffer: reading a file again would give what the buffer has of it.
    with (
        os.fdopen(handle, "rb", buffering=0) as file,
        tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy,
    ):
        found = os.fstat(file.fileno())
        entry = _entry(str(inside), found)
        is_database = file.read(len(_SQLITE)) == _SQLITE
        if not is_database and name.endswith(BESIDE) and _is_sqlite(name.rpartition("-")[0], at):
            return True  # the copy of its database has it
        whole = found.st_size <= most and (
            (is_database and _database(name, at, place, copy)) or _at_rest(file, copy, most)
        )
        if not whole:
            return False
        entry.size = copy.tell()
        if room:
            room.take(top, entry.size)
        copy.seek(0)
        tar.addfile(entry, copy)
        return True


def _database(name: str, at: int, place: Path, to: IO[bytes]) -> bool:
    """False for one that is no whole database: it is kept as the bytes that it has.

    So is one of somebody else that cannot be read in time: their lock must not stop the backup.
    """
    if os.fstat(at).st_uid == os.geteuid():
        return _own_database(place / name, to)
    with tempfile.TemporaryFile() as copy:
        try:
            if not copy_out_of(name, at, place, copy):
                return False
        except FileNotFoundError:  # it was deleted meanwhile
            return False
        copy.seek(0)
        _all_of(copy, to)
        return True


def _own_database(file: Path, to: IO[bytes]) -> bool:
    with tempfile.TemporaryDirectory(prefix="coprod-backup-") as beside:
        copy = Path(beside) / "copy"
        try:
            copy_sqlite(file, copy)
        except sqlite3.Error as error:
            # Of a good one, such as one that is locked, the bytes could be of two moments.
            if not getattr(error, "sqlite_errorname", "").startswith(_BROKEN):
                raise
            return False
        with copy.open("rb") as content:
            _all_of(content, to)
        return True


def _is_sqlite(name: str, at: int) -> bool:
    try:
        handle = opened_file(name, at)
    except OSError:
        return False
    if handle is None:
        return False
    with os.fdopen(handle, "rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _at_rest(file: FileIO, to: IO[bytes], most: int) -> bool:
    """Copy a file from its beginning; again while somebody changes it. False if it has more."""
    for _ in range(_TRIES):
        before = os.fstat(file.fileno())
        file.seek(0)
        to.seek(0)
        to.truncate()
        _all_of(file, to, most)
        after = os.fstat(file.fileno())
        if after.st_size > most:
            return False
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
            break
    return True


def _all_of(file: IO[bytes], to: IO[bytes], most: int = sys.maxsize) -> None:
    """At most so many bytes: the file may grow while it is read."""
    while most > 0 and (piece := file.read(min(DEFAULT_BUFFER_SIZE * 16, most))):
        most -= to.write(piece)


def _entry(inside: str, found: os.stat_result) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(inside)
    entry.mode, entry.mtime = stat.S_IMODE(found.st_mode), int(found.st_mtime)
    entry.uid, entry.gid = found.st_uid, found.st_gid
    kinds = {stat.S_IFDIR: tarfile.DIRTYPE, stat.S_IFLNK: tarfile.SYMTYPE}
    entry.type = kinds.get(stat.S_IFMT(found.st_mode), tarfile.REGTYPE)
    return entry


def _changed(one: tarfile.TarInfo) -> int:
    kept = one.pax_headers.get(_CHANGED, "")
    return int(kept) if kept.isascii() and kept.isdigit() else int(one.mtime) * 10**9


def _refuse_leaving(entries: list[tarfile.TarInfo], file: Path) -> None:
    """Every entry lies in a folder that this very file brings, and none comes twice."""
    folders, seen = {PurePosixPath(".")}, set()
    for one in entries:
        inside = PurePosixPath(one.name)
        known = inside == PurePosixPath(".") or inside.parent in folders
        leaves = inside.is_absolute() or ".." in inside.parts or inside in seen
        if leaves or not known or not (one.isdir() or one.issym() or one.isreg()):
            raise CoprodError(
                f'An entry of this file would leave its folder: "{one.name}".',
                where=str(file),
                fix="Somebody has changed it. Use a different backup.",
            )
        seen.add(inside)
        if one.isdir():
            folders.add(inside)


def _write(content: IO[bytes] | None, target: Path) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        if content is not None:
            _all_of(content, file)


def _own(one: tarfile.TarInfo, target: Path) -> None:
    if os.geteuid() == 0:
        os.chown(target, one.uid, one.gid, follow_symlinks=False)
    if not one.issym():
        target.chmod(one.mode)
        os.utime(target, (one.mtime, one.mtime))
