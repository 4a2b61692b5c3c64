"""The code of a certificate: random, short enough to read out, without a meaning. Pure."""

import secrets

from coprod_training.errors import CoprodError
from coprod_training.typed_codes import ALPHABET, in_groups, whole_code

LETTERS = 12
"""60 bits: nobody finds one by trying, and no two of a million are the same by chance."""


def new_code() -> str:
    """Such as 7K3M-9QXT-2B4D."""
    return in_groups("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)), 4)


def tidied(code: str) -> str:
    """A code as typed, made whole; small letters, gaps and look-alikes are forgiven.

    Raises CoprodError when it cannot be a code.
    """
    whole = whole_code(code, LETTERS, 4)
    if whole is None:
        raise CoprodError(
            "This is neither a file, nor the text of a QR code, nor the code of a certificate.",
            where=code[:40] if code.isprintable() else "",
            fix="A code has 12 letters and digits, in three groups of four, such as "
            "7K3M-9QXT-2B4D. For a file, check its name.",
        )
    return whole
