"""Append-only JSON lines for their owner's eyes only, from which records can be taken out again."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coprod_training import jsonl
from coprod_training.file_in_place import put_file_in_place


class PrivateLines:
    """One file, mode 0600 in a folder of mode 0700; nothing is made until something is written."""

    def __init__(self, path: Path) -> None:
        """Open nothing yet."""
        self.path = path

    def records(self) -> tuple[dict[str, Any], ...]:
        """What is there, oldest first; a torn line is passed over."""
        return jsonl.read(self.path).records

    def append(self, record: dict[str, Any]) -> None:
        """Keep one record; on the disk when this returns."""
        with self.locked():
            self.write(record)

    def write(self, record: dict[str, Any]) -> None:
        """The same, for whoever holds the lock already."""
        with jsonl.locked_for_append(self.path, mode=0o600) as file:
            jsonl.append(file, record)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else writes this file meanwhile; others of its folder may be written.

        The lock is a file of its own, since `replace` puts a new file in the place of an old one.
        """
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with jsonl.alone(self.path.with_name(f".{self.path.name}.lock")):
            yield

    def replace(self, records: Iterable[dict[str, Any]]) -> None:
        """Let these be all that is there; only within `locked`."""
        lines = (json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in records)
        put_file_in_place(self.path, b"".join(lines), mode=0o600)
