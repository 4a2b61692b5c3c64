"""All of a folder from the top down, by handles: whoever writes in it cannot lead the walk astray.

The standard library's `os.fwalk` opens whatever has taken a folder's place, a pipe too, for which
it would wait for ever; and it breaks off where folders lie in each other a thousand deep.
"""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_NONBLOCK
_NO_FOLDER_ANY_MORE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}

NO_FILE_ANY_MORE = {errno.ENOENT, errno.ELOOP, errno.ENXIO}
"""What says that a file has become something else meanwhile, or is gone."""

DEEPEST = 100
"""Folders in each other; the walk holds one handle for each, and a process has some thousand."""

LONGEST = 3_000
"""Bytes of a path inside the folder; with the folder's own it has to stay below Linux's 4,096."""


@dataclass(frozen=True)
class Opened:
    """A folder on the walk. inside: its path from the top. handle: open until its folders are done.

    folders, others: the names in it, sorted. What is taken out of `folders` is not walked.
    """

    inside: PurePosixPath
    handle: int
    folders: list[str]
    others: list[str]


def walk(folder: Path) -> Iterator[Opened]:
    """Each folder before those in it. What is gone, or no folder any more, is passed over.

    Raises OSError for one that may not be read. The caller leaves out what is no `can_be_put_back`.
    """
    yield from _below(os.open(folder, _FOLDER), PurePosixPath("."), folder)


def can_be_put_back(inside: PurePosixPath) -> bool:
    """Whether a path is neither too deep nor too long to be made again by a restore."""
    return len(inside.parts) <= DEEPEST and len(os.fsencode(inside)) <= LONGEST


def opened_file(name: str, at: int) -> int | None:
    """An ordinary file of a folder, opened; None for what is none. at: the opened folder."""
    # Not blocking: a pipe that somebody puts here would hold the walk up for ever.
    handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=at)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    return None


def _below(handle: int, inside: PurePosixPath, place: Path) -> Iterator[Opened]:
    try:
        with os.scandir(handle) as entries:
            kinds = {one.name: one.is_dir(follow_symlinks=False) for one in entries}
        folders = sorted(name for name, is_folder in kinds.items() if is_folder)
        others = sorted(name for name, is_folder in kinds.items() if not is_folder)
        yield Opened(inside, handle, folders, others)
        for name in folders:
            try:
                deeper = os.open(name, _FOLDER, dir_fd=handle)
            except OSError as error:
                if error.errno in _NO_FOLDER_ANY_MORE:
                    continue
                error.filename = str(place / name)  # it has the name alone
                raise
            yield from _below(deeper, inside / name, place / name)
    finally:
        os.close(handle)
