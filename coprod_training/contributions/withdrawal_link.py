"""A link that takes one contribution out without a login: whoever holds it may withdraw.

It is the reference and a keyed hash of it, so nothing has to be kept, and nobody can make one from
a reference alone, which is public. Source: contribution-process.md, `withdraw_route` and G11.
"""

import hmac
import re
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.secret_key import load_secret

_LABEL = b"coprod-training/contributions/withdrawal-link/v1\0"
_TOKEN = re.compile(r"([0-9a-f]{16})-([0-9a-f]{32})")


def token_of(private: Path, ref: str) -> str:
    """What the link of this contribution ends in. private: of the workspace.

    The first link makes the key. Whoever asks has seen to it that no other link was sent before.
    """
    return f"{ref}-{_seal(private, ref)}"


def ref_in(private: Path, token: str) -> str | None:
    """The reference that a link is for; None when it is none of ours.

    Raises CoprodError when the key is missing: a new one would not know any link that was sent.
    """
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    if not has_key(private):
        raise CoprodError(
            "The key of the withdrawal links is missing.",
            where=str(private / "keys" / "withdrawal.key"),
            fix="Put back private/keys/ from your backup.",
        )
    if not hmac.compare_digest(_seal(private, found[1]), found[2]):
        return None
    return found[1]


def has_key(private: Path) -> bool:
    """Whether there is a key: before the first link there is none."""
    return (private / "keys" / "withdrawal.key").exists()


def _seal(private: Path, ref: str) -> str:
    key = load_secret(private, "withdrawal")
    return hmac.digest(key, _LABEL + ref.encode(), "sha256")[:16].hex()
