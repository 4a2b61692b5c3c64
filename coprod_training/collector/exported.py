"""Writes every statement as xAPI 2.0 into a file: one a line, in the order of the table's key."""

import json
from pathlib import Path

from coprod_training.collector.database import Database
from coprod_training.collector.kept_statements import statements_after
from coprod_training.collector.xapi import as_xapi
from coprod_training.file_in_place import file_in_place

_ROWS_AT_ONCE = 2000


def export_statements(store: Database, course: str, out: Path) -> int:
    """How many statements were written. course: its id. out: whole or not at all, mode 0600."""
    written, cursor = 0, ""
    with file_in_place(out, 0o600) as file:
        while True:
            with store.reading() as connection:
                rows, cursor = statements_after(connection, cursor, _ROWS_AT_ONCE)
            for row in rows:
                line = json.dumps(as_xapi(row, course), ensure_ascii=False)
                file.write(line.encode() + b"\n")
            written += len(rows)
            if not cursor:
                break
    return written
