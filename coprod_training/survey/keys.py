"""The keys of a workspace, in `private/keys/`: for progress, for the survey and for the forum."""

import secrets
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.key_files import key_folder, put_new_key, refuse_open
from coprod_training.survey.pseudonym import Key, Pseudonym, Purpose, pseudonym_of

KEY_BYTES = 32
"""As long as the output of SHA-256. Source: RFC 2104, section 3."""


def load_key(private: Path, purpose: Purpose) -> Key:
    """The key of one purpose; made once, when it is first needed.

    private: the workspace's private folder. Raises CoprodError when the key or its folder is open
    to other people, or when the key is not whole: a new one would give everybody a new pseudonym,
    so it is never made in the place of an old one.
    """
    path = key_folder(private) / f"{purpose}.key"
    if not path.exists():
        put_new_key(path, secrets.token_bytes(KEY_BYTES))
    refuse_open(path, "This key can be read by other people.", "600")
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
