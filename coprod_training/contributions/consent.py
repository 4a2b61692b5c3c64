"""What a contributor said yes or no to. Each is a question of its own, and starts at no.

Source: contribution-process.md, section 5; facts F162 (explicit, separate, can be taken back).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, get_args

from coprod_training.errors import CoprodError

Channel = Literal[
    "course site", "downloaded notebooks", "printed", "live teaching", "social media", "film"
]
CHANNELS: tuple[Channel, ...] = get_args(Channel)


@dataclass(frozen=True, kw_only=True)
class Consent:
    """One answer to one question. Never asked, and no reply, are both a no.

    on: the day of the answer. wording: the version of the words that were read. until: the last
    day on which a yes holds. Raises CoprodError for a yes without all three.
    """

    yes: bool = False
    on: date | None = None
    wording: str = ""
    until: date | None = None

    def __post_init__(self) -> None:
        """A yes that cannot be shown to have been given is not kept as one."""
        if not self.yes:
            return
        if self.on is None or self.until is None or not self.wording:
            raise CoprodError(
                "A yes lacks its day, its end date or the version of its wording.",
                fix="Ask the contributor again, and write down all three.",
            )
        if self.until < self.on:
            raise CoprodError(
                "A yes would end before it was given.", fix="Check both dates with the contributor."
            )

    @property
    def over_on(self) -> str:
        """The first day, ISO, on which a yes does not hold any more; "" for a no."""
        return (self.until + timedelta(days=1)).isoformat() if self.yes and self.until else ""

    def holds(self, day: date, wording: str) -> bool:
        """Whether it is a yes on that day, to the words as they are now."""
        return self.why_not(day, wording) is None

    def why_not(self, day: date, wording: str) -> str | None:
        """None when it holds, else why it does not. wording: the version in use now."""
        if not self.yes or self.on is None or self.until is None:
            return "the answer is no" if self.on else "it was never asked"
        if day < self.on:
            return f"the yes is dated {self.on}, which is later than {day}"
        if day > self.until:
            return f"the yes ended on {self.until}"
        if self.wording != wording:
            return f"the yes was to wording {self.wording}, and wording {wording} is in use"
        return None


NO = Consent()
"""Where nobody has asked yet."""


@dataclass(frozen=True, kw_only=True)
class Consents:
    """Every answer of one contributor about one contribution.

    use: may it be used, for `use_for`. special_category: may what it says about health be used;
    asked where it says anything of the kind. channels: each place by itself. reuse_licence: may
    others reuse it under the course's open licence; without a yes all rights stay with the
    contributor. ai: machine translation, captions or reading aloud. Nothing asks about training
    a model: that is never done.
    """

    use: Consent = NO
    use_for: str = ""
    special_category: Consent = NO
    channels: Mapping[Channel, Consent] = field(default_factory=dict)
    reuse_licence: Consent = NO
    ai: Consent = NO

    def channel(self, channel: Channel) -> Consent:
        """The answer for one place; a place that was not asked about is a no."""
        return self.channels.get(channel, NO)

    def all_no(self, on: date) -> "Consents":
        """The same questions, each answered no on that day: what a withdrawal leaves."""
        no = Consent(on=on)
        return Consents(
            use=no,
            use_for=self.use_for,
            special_category=no,
            channels=dict.fromkeys(CHANNELS, no),
            reuse_licence=no,
            ai=no,
        )
