"""Looks for what may name somebody in a text, so that a person reads that text first.

A flag is a hint and never a verdict: every text is read by a person before any use, with a flag or
without. Capital letters show most names; a name in small letters is not found.
Source: survey-instrument.md, section 8 ("Automatic name and email scan on save").
"""

import re
from collections.abc import Collection

_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w{2,}|\b\S+\s*\(at\)\s*\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+?\d[\s().-]?){9,14}\d(?!\d)")
_NUMBER = re.compile(
    # A postcode, an NHS number, a National Insurance number.
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b|\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"
    r"|\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\bhttps?://|\bwww\.|(?<!\w)@\w{2,}", re.IGNORECASE)
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|rev)\.?\s+[^\W\d_]+", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:called|named|name is|i am|i'm)\s+[A-ZÀ-Þ][^\W\d_]+")
_CAPITAL = re.compile(r"(?P<begins>(?:^|[.!?:;]\s+|[\"“(•-]\s*)?)(?P<word>[A-ZÀ-ÞŁŚŻ][\w'’]+)")
# Words that begin a sentence in answers of this sort, and are no names.
_BEGINNINGS = """
a about after again all also although an and another any are as ask asking at because before being
better both but by can changed changing clients could despite did difficult do does don't due during
each either every everyone everything families few finding first for former from funding getting
giving good had has have having he help her here his how i i'm i've if improved in involving is it
it's its just lack lately like limited listening little lots low making management managers many
maybe meetings money more most much my new no none not nothing now of often on once one only or
other our over paying peer people perhaps please policy pressure recruitment referral referrals
resources senior service services several she since so some someone sometimes staff staffing still
support supporting targets team that that's the their them then there there's these they they're
things this those through time to too training trust under until very was we we're we've well were
what when where which while who why with without working workload would yes you your
"""
_NO_NAMES = """
ips nhs smi dat gp cv hr it ips-grow england english uk covid monday tuesday wednesday thursday
friday saturday sunday january february march april may june july august september october november
december christmas teams zoom
"""
_BEGINS, _KNOWN = frozenset(_BEGINNINGS.split()), frozenset(_NO_NAMES.split())


def flags_in(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """What may be in a text, of: email, phone, number, link, name.

    known: words in small letters that are no names, such as the instrument's own.
    """
    found = []
    if _EMAIL.search(text):
        found.append("email")
    if _PHONE.search(text):
        found.append("phone")
    if _NUMBER.search(text):
        found.append("number")
    if _LINK.search(text):
        found.append("link")
    if _TITLE.search(text) or _CALLED.search(text) or _names(text, known):
        found.append("name")
    return tuple(found)


def _names(text: str, known: Collection[str]) -> bool:
    for found in _CAPITAL.finditer(text):
        word = found["word"].replace("’", "'").removesuffix("'s").casefold()
        at_start = found.start() == 0 or bool(found["begins"])
        if word in _KNOWN or (found["word"].isupper() and len(word) <= 5):
            continue
        if at_start and (word in _BEGINS or word in known):
            continue
        if not at_start and (word == "i" or word.startswith("i'") or word in known):
            continue
        return True
    return False
