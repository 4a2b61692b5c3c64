"""Append-only JSON lines: one record a line, on the disk before the writer is told so.

A power cut can tear the last line. The next append starts on a line of its own, and a reader
leaves torn lines out and counts them, so one bad line never costs a good one.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from coprod_training.file_in_place import sync


@dataclass(frozen=True)
class Lines:
    """The records of a file in order, and the lines that could not be read."""

    records: tuple[dict[str, Any], ...]
    torn: tuple[bytes, ...] = ()

    @property
    def unreadable(self) -> int:
        """How many lines could not be read."""
        return len(self.torn)


@contextmanager
def locked_for_append(path: Path, mode: int = 0o666) -> Iterator[IO[bytes]]:
    """The file, opened and locked against other writers; every byte is on the disk at the end.

    mode: who may read it, where it is made now; as always, less what the umask takes away.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, mode), "ab+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        # Whoever made it may not have come to this: it has a name on the disk with its first line.
        first = os.fstat(file.fileno()).st_size == 0
        yield file
        file.flush()
        os.fsync(file.fileno())
        if first:
            sync(path.parent)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Nobody else holds this lock meanwhile. Its folder has to be there.

    lock: a file of its own, mode 0600, in whose place nobody ever puts another.
    """
    lock.touch(mode=0o600)
    with lock.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def append(file: IO[bytes], record: dict[str, Any]) -> None:
    """Write one record on a line of its own, even when the line before it was torn."""
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    file.seek(0, os.SEEK_END)
    if file.tell():
        file.seek(-1, os.SEEK_END)
        if file.read(1) != b"\n":
            line = b"\n" + line
    file.write(line)


def parse(content: bytes) -> Lines:
    """Read records from bytes; a line that is no JSON object is left out, and kept apart."""
    records, torn = [], []
    for line in content.split(b"\n"):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if isinstance(record, dict):
            records.append(record)
        else:
            torn.append(line)
    return Lines(tuple(records), tuple(torn))


def state(path: Path) -> tuple[int, int]:
    """What tells one state of a file from the next: when it was changed (ns), and its bytes.

    For keeping what was read until it changes. A file that is not there has (0, 0).
    """
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def read(path: Path) -> Lines:
    """Read a whole file; a missing one is empty."""
    try:
        return parse(path.read_bytes())
    except FileNotFoundError:
        return Lines(())


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """What json.loads takes as its `object_pairs_hook`. Raises ValueError for a key given twice.

    RFC 8259, 4, leaves open which of the two counts, so two readers could take one file for two
    different things.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is given twice")
    return found
