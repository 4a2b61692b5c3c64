"""A person's own key to the register of contributors; if it has a passphrase, that is asked for."""

import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_training.errors import CoprodError

if TYPE_CHECKING:
    from coprod_training.contributions.role_keys import RoleKey


def role_key(path: Path | None) -> "RoleKey":
    """The key in this file. Raises CoprodError without one, or when it cannot be opened."""
    from coprod_training.contributions.role_keys import is_closed, load_key

    if path is None:
        raise CoprodError(
            "The register of contributors is sealed.", fix="Give the place of your own key: --key."
        )
    return load_key(path, ask_passphrase("Passphrase: ") if is_closed(path) else "")


def ask_passphrase(question: str) -> str:
    """What is typed, unseen; from a pipe, its first line."""
    if sys.stdin.isatty():
        return getpass(question)
    return sys.stdin.readline().rstrip("\n")
