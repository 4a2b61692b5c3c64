"""Puts a file in its place at once, so that a power cut leaves the old one or the new one."""

import os
from pathlib import Path


def put_file_in_place(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a whole file in the place of an older one; on the disk when this returns.

    mode: who may read it, from its first byte on; as always, less what the umask takes away.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.new")
    half.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise
    sync(path.parent)


def sync(path: Path) -> None:
    """Let a file reach the disk; or the names in a folder, where one is new or was replaced."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
