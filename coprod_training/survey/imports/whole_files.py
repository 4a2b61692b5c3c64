"""Files that are there whole or not at all, for their owner's eyes only: JSON lines with a count.

The last line says how many came before it. A file that lost its end is refused, never read short.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from coprod_training import jsonl
from coprod_training.errors import CoprodError, refuse_newer
from coprod_training.file_in_place import put_file_in_place

SCHEMA = 1


def put_whole(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Write a file in the place of an older one; on the disk when this returns."""
    lines = [_line({"schema": SCHEMA, **record}) for record in records]
    last = _line({"schema": SCHEMA, "lines_before": len(lines)})
    put_file_in_place(path, b"".join([*lines, last]), mode=0o600)


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
    return sorted(folder.glob(".*.new"))


def damaged(path: Path) -> CoprodError:
    """What to say of a file that is not as it was written."""
    return CoprodError(
        "A file of the survey store is incomplete, so its answers are not known.",
        where=str(path),
        fix="Put back the copy from your backup, then try again.",
    )


def _line(record: Mapping[str, Any]) -> bytes:
    return (
        json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
        + b"\n"
    )
