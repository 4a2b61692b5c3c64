"""Receipt codes as people type them, brought into the one form that a keyed hash is made of."""

import re

from coprod_training.activities.consent import RECEIPT
from coprod_training.errors import CoprodError
from coprod_training.typed_codes import in_groups, letters_of

_ANY_TOOLS = re.compile(r"[0-9A-Z]{6,40}")


def tidied_receipt(receipt: str) -> str:
    """A code in capitals, in groups of four: small letters, gaps and look-alikes are forgiven.

    The course's codes have 12 letters and digits; those of other survey tools 6 to 40, of which one
    at least is a digit: a word of somebody's is no code. Raises CoprodError when this cannot be a
    code. Never says the code back.
    """
    letters = letters_of(receipt)
    code = in_groups(letters, 4)
    others = _ANY_TOOLS.fullmatch(letters) and any(map(str.isdigit, receipt))
    if not (is_from_the_course(code) or others):
        raise CoprodError(
            "A receipt code of the course has 12 letters and digits, in three groups of four."
            " Other survey forms give codes of 6 to 40.",
            where="Receipt code",
            fix="Copy it from the page again, such as 0000-0000-0000.",
        )
    return code


def is_from_the_course(code: str) -> bool:
    """Whether a code, as `tidied_receipt` gives it, has the form of the course's own."""
    return RECEIPT.fullmatch(code) is not None
