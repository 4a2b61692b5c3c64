"""Writes every statement as xAPI 2.0 into a file: one a line, in the order of the table's key."""

import json
import os
from pathlib import Path

from coprod_training.collector.database import Database
from coprod_training.collector.kept_statements import statements_after
from coprod_training.collector.xapi import as_xapi

_ROWS_AT_ONCE = 2000


def export_statements(store: Database, course: str, out: Path) -> int:
    """How many statements were written. course: its id. out: whole or not at all, mode 0600."""
    beside = out.with_name(f".{out.name}.new")
    written, cursor = 0, ""
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        while True:
            with store.reading() as connection:
                rows, cursor = statements_after(connection, cursor, _ROWS_AT_ONCE)
            for row in rows:
                file.write(json.dumps(as_xapi(row, course), ensure_ascii=False) + "\n")
            written += len(rows)
            if not cursor:
                break
        file.flush()
        os.fsync(file.fileno())
    beside.replace(out)
    return written
