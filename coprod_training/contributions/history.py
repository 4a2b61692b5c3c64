"""What people with lived experience changed: "You said, we did", credits, shares. Plain data.

It stands in a published copy, never in the repository: credits, impact notes and objections are
pulled in when a copy is made. What belongs to one contribution carries its reference, so that a
withdrawal takes it out of a copy without a key. Counts can be recounted by anybody.
Source: contribution-process.md, sections 5, 6 and 9, and "What git may hold".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from cattrs.preconf.json import make_converter

from coprod_training.contributions.record import Contribution
from coprod_training.contributions.reflections import Reflected, reflected
from coprod_training.contributions.review import ModuleReview
from coprod_training.contributions.review_rules import points_raised
from coprod_training.contributions.shown_as import WORK

SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class OfOne:
    """Words that belong to one contribution. ref: its reference. text: as they typed it."""

    ref: str
    text: str


Of = TypeVar("Of", bound=OfOne)


@dataclass(frozen=True, kw_only=True)
class Credit(OfOne):
    """A credit as it was typed. role: what it is for, in words. credit_role: by CRediT."""

    role: str = ""
    credit_role: str = ""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A point that a reviewer agreed to show, and what the author answered."""

    words: str
    answer: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ModuleHistory:
    """One module. sections: of its lesson. held: contributions whose words stand in one of them.

    reviewers: with lived experience. points, changed, not_changed: of all reviews; the rest is
    still open. decided: the same, point by point and without its words, to be counted again.
    signed: the lived-experience lead has decided, after everybody else. reflections_waiting: how
    many were written, and wait for the yes of somebody who wrote them.
    """

    module: str
    title: str
    sections: int
    held: tuple[str, ...] = ()
    rescoped: bool = False
    reviewers: int = 0
    at_scope: int = 0
    passed: int = 0
    points: int = 0
    changed: int = 0
    not_changed: int = 0
    decided: Mapping[str, str] = field(default_factory=dict)
    signed: bool = False
    said: tuple[Answered, ...] = ()
    dissents: tuple[str, ...] = ()
    impact: tuple[OfOne, ...] = ()
    reflections: tuple[Reflected, ...] = ()
    reflections_waiting: int = 0

    @property
    def open_points(self) -> int:
        """Points without an answer, or still to be talked about."""
        return self.points - self.changed - self.not_changed


@dataclass(frozen=True, kw_only=True)
class History:
    """The whole course. made: the month. cited: names for a citation, as they wished them.

    purposes: what contributions were asked for, in the course's own words. paid: whether the gate
    found that everybody who worked was paid, or declined it. perspectives: whether some reviewer
    who passed a module speaks for it; of the course as a whole only, since of one module it could
    point to a person. asked: what contributors answered each quarter, grouped (asked.py). ends: by
    reference, the first day, in ISO form, for which somebody has not agreed any more; who set no
    end is not in it.
    """

    course: str
    edition: str
    made: str
    modules: tuple[ModuleHistory, ...] = ()
    credits: tuple[Credit, ...] = ()
    cited: tuple[OfOne, ...] = ()
    purposes: tuple[str, ...] = ()
    paid: bool = False
    perspectives: Mapping[str, bool] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    ends: Mapping[str, str] = field(default_factory=dict)

    @property
    def refs(self) -> frozenset[str]:
        """The references of all contributions that something here belongs to."""
        of_one = [*self.credits, *self.cited, *(note for m in self.modules for note in m.impact)]
        reflected = {one.ref for m in self.modules for one in m.reflections if one.ref}
        held = {ref for m in self.modules for ref in m.held}
        return frozenset(one.ref for one in of_one) | reflected | held

    @property
    def contributions(self) -> int:
        """How many contributions stand in this copy."""
        return sum(len(one.held) for one in self.modules)


@dataclass(frozen=True, kw_only=True)
class Share:
    """One share: part of whole. name: what is counted, in words."""

    name: str
    part: int
    whole: int


