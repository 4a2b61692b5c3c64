"""A secret key in a file of its own, for its owner's eyes only; made once, when first needed."""

import os
import secrets
from pathlib import Path

from coprod_training.errors import CoprodError

KEY_BYTES = 32
"""As long as the output of SHA-256. Source: RFC 2104, section 3."""

_OTHERS = 0o077


def load_secret(path: Path) -> bytes:
    """The key in this file: KEY_BYTES bytes; made when there is none.

    Raises CoprodError when the key or its folder is open to other people, or when the key is not
    whole: a new one would not match what the old one made, so it never takes its place.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    refuse_open(path.parent, "This folder of keys can be read by other people.", "700")
    if not path.exists():
        _make(path)
    refuse_open(path, "This key can be read by other people.", "600")
    secret = path.read_bytes()
    if len(secret) != KEY_BYTES:
        raise CoprodError(
            f"This key is not whole: it has {len(secret)} bytes and should have {KEY_BYTES}.",
            where=str(path),
            fix="Put back the copy from your backup. A new key could not match earlier answers.",
        )
    return secret


def refuse_open(path: Path, what: str, mode: str) -> None:
    """Raise CoprodError when others may read this. mode: how it should be, such as "600"."""
    if path.stat().st_mode & _OTHERS:
        raise CoprodError(
            what,
            where=str(path),
            fix=f"Close it with: chmod {mode} followed by its name. If others may have seen it,"
            " tell the person who looks after the data first.",
        )


def write_new(path: Path, content: bytes) -> bool:
    """Write a whole private file, mode 0600; False, and nothing is changed, if one is there."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A link appears whole or not at all, and never replaces a file that is there.
        path.hardlink_to(beside)
    except FileExistsError:
        return False
    finally:
        beside.unlink()
    return True


def _make(path: Path) -> None:
    """Write a whole new key, or keep the one that somebody else wrote in the meantime."""
    write_new(path, secrets.token_bytes(KEY_BYTES))
