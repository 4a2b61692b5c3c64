"""The short code of a hand-in: made from what it is, so nothing has to be stored.

The learner's side and the trainer's make the same code from the learner, the assignment and the
time in the hand-in's name. 30 bits: among 10,000 hand-ins two share a code in one course of twenty,
and then both are shown.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.grading.hand_in_time import TIME_FORM, parsed_time, time_in
from coprod_training.typed_codes import ALPHABET, in_groups, whole_code

LETTERS = 6


@dataclass(frozen=True, order=True)
class HandIn:
    """One hand-in. timestamp: as in its name, such as "2026-11-23 14:05:00.123456 UTC"."""

    learner: str
    assignment: str
    timestamp: str

    @property
    def code(self) -> str:
        """Its receipt, such as K7M-4QX."""
        words = "\0".join((self.learner, self.assignment, self.timestamp))
        number = int.from_bytes(hashlib.sha256(words.encode()).digest()[:4], "big") >> 2
        letters = "".join(ALPHABET[number >> shift & 31] for shift in range(25, -1, -5))
        return in_groups(letters, 3)


def tidied(code: str) -> str:
    """A code as typed, made whole; small letters, gaps and look-alikes are forgiven.

    Raises CoprodError when it cannot be a code.
    """
    whole = whole_code(code, LETTERS, 3)
    if whole is None:
        raise CoprodError(
            "A receipt has 6 letters and digits, in two groups of three.",
            where="Receipt",
            fix="Copy it from the learner's page again, such as K7M-4QX.",
        )
    return whole


def with_code(code: str, hand_ins: Iterable[HandIn]) -> tuple[HandIn, ...]:
    """Every hand-in that has this code, each once. Raises CoprodError, see `tidied`."""
    wanted = tidied(code)
    return tuple(sorted({one for one in hand_ins if one.code == wanted}))


def collected_at(submitted: Path) -> Iterator[HandIn]:
    """Those that were collected, with the time that collecting wrote down."""
    for folder in sorted(submitted.glob("*/*")):
        if folder.is_dir() and not folder.is_symlink() and (at := time_in(folder)) is not None:
            yield HandIn(folder.parent.name, folder.name, at.strftime(TIME_FORM))


def named(name: str) -> HandIn | None:
    """The hand-in that a folder in the exchange is named after, or None.

    A name with a byte that is no UTF-8, or a character that cannot be shown, is nobody's.
    """
    fits = re.fullmatch(r"([^+]+)\+([^+]+)\+([^+]+)(?:\+.*)?", name)
    fits = fits if name.isprintable() else None
    return HandIn(*fits.groups()) if fits and parsed_time(fits[3]) else None
