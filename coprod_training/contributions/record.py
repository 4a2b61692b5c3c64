"""The record of one contribution, as the private register keeps it.

What may become public of it is `public.py`; which step may follow which is `stages.py`.
Free words are left out of every repr, so that none reaches a log or an error message.
Source: contribution-process.md, sections 3a and 5.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, get_args

from coprod_training.contributions.consent import Consents
from coprod_training.contributions.given import Area, Given
from coprod_training.contributions.requests import Request

Status = Literal[
    "open",
    "invited",
    "terms agreed",
    "drafted",
    "edit shown",
    "approved by contributor",
    "module review",
    "passed",
    "released",
    "review due",
    "paused",
    "declined",
    "withdrawn",
    "replaced",
]
ENDED: frozenset[Status] = frozenset({"declined", "withdrawn", "replaced"})

Kind = Literal["text", "audio", "film", "scenario", "review", "co-author", "co-teach"]
How = Literal["named", "chosen_name", "anonymous", "group_credit"]
VoiceOrFace = Literal["none", "voice", "face", "somebody else's"]
ThirdParties = Literal["none", "removed", "has their own consent", "not checked"]
PaymentStatus = Literal["paid", "declined_by_contributor", "donated_at_request", "not_yet"]
Expenses = Literal["paid", "none needed", "not yet"]
AccessNeeds = Literal["yes", "no", "none stated"]
UNDER_18 = "16 or 17 with a local safeguarding agreement"
"""Nobody under 18 is asked any more; a record from before has to open all the same."""
Age = Literal["18 or over", "16 or 17 with a local safeguarding agreement", "not asked"]
Saying = Literal[
    "the limits of confidentiality",
    "the named safeguarding lead",
    "the complaints route",
    "that taking part never affects your care",
    "that copies people already have cannot be called back",
]
SAYINGS: tuple[Saying, ...] = get_args(Saying)

SMALLEST_GROUP = 8
"""People in a group that is credited together. Source: contribution-process.md, section 9."""


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """How the contributor wishes to be credited. display_text: exactly as they typed it.

    Whoever wishes no name has no words to show: none stand under theirs, whatever was typed.
    cited_as: how they wish to stand in a citation; "" for not at all.
    risk_talk: the day of the talk about being recognised, now and later. group_size: how many
    people a group credit thanks. voice_or_face: whose is heard or seen in a recording.
    understood_on: the day on which somebody who wants no name, but whose own voice or face is
    used, confirmed that they may be recognised.
    """

    how: How
    display_text: str = field(default="", repr=False)
    cited_as: str = field(default="", repr=False)
    risk_talk: date | None = None
    group_size: int = 0
    voice_or_face: VoiceOrFace = "none"
    understood_on: date | None = None

    @property
    def problem(self) -> str | None:
        """Why this credit cannot be used as it is; None when it can."""
        return self.unfit or self.recognised

    @property
    def unfit(self) -> str | None:
        """Why the words of the credit do not go with the choice; None when they do."""
        if self.how == "anonymous" and self.display_text.strip():
            return "A credit without a name has no words to show."
        if self.how in ("named", "chosen_name", "group_credit") and not self.display_text.strip():
            return "The words of the credit are missing."
        if self.cited_as.strip() and self.how not in ("named", "chosen_name"):
            return "A name in a citation does not go with a credit without a name."
        if self.how == "group_credit" and self.group_size < SMALLEST_GROUP:
            return f"A group that is credited together has at least {SMALLEST_GROUP} people."
        return None

    @property
    def recognised(self) -> str | None:
        """Why the rule on own voice and face does not hold; None when it does."""
        own = self.voice_or_face in ("voice", "face")
        if self.how == "anonymous" and own and not self.understood_on:
            return (
                f"Without a name, but with their own {self.voice_or_face}: the person has not yet"
                " confirmed that they may be recognised."
            )
        return None


@dataclass(frozen=True, kw_only=True)
class Payment:
    """What was offered, and whether it was paid. Never public: neither amount nor purpose.

    amount: in pence. offered_on: the day on which it was given in writing.
    """

    amount: int | None = field(default=None, repr=False)
    what_for: str = field(default="", repr=False)
    offered_on: date | None = None
    status: PaymentStatus = "not_yet"
    settled_on: date | None = None
    expenses: Expenses = "not yet"

    @property
    def offered(self) -> bool:
        """Whether an amount, what it is for and the day it was put in writing are all there."""
        return self.amount is not None and bool(self.what_for) and self.offered_on is not None

    @property
    def settled(self) -> bool:
        """Whether it is paid, declined by the contributor, or donated at their request."""
        return self.status != "not_yet"


@dataclass(frozen=True, kw_only=True)
class BenefitsAdvice:
    """Independent advice on benefits, offered in writing.

    taken_up: None, which is not recorded, unless the contributor wants it to be.
    """

    source: str = field(default="", repr=False)
    offered_on: date | None = None
    taken_up: bool | None = None

    @property
    def offered(self) -> bool:
        """Whether a source was named, in writing, on a day."""
        return bool(self.source) and self.offered_on is not None


@dataclass(frozen=True, kw_only=True)
class Support:
    """Who is there for the contributor, and when somebody checked in, or they did not want that.

    Whether that came after drafting is for `gate/care_rules.py` to say.
    """

    contact: str = field(default="", repr=False)
    before: str = field(default="", repr=False)
    during: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    checked_in_on: date | None = None
    declined_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Edits:
    """The content as it was last shown and last approved. Hashes are keyed (content_store.py).

    faster: the waits that the contributor asked to shorten, each with the day on which they did.
    """

    shown_at: date | None = None
    shown_hash: str | None = None
    approved_at: date | None = None
    approved_hash: str | None = None
    faster: Mapping[Literal["agreement", "approval"], date] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SafetyStop:
    """A draft discloses risk, abuse or crime, or accuses a person who can be identified.

    settled_on: the day on which next steps were agreed, with the person where that is safe.
    """

    raised_on: date
    lead_told_on: date | None = None
    settled_on: date | None = None

    @property
    def settled(self) -> bool:
        """Whether the safeguarding lead knows, and next steps are agreed."""
        return self.lead_told_on is not None and self.settled_on is not None


@dataclass(frozen=True, kw_only=True)
class ImpactNote:
    """One line: what the contribution changed. Shown only after the contributor's yes."""

    text: str = field(repr=False)
    approved_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """Everything agreed about one contribution. Changed only by making another.

    ref, person: opaque (refs.py). slot, module: ids of the course. kind: what is approved and shown
    (shown_as.py). made: the parts of the lesson that they wrote with us, by name. given, area: what
    somebody gave, and to which of the four areas, for the credits (given.py). says_about_health:
    whether the separate yes for special category data is needed. perspective: as they describe it,
    never public. settings: ids of the settings they speak from, if they say; used for the course
    only. said_in_writing: what they were told, and when. asked_by: who asked for, collected or
    approved it on the course's side (references of people). reached: the day of each stage.
    paused_from: the stage to come back to. route_sent, route_tested: the way to withdraw without
    logging in. review_by: the day to ask again. may_be_asked_again: after a withdrawal only if
    they said so. if_unreachable: what they would want, if they wished to say. requests: what they
    asked for since.
    """

    ref: str
    slot: str
    module: str
    module_version: str
    kind: Kind
    made: tuple[str, ...] = ()
    given: Given = "story"
    area: Area | None = None
    status: Status = "open"
    reached: Mapping[Status, date] = field(default_factory=dict)
    paused_from: Status | None = None
    person: str | None = None
    asked_by: tuple[str, ...] = ()
    age: Age = "not asked"
    said_in_writing: Mapping[Saying, date] = field(default_factory=dict)
    perspective: str = field(default="", repr=False)
    settings: tuple[str, ...] = ()
    says_about_health: bool = True
    consents: Consents = field(default_factory=Consents)
    attribution: Attribution | None = None
    third_parties: ThirdParties = "not checked"
    off_limits: str = field(default="", repr=False)
    off_limits_followed_on: date | None = None
    payment: Payment = field(default_factory=Payment)
    benefits_advice: BenefitsAdvice = field(default_factory=BenefitsAdvice)
    access_needs_met: AccessNeeds = "none stated"
    support: Support = field(default_factory=Support)
    edits: Edits = field(default_factory=Edits)
    review_by: date | None = None
    route_sent: date | None = None
    route_tested: date | None = None
    safety: SafetyStop | None = None
    impact_note: ImpactNote | None = None
    may_be_asked_again: bool = True
    if_unreachable: str = field(default="", repr=False)
    requests: tuple[Request, ...] = ()

    def moved(self, to: Status, on: date, **changes: object) -> "Contribution":
        """The same at another stage, which it reached on this day. changes: other fields of it."""
        reached = {**self.reached, to: on}
        # Whoever calls names fields, and a wrong name is refused by `replace` itself.
        return replace(self, status=to, reached=reached, **changes)  # type: ignore[arg-type]
