"""Opening files of a folder that belongs to somebody else, without following them anywhere."""

import os
import stat
from pathlib import Path


def open_folder(path: Path) -> int:
    """A real folder, opened. Raises OSError for a link and for anything else."""
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)


def open_file(folder: int, name: str) -> int | None:
    """An ordinary file in an opened folder, opened; None for anything else."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        handle = os.open(name, flags, dir_fd=folder)
    except OSError:
        return None
    if is_plain(os.fstat(handle), os.fstat(folder)):
        return handle
    os.close(handle)
    return None


def is_plain(found: os.stat_result, folder: os.stat_result) -> bool:
    """An ordinary file of the folder's owner: a second name of another's file is not theirs.

    Counting names (st_nlink) will not do: it would let one learner spoil another's hand-in.
    """
    return stat.S_ISREG(found.st_mode) and found.st_uid == folder.st_uid


def is_there(folder: int, name: str) -> bool:
    """Whether the opened folder has anything of this name."""
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except OSError:
        return False
    return True


def sort_of(entry: os.DirEntry[str]) -> str:
    """What an entry is: link, folder, special (a pipe, a socket, a device) or other."""
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "other" if entry.is_file(follow_symlinks=False) else "special"
