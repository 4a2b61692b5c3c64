"""The ledger: every release that was made, one line each, in a chain that shows what was changed.

Each line says what the line before it was, by its fingerprint, so that none can be changed, taken
out or put in between without the next one telling. It is append-only and for staff alone: beside
every published value it keeps true counts, without which the audit of the next release cannot be.
Source: point 7, "every published value kept".
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coprod_training import jsonl
from coprod_training.errors import CoprodError, refuse_newer

SCHEMA = 1
FIRST = "0" * 64
"""Stands for the line before the first."""


class Ledger:
    """Reads and writes one ledger."""

    def __init__(self, path: Path) -> None:
        """Open nothing yet. path: the file, whose folder is there."""
        self.path = path

    def lines(self) -> tuple[dict[str, Any], ...]:
        """Every line, oldest first.

        Raises CoprodError when the chain is broken: then nothing may be released. A last line
        without its end was never whole, and nothing was released with it; it is passed over.
        """
        found: list[dict[str, Any]] = []
        previous = FIRST
        for number, line in enumerate(self._whole(), 1):
            record = _read(line)
            if record is None or record.get("previous") != previous:
                raise CoprodError(
                    "The ledger of releases has been changed: this line does not follow on.",
                    where=f"{self.path}, line {number}",
                    fix="Put back the copy from your backup. Until then nothing can be released.",
                )
            refuse_newer(record, SCHEMA, "The ledger was", self.path)
            found.append(record)
            previous = fingerprint(line)
        return tuple(found)

    def append(self, record: Mapping[str, Any]) -> None:
        """Add one line; on the disk when this returns. Raises as `lines` does."""
        with jsonl.locked_for_append(self.path, mode=0o600) as file:
            # Not before: another may just have added a line, which would be cut off again.
            self.lines()
            whole = self._whole()
            previous = fingerprint(whole[-1]) if whole else FIRST
            file.truncate(sum(len(line) + 1 for line in whole))
            jsonl.append(file, {"schema": SCHEMA, "previous": previous, **record})

    def _whole(self) -> list[bytes]:
        """All lines that have their end."""
        content = self.path.read_bytes() if self.path.is_file() else b""
        return content.split(b"\n")[:-1]


def fingerprint(line: bytes) -> str:
    """Of one line, as the next one has it: SHA-256, in hex."""
    return hashlib.sha256(line).hexdigest()


def _read(line: bytes) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None
