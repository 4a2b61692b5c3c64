"""What in a text without a name could still point to somebody: G05.

A net, not a judge: it finds dates, contacts, titles, employers, and words with a capital letter
that the course does not explain. It says where, by counting words, and never which word it was.
A person reads the text as well; a name that begins a sentence and stands alone is theirs to find.
"""

import re
from collections.abc import Iterator

_MONTHS = (
    "january|february|march|april|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_SIGNS = (
    ("gives an address, a number or a page", r"\S+@\S+|https?://\S+|\bwww\.\S+|@\w{2,}"),
    ("gives an address, a number or a page", r"\+?\d[\d ()-]{7,}\d"),
    ("gives an address, a number or a page", r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
    ("gives a date", rf"(?i:\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS}|may)\b)"),
    ("gives a date", rf"(?i:\b(?:in|on|since|last|from) (?:{_MONTHS}|may)\b(?! (?:be|have|not)))"),
    ("gives a date", r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b|\b(?:19|20)\d\d\b"),
    ("gives a name", r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Nurse|Sister)\b\.? [A-Z]"),
    (
        "names an employer",
        r"\b[A-Z][\w'’]+ (?:Trust|Hospital|University|College|Council|Surgery|Clinic|Centre"
        r"|Limited|Ltd|PLC|plc|CIC|LLP)\b",
    ),
)
_SIGN = tuple((what, re.compile(pattern)) for what, pattern in _SIGNS)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What stands before the first word of a sentence, a list item or something in quotation marks.
_SENTENCE = re.compile(r"(?:^|[.!?:…\n])[\s\"'“”‘’(*#>-]*$")
_BEFORE = 60
"""So many characters before a word are enough to see whether a sentence begins with it."""
_NOBODY = frozenset(
    (
        *("i", "i'm", "i've", "i'd", "i'll", "nhs", "ips", "uk", "british", "britain"),
        *("english", "england", "christmas", "easter", "monday", "tuesday", "wednesday"),
        *("thursday", "friday", "saturday", "sunday"),
    )
)


def points_to_somebody(
    text: str, plain: frozenset[str], known: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """What could point to a person, each as words to go after "it"; empty when nothing does.

    plain: words with a capital that point to nobody. known: what the register knows of the person.
    """
    return tuple(dict.fromkeys([*_found(text, plain), *holds_known(text, known)]))


def holds_known(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """Where a text holds a word that is known of the person, each as words to go after "and"."""
    own = {part for one in known for word in words_in(one) for part in _parts(word)}
    return tuple(
        f"it has a word that we know about the person (word {_number(text, found.end())})"
        for found in _WORD.finditer(text)
        if _parts(_plain(found[0])) & own
    )


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text, without signs around them and without capitals."""
    return tuple(_plain(found[0]) for found in _WORD.finditer(text))


def _plain(word: str) -> str:
    return word.replace("’", "'").casefold().removesuffix("'s")


def _parts(word: str) -> frozenset[str]:
    """A word, and its parts where hyphens join them: a first name may stand alone."""
    return frozenset({word, *word.split("-")})


def _found(text: str, plain: frozenset[str]) -> Iterator[str]:
    for what, sign in _SIGN:
        for found in sign.finditer(text):
            yield f"it {what} (word {_number(text, found.start())})"
    safe = _NOBODY | {one.casefold() for one in plain}
    for found in _WORD.finditer(text):
        word = found[0].replace("’", "'").casefold()
        if (
            found[0][0].isupper()
            and word not in safe
            and word.removesuffix("'s") not in safe
            and not _SENTENCE.search(text[max(0, found.start() - _BEFORE) : found.start()])
        ):
            yield f"it may give a name or a place (word {_number(text, found.end())})"


def _number(text: str, end: int) -> int:
    """Which word of the text ends or begins there, counted from 1 as people count."""
    return max(1, len(text[: end + 1].split()))
