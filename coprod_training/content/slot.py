"""A place in a lesson for a contributor's own words, and those words in a published copy."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True)
class SlotWords:
    """What a contributor agreed to show in a slot. credit: exactly as they typed it, or "".

    until: the first day, ISO, on which they have not agreed any more. printed, reuse: whether they
    agreed to paper, and to reuse by others; each has a first day of its own on which it is over.
    """

    text: str
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
