"""A secret key of 32 bytes in a file of its own; made once, when it is first needed."""

import secrets
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.key_files import key_folder, put_new_file, refuse_open

KEY_BYTES = 32
"""As long as the output of SHA-256. Source: RFC 2104, section 3."""


def load_secret(private: Path, name: str, *, known_by_it: str = "") -> bytes:
    """The key of this name in a workspace's folder of keys; made when there is none.

    private: the workspace's private folder. known_by_it: what was kept with it already, in words,
    if anything was. Raises CoprodError when the key or its folder is open to other people, and
    when the key is missing then, or not whole: a new one would not match what the old one made,
    so it never takes its place.
    """
    path = key_folder(private) / f"{name}.key"
    if not path.exists() and known_by_it:
        raise CoprodError(
            f"The key of {known_by_it} is missing.",
            where=str(path),
            fix="Put back private/keys/ from your backup.",
        )
    if not path.exists():
        put_new_file(path, secrets.token_bytes(KEY_BYTES))
    refuse_open(path, "This key can be read by other people.", "600")
    secret = path.read_bytes()
    if len(secret) != KEY_BYTES:
        raise CoprodError(
            f"This key is incomplete: it has {len(secret)} bytes and should have {KEY_BYTES}.",
            where=str(path),
            fix="Put back the copy from your backup. A new key could not match earlier answers.",
        )
    return secret
