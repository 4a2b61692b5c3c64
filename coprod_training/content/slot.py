"""A place in a lesson for what a contributor gives, and what stands there in a published copy."""

from dataclasses import dataclass, replace
from typing import Literal

IN_WORDS = "In a contributor’s own words"

Taken = Literal["text", "audio", "film", "scenario", "review", "co-author", "co-teach"]
"""What somebody can give for a place; the same names as in the register."""


@dataclass(frozen=True, kw_only=True)
class RecordingFile:
    """A recording in a published copy. file: its name in course/media/. size: in bytes.

    type: such as "audio/mpeg". captions: of a film, as WebVTT.
    """

    file: str
    type: str
    size: int
    captions: str = ""


@dataclass(frozen=True, kw_only=True)
class SlotWords:
    """What a contributor agreed to show in a slot. credit: exactly as they typed it, or "".

    text: their words; of a recording its transcript; of work a line on what they did; "" for parts
    of the lesson. ref: its reference, by which a withdrawal finds it. label: what it is, above it.
    parts, made: titles and names of what they wrote with us. until: the first day, ISO, on which
    they have not agreed any more. printed, reuse: whether they agreed to paper, and to reuse by
    others; each has a first day of its own on which it is over.
    """

    text: str
    ref: str = ""
    label: str = IN_WORDS
    recording: RecordingFile | None = None
    parts: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    is_work: bool = False
    credit: str = ""
    until: str = ""
    printed: bool = False
    reuse: bool = False
    printed_until: str = ""
    reuse_until: str = ""

    def on(self, today: str) -> "SlotWords | None":
        """The words as they are agreed to on that day, ISO; None once they are over."""
        if _over(self.until, today):
            return None
        return replace(
            self,
            printed=self.printed and not _over(self.printed_until, today),
            reuse=self.reuse and not _over(self.reuse_until, today),
        )


def _over(until: str, today: str) -> bool:
    return bool(until) and until <= today


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A place for a contribution. It says it is waiting until there is one.

    id: the curriculum's, in small letters (m1-s1). form: what is asked for, such as
    "100 to 200 words or 2 minutes of audio". kinds: what may fill it. settings: ids of those that
    are asked for, or "any". pay, support: what is offered to whoever fills it, in words; each
    person's own terms may say more. What is empty is still to be decided, and named as that
    (slot_offer.py). Where it appears follows from the lesson (slot_place.py).
    required: before a release. words, removed: in a published copy only; never in the repository,
    which git remembers.
    """

    id: str
    purpose: str
    prompt: str
    form: str
    not_to_include: str
    kinds: tuple[Taken, ...] = ("text", "audio", "film")
    settings: tuple[str, ...] = ()
    pay: str = ""
    support: str = ""
    required: bool = False
    words: SlotWords | None = None
    removed: bool = False
