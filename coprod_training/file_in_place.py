"""Puts a file in its place at once, so that a power cut leaves the old one or the new one."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_LEFT_BEHIND = 600  # seconds; whoever writes is done long before


def put_file_in_place(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a whole file in the place of an older one; on the disk when this returns.

    mode: who may read it, from its first byte on; as always, less what the umask takes away.
    Two who write at the same moment need no lock: the file is one's or the other's.
    """
    with file_in_place(path, mode) as file:
        file.write(content)


@contextmanager
def file_in_place(path: Path, mode: int = 0o666) -> Iterator[IO[bytes]]:
    """The same in parts: in place when the block ends; when it fails, nothing is left of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _drop_left_behind(path)
    # A name of its own: with one name for all, one would put the other's half file in place.
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    sync(path.parent)


def _drop_left_behind(path: Path) -> None:
    """Remove half files of this one from which a power cut took their writer."""
    before = time.time() - _LEFT_BEHIND
    with os.scandir(path.parent) as found:
        for one in found:
            if one.name.startswith(f".{path.name}.") and one.name.endswith(".new"):
                with suppress(OSError):  # another writer may be at it as well
                    if one.stat(follow_symlinks=False).st_mtime < before:
                        Path(one.path).unlink()


def sync(path: Path) -> None:
    """Let a file reach the disk; or the names in a folder, where one is new or was replaced."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(folder: Path) -> None:
    """Let everything in a folder reach the disk, and the folder itself."""
    for base, _, files in os.walk(folder):
        for name in files:
            path = Path(base) / name
            if not path.is_symlink():
                sync(path)
        sync(Path(base))
