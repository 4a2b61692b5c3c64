"""The keys of a workspace, in `private/keys/`: for progress, for the survey and for the forum."""

import os
import secrets
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.survey.pseudonym import Key, Pseudonym, Purpose, pseudonym_of

KEY_BYTES = 32
"""As long as the output of SHA-256. Source: RFC 2104, section 3."""

_OTHERS = 0o077


def load_key(private: Path, purpose: Purpose) -> Key:
    """The key of one purpose; made once, when it is first needed.

    private: the workspace's private folder. Raises CoprodError when the key or its folder is open
    to other people, or when the key is not whole: a new one would give everybody a new pseudonym,
    so it is never made in the place of an old one.
    """
    folder = private / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_open(folder, "This folder of keys can be read by other people.", "700")
    path = folder / f"{purpose}.key"
    if not path.exists():
        _make(path)
    _refuse_open(path, "This key can be read by other people.", "600")
    secret = path.read_bytes()
    if len(secret) != KEY_BYTES:
        raise CoprodError(
            f"This key is not whole: it has {len(secret)} bytes and should have {KEY_BYTES}.",
            where=str(path),
            fix="Put back the copy from your backup. A new key could not match earlier answers.",
        )
    return Key(purpose, secret)


def progress_pseudonym(private: Path, learner_id: str) -> Pseudonym:
    """The learner's name in progress statements."""
    return pseudonym_of(learner_id, load_key(private, "progress"))


def _make(path: Path) -> None:
    """Write a whole new key, or keep the one that somebody else wrote in the meantime."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        # A link appears whole or not at all, and never replaces a key that is there.
        path.hardlink_to(beside)
    except FileExistsError:
        return
    finally:
        beside.unlink()


def _refuse_open(path: Path, what: str, mode: str) -> None:
    if path.stat().st_mode & _OTHERS:
        raise CoprodError(
            what,
            where=str(path),
            fix=f"Close it with: chmod {mode} followed by its name. If others may have seen it,"
            " tell the person who looks after the data first.",
        )
