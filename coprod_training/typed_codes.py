"""Codes that people read out and type: which letters they have, and how a typed one is read."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U. Source: Douglas Crockford, "Base 32"."""
_LOOKALIKES = str.maketrans("OIL", "011")


def letters_of(typed: str) -> str:
    """Its letters and digits as a code has them: small letters, gaps and look-alikes are forgiven.

    Whether that is a code is for whoever knows its length.
    """
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return letters.translate(_LOOKALIKES)


def whole_code(typed: str, length: int, size: int) -> str | None:
    """A code of so many letters as typed, in groups of that size; None when it cannot be one."""
    letters = letters_of(typed)
    if len(letters) != length or not set(letters) <= set(ALPHABET):
        return None
    return in_groups(letters, size)


def in_groups(letters: str, size: int) -> str:
    """With a hyphen after each group of so many."""
    return "-".join(letters[at : at + size] for at in range(0, len(letters), size))
