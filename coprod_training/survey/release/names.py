"""Names in the log of releases: what counts as a name, and when two are one person's.

Names are typed, and nobody is asked to prove theirs. What is compared is what one person writes in
two ways: capitals, accents, signs, blanks, the order of words. Source: survey-instrument.md, P12.
"""

import unicodedata

from coprod_training.errors import CoprodError

LONGEST = 60


def refuse_nameless(name: str) -> None:
    """Raise CoprodError for a name that nobody could be asked by."""
    if len(name) > LONGEST or not name.isprintable() or not "".join(_words(name)):
        raise CoprodError(
            f"A name in the log has 1 to {LONGEST} characters, and at least one letter or digit.",
            fix="Initials or a role will do.",
        )


def same_person(one: str, other: str) -> bool:
    """Whether two names are one name that was written in two ways."""
    first, second = _words(one), _words(other)
    return "".join(first) == "".join(second) or sorted(first) == sorted(second)


def _words(name: str) -> list[str]:
    """The words of a name in small letters: without accents, and parted at any other character."""
    parted = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    bare = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else " " for sign in bare).split()
