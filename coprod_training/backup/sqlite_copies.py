"""Copies an SQLite file by SQLite's own online backup: whole, while others write to it."""

import sqlite3
from contextlib import closing
from pathlib import Path

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file, by the end of its name."""


def copy_sqlite(file: Path, to: Path) -> None:
    """Copy an SQLite file into another, as it is at one moment. Raises sqlite3.Error."""
    with closing(sqlite3.connect(file, timeout=30)) as source, closing(sqlite3.connect(to)) as copy:
        source.backup(copy)
        # One file, whatever the original was: nothing beside it could be left behind.
        copy.execute("PRAGMA journal_mode = DELETE")
