"""What a certificate says, as data, and the words it says it in. Pure.

Source of the wording: curriculum.md, "Certificate wording": it says that the course was completed,
and makes no claim about a service.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from coprod_training.content.assessment import TOP_LEVEL
from coprod_training.day_words import day_words
from coprod_training.errors import CoprodError
from coprod_training.plain_words import can_be_shown
from coprod_training.uk_time import LONDON

LONGEST_NAME = 120
HEADING = "Certificate of completion"
NOT_SAID = (
    "This certificate is about what one person learned. It says nothing about a service, or "
    "about how well a service works with people. It is not a professional qualification."
)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One certificate. name: as the learner wishes it. at: when it was made, with a time zone.

    edition: the version of the course. percent, level: of the course's rule for passing.
    """

    code: str
    name: str
    course_id: str
    course: str
    edition: str
    at: datetime
    percent: float
    level: float

    @property
    def day(self) -> str:
        """Such as 26 November 2026, by UK time."""
        return uk_day_words(self.at)

    @property
    def criteria(self) -> str:
        """What completing the course took, in sentences that do not name anybody."""
        return (
            "All core activities of the course were done. Over the marked questions of all "
            f"exercises, at least {self.percent:g}% of the points were reached. What was written "
            f"in each was marked level {self.level:g} of {TOP_LEVEL} or higher. {NOT_SAID}"
        )

    @property
    def said(self) -> str:
        """What completing the course took, in sentences."""
        return (
            "The person named here did the core activities of the course. Over the marked "
            f"questions of all exercises they had at least {self.percent:g}% of the points. What "
            f"they wrote in each was marked level {self.level:g} of {TOP_LEVEL} or higher."
        )


def uk_day_words(at: datetime) -> str:
    """A day as people write it, by UK time."""
    return day_words(at.astimezone(LONDON))


def wished_name(typed: str) -> str:
    """The name as it will stand on the certificate: as typed, without blanks around it.

    Raises CoprodError when it is empty, too long, or has signs that cannot be seen: those could
    make a page read differently from what was signed.
    """
    name = unicodedata.normalize("NFC", " ".join(typed.split()))
    if not any(sign.isalpha() for sign in name) or len(name) > LONGEST_NAME:
        raise CoprodError(
            f"A name on a certificate has 1 to {LONGEST_NAME} characters, and at least one letter.",
            where="--name",
            fix="Give the name as the learner wants to see it.",
        )
    if not all(map(can_be_shown, name)):
        raise CoprodError(
            "This name has an invisible character.", where="--name", fix="Type it again."
        )
    return name
