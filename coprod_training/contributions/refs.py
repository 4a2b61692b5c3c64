"""References that carry no meaning, for contributions and for people.

Source: contribution-process.md, section 5 (`contribution_ref`: random, carries no meaning).
"""

import re
import secrets

REF = re.compile(r"[0-9a-f]{16}")


def new_ref() -> str:
    """A fresh reference: 16 hexadecimal characters, drawn at random."""
    return secrets.token_hex(8)


def is_ref(text: str) -> bool:
    """Whether this has the shape of a reference, so that it cannot be a name."""
    return REF.fullmatch(text) is not None
