"""Files that are there whole or not at all, for their owner's eyes only: JSON lines with a count.

The last line says how many came before it. A file that lost its end is refused, never read short.
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from coprod_training import jsonl
from coprod_training.errors import CoprodError, refuse_newer

SCHEMA = 1
_NEW = ".new"


def put_whole(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Write a file in the place of an older one; on the disk when this returns."""
    beside = path.with_name(f".{path.name}{_NEW}")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    count = 0
    with os.fdopen(handle, "wb") as file:
        for record in records:
            file.write(_line({"schema": SCHEMA, **record}))
            count += 1
        file.write(_line({"schema": SCHEMA, "lines_before": count}))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    jsonl.sync(path.parent)


def read_whole(path: Path) -> tuple[dict[str, Any], ...]:
    """The records of a file.

    Raises CoprodError when it is not whole, and NewerRecord when a newer version wrote it.
    """
    try:
        found = jsonl.parse(path.read_bytes())
    except OSError as error:
        raise damaged(path) from error
    records = found.records
    for record in records:
        refuse_newer(record, SCHEMA, "The survey store was", path)
    if found.unreadable or not records or records[-1].get("lines_before") != len(records) - 1:
        raise damaged(path)
    return tuple({k: v for k, v in one.items() if k != "schema"} for one in records[:-1])


def unfinished(folder: Path) -> list[Path]:
    """Files that were being written when something stopped it."""
    return sorted(folder.glob(f".*{_NEW}"))


def damaged(path: Path) -> CoprodError:
    """What to say of a file that is not as it was written."""
    return CoprodError(
        "A file of the survey store is not whole, so its answers cannot be told.",
        where=str(path),
        fix="Put back the copy from your backup, then try again.",
    )


def _line(record: Mapping[str, Any]) -> bytes:
    return (
        json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
        + b"\n"
    )