def module_history(
    module: str,
    title: str,
    sections: int,
    review: ModuleReview | None,
    shown: Iterable[Contribution],
    notes: Mapping[str, str],
    day: date,
) -> ModuleHistory:
    """One module's history. shown: what this copy credits. notes: approved ones, by reference.

    day: on which the copy is made.

    Work, such as a review, is credited and holds no section.
    """
    here = list(shown)
    one = ModuleHistory(
        module=module,
        title=title,
        sections=sections,
        held=tuple(c.ref for c in here if c.kind not in WORK),
        impact=tuple(OfOne(ref=c.ref, text=notes[c.ref]) for c in here if c.ref in notes),
    )
    if review is None:
        return one
    reflections, waiting = reflected(review, here, day)
    with_both = replace(one, reflections=reflections, reflections_waiting=waiting)
    return _with_review(with_both, review)


def shares(history: History) -> tuple[Share, ...]:
    """What people with lived experience hold of the course."""
    every = history.modules
    return (
        Share(
            name="What contributors said, or wrote with us, beside the sections of all lessons",
            part=history.contributions,
            whole=sum(one.sections for one in every),
        ),
        Share(
            name="Points of reviewers that changed the course",
            part=sum(one.changed for one in every),
            whole=sum(one.points for one in every),
        ),
        Share(
            name="Modules that a lived-experience lead signed last, after everybody else",
            part=sum(one.signed for one in every),
            whole=len(every),
        ),
    )


def without(history: History, ref: str) -> History:
    """The history once the contribution of this reference was withdrawn."""

    def others(found: tuple[Of, ...]) -> tuple[Of, ...]:
        return tuple(one for one in found if one.ref != ref)

    modules = tuple(
        replace(
            one,
            held=tuple(held for held in one.held if held != ref),
            impact=others(one.impact),
            reflections=tuple(said for said in one.reflections if said.ref != ref),
        )
        for one in history.modules
    )
    return replace(
        history,
        modules=modules,
        credits=others(history.credits),
        cited=others(history.cited),
        ends={one: day for one, day in history.ends.items() if one != ref},
    )


def on_day(history: History, day: date) -> History:
    """The history as people still agree to it on that day."""
    over = [ref for ref, until in history.ends.items() if until <= day.isoformat()]
    return without_all(history, over)


def without_all(history: History, refs: Iterable[str]) -> History:
    """The history without anything that belongs to these contributions."""
    for ref in refs:
        history = without(history, ref)
    return history


def as_data(history: History) -> dict[str, Any]:
    """As JSON has it."""
    return {"schema": SCHEMA, **make_converter().unstructure(history)}


def from_data(data: Mapping[str, Any]) -> History:
    """What `as_data` wrote."""
    rest = {name: value for name, value in data.items() if name != "schema"}
    return make_converter().structure(rest, History)


def _with_review(one: ModuleHistory, review: ModuleReview) -> ModuleHistory:
    counted = [person for person in review.reviewers if person.counts]
    raised = points_raised(review)
    answered = [point for point in raised if point.reply is not None and point.reply.closes]
    changed = sum(point.reply is not None and point.reply.answer == "changed" for point in answered)
    return replace(
        one,
        rescoped=any(who.at_scope and who.joined_at == "rescope" for who in counted),
        reviewers=len(counted),
        at_scope=sum(who.at_scope for who in counted),
        passed=sum(who.passes for who in counted),
        points=len(raised),
        changed=changed,
        not_changed=len(answered) - changed,
        decided={
            point.ref: point.reply.answer if point in answered and point.reply else "open"
            for point in raised
        },
        signed=review.lead is not None and review.signed_on is not None,
        said=tuple(
            Answered(
                words=point.words, answer=point.reply.answer, reason=point.reply.reason.strip()
            )
            for point in answered
            if point.may_be_shown and point.reply is not None
        ),
        dissents=tuple(dissent.public_line for dissent in review.dissents),
    )
