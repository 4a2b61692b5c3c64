"""A place in a lesson for a contributor's own words, and those words in a published copy."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SlotWords:
    """What a contributor agreed to show in a slot. credit: exactly as they typed it, or "".

    until: the first day, ISO, on which they have not agreed any more. printed, reuse: whether they
    agreed to paper, and to reuse by others.
    """

    text: str
    credit: str = ""
    until: str = ""
    printed: bool = False
    reuse: bool = False


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A place for a contributor's own words. It says it is waiting until they exist.

    id: the curriculum's, in small letters (m1-s1). form: what is asked for, such as
    "100 to 200 words or 2 minutes of audio". required: before a release. words, removed: in a
    published copy only; never in the repository, which git remembers.
    """

    id: str
    purpose: str
    prompt: str
    form: str
    not_to_include: str
    required: bool = False
    words: SlotWords | None = None
    removed: bool = False
