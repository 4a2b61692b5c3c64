"""Tells a hub's own records of people from ones that were lost and begun anew.

The folder gets a random mark at its first backup, which says nothing of anybody. A copy has the
same one. It does for who said no to being counted what database_mark.py does for who is gone.
"""

import secrets
from pathlib import Path

from coprod_training.file_in_place import put_file_in_place

FILE = "backup-mark"


def mark_of_state(folder: Path) -> str:
    """The mark of the hub's folder; "" for none."""
    path = folder / FILE
    return path.read_text(encoding="ascii").strip() if path.exists() else ""


def mark_state(folder: Path) -> None:
    """Give the folder a mark, unless it has one."""
    if not mark_of_state(folder):
        put_file_in_place(folder / FILE, f"{secrets.token_hex(16)}\n".encode(), mode=0o600)
