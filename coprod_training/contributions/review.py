"""The record of one module's review by people with lived experience.

What stands in the way of a pass is `review_rules.py`; how long a review holds, and what a change
needs, is `review_holds.py`. Source: contribution-process.md, section 6 and its corrections.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from coprod_training.contributions.record import PaymentStatus

JoinedAt = Literal["scope", "rescope", "draft", "final"]
Outcome = Literal["pass", "pass_with_changes", "not_pass", "decline_to_sign"]
PASSES: frozenset[Outcome] = frozenset({"pass", "pass_with_changes"})

RescopeQuestion = Literal["should this module exist", "what for", "where would you start"]
RESCOPE_QUESTIONS: tuple[RescopeQuestion, ...] = get_args(RescopeQuestion)

Check = Literal[
    "respectful words",
    "true to experience",
    "no blame",
    "no pressure to disclose",
    "safe to open at work",
    "access",
    "fair answer keys",
    "race equity",
    "setting fit",
    "facts sourced",
]
CHECKLIST: tuple[Check, ...] = get_args(Check)

ChangeKind = Literal["typo", "wording", "meaning"]
ChangedPart = Literal["words", "scenario", "answer key", "rubric", "contributor content"]


@dataclass(frozen=True, kw_only=True)
class Reviewer:
    """One lived-experience reviewer of a module.

    person: their reference. outside: from outside the author's organisation. rescoping: what they
    answered before they saw the draft, for whoever joined at rescope. settings and racialised:
    what they speak for, if they say; used for the whole course only, never for one module.
    checked: the parts of the checklist they went through. pay_offered_on, advice_offered_on,
    support_offered_on: the days on which an amount, a source of independent benefits advice and a
    named contact were given to them in writing; the amount itself never stands here, where the lead
    can read it. name_withdrawn_on: they took their name
    off the module, which takes their review off too.
    """

    person: str
    joined_at: JoinedAt
    outside: bool = False
    rescoping: Mapping[RescopeQuestion, str] = field(default_factory=dict, repr=False)
    settings: tuple[str, ...] = ()
    racialised: bool = False
    checked: frozenset[Check] = frozenset()
    outcome: Outcome | None = None
    outcome_on: date | None = None
    pay_offered_on: date | None = None
    advice_offered_on: date | None = None
    support_offered_on: date | None = None
    payment: PaymentStatus = "not_yet"
    name_withdrawn_on: date | None = None

    @property
    def offered_first(self) -> bool:
        """Whether pay, advice and support were offered in writing, before they decided."""
        days = (self.pay_offered_on, self.advice_offered_on, self.support_offered_on)
        return all(
            day is not None and (self.outcome_on is None or day <= self.outcome_on) for day in days
        )

    @property
    def counts(self) -> bool:
        """Whether their name still stands under the module."""
        return self.name_withdrawn_on is None

    @property
    def passes(self) -> bool:
        """Whether theirs is one of the passes that a module needs."""
        return self.counts and self.outcome in PASSES

    @property
    def at_scope(self) -> bool:
        """Whether they had a say in what the module is for. Rescope counts as scope."""
        if self.joined_at == "rescope":
            return all(self.rescoping.get(one, "").strip() for one in RESCOPE_QUESTIONS)
        return self.joined_at == "scope"


@dataclass(frozen=True, kw_only=True)
class PointReply:
    """What the author answers to a point, in writing."""

    answer: Literal["changed", "not changed", "discuss"]
    on: date
    reason: str = field(default="", repr=False)

    @property
    def given(self) -> bool:
        """Not changed without a reason is no reply."""
        return self.answer != "not changed" or bool(self.reason.strip())

    @property
    def closes(self) -> bool:
        """Whether the point is at its end: changed, or not changed and why."""
        return self.given and self.answer != "discuss"


@dataclass(frozen=True, kw_only=True)
class Point:
    """One thing a reviewer said about the module. passage: its stable id, or "" for the whole.

    read: a digest of the words that stood there, since a passage is a place; "" where nobody noted
    it. must_change: the reviewer passes the module only with it changed. may_be_shown: they agreed
    that their words stand on the module's history page.
    """

    ref: str
    person: str
    words: str = field(repr=False)
    passage: str = ""
    read: str = ""
    must_change: bool = False
    may_be_shown: bool = False
    reply: PointReply | None = None


@dataclass(frozen=True, kw_only=True)
class Dissent:
    """A serious objection. It is kept, and it is never voted away.

    ref: names it, since one person may have several. because: the reviewer's words. shown: whether
    they agree that the words are shown. Both replies are in writing.
    """

    person: str
    because: str = field(repr=False)
    ref: str = ""
    shown: bool = False
    lead_reply: str = field(default="", repr=False)
    lead_replied_on: date | None = None
    author_reply: str = field(default="", repr=False)
    author_replied_on: date | None = None

    @property
    def answered(self) -> bool:
        """Whether the lived-experience lead and the author both replied in writing."""
        lead = bool(self.lead_reply.strip()) and self.lead_replied_on is not None
        return lead and bool(self.author_reply.strip()) and self.author_replied_on is not None

    @property
    def public_line(self) -> str:
        """What the module's page says of it; the words only with the reviewer's yes."""
        because = self.because.strip().rstrip(".")
        return f"One reviewer disagreed because {because}." if self.shown else SOMEBODY_DISAGREED


SOMEBODY_DISAGREED = "One reviewer disagreed."


@dataclass(frozen=True, kw_only=True)
class Reflection:
    """What went well in the work and what did not, in words of the lead and a contributor together.

    ref: names it. person: who wrote it with the lead: a reviewer, or whoever has a contribution in
    the module. lead_yes_on, person_yes_on: the day of each one's yes to exactly these words, and
    to their being shown. Source: GRIPP2, short form, section 5.
    """

    ref: str
    person: str
    well: str = field(default="", repr=False)
    not_well: str = field(default="", repr=False)
    lead_yes_on: date | None = None
    person_yes_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """After `not_pass` and a stalemate: a third lived-experience reviewer and the lead decide.

    against: the reviewer whose `not_pass` it is about. third: another reviewer of the same review.
    """

    against: str
    third: str
    lead_agreed_on: date


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change to a module after its review.

    ref: names it. what: the part that changed. kind: how far it goes. ticked_by_lead_on: for a
    typo. seen_by, seen_on: the reviewer who saw the difference, for a wording change. digest: of
    the module as it was when the change came into the register; nobody types it.
    """

    ref: str
    on: date
    what: ChangedPart
    kind: ChangeKind
    ticked_by_lead_on: date | None = None
    seen_by: str | None = None
    seen_on: date | None = None
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class ModuleReview:
    """Everything about the review of one module. People are references.

    contributors: who has a contribution in it. facts_checked_on: the check against the facts, by
    somebody else, which never replaces this review. reflections: on how it was to work together;
    none of them is needed for a pass. signed_on: the day of the lead's decision.
    reviewed_digest: of the module as it was when that came into the register; nobody types it.
    light_check_on: the look after a year.
    """

    module: str
    module_version: str
    author: str
    lead: str | None = None
    contributors: frozenset[str] = frozenset()
    reviewers: tuple[Reviewer, ...] = ()
    points: tuple[Point, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    changes: tuple[Change, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    facts_checked_on: date | None = None
    signed_on: date | None = None
    reviewed_digest: str = ""
    light_check_on: date | None = None

    def reviewer(self, person: str) -> Reviewer | None:
        """The reviewer of that reference; None when there is none."""
        return next((one for one in self.reviewers if one.person == person), None)
