"""What a release still needs: people, hours and money, so that a manager can budget them.

Hours are plain sums over the course's own minutes and the plan below. The plan is our own
starting point, and says so wherever it is printed: change a number, and the sum follows. It rests
on no study. Money is hours times a rate that the manager gives; the course does not know a rate.
Source: contribution-process.md, corrections ("Lighter work": one panel of four to six can cover
all modules; `coprod gate --hours`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil

from coprod_training.contributions.gate.case import SETTLED, Case, Place
from coprod_training.contributions.review_rules import FEWEST_REVIEWERS

PANEL = (4, 6)
"""People on one paid panel. Source: as above."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Hours that we plan with, before anybody has measured them.

    start: once for each person: the terms, advice, what they need to take part. rescope: once for
    each person and module, before they see the draft. read_times: how often a reviewer goes
    through a module's minutes: once, and once more when it has been changed. talk: a meeting
    about each module. slot: one contribution from the talk to the approval of its edits. lead:
    the lead's own time for each module. fact: a look at one source. page: one kind of page by
    keyboard, without dragging and with its text alternative.
    """

    start: float = 2
    rescope: float = 1
    read_times: float = 2
    talk: float = 1
    slot: float = 6
    lead: float = 2
    fact: float = 0.25
    page: float = 0.5


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the sum. paid: whether it is paid time of people with lived experience."""

    what: str
    people: int
    hours: float
    paid: bool


def still_needed(
    cases: Iterable[Case], minutes: Mapping[str, int], plan: Plan | None = None
) -> tuple[Line, ...]:
    """What is left to do, line by line, in quarters of an hour; what is done is left out.

    minutes: of each module.
    """
    plan, every = plan or Plan(), list(cases)
    open_reviews = [one for one in every if _reviewers_left(one)]
    panel = max((_reviewers_left(one) for one in open_reviews), default=0)
    if panel == FEWEST_REVIEWERS and len(open_reviews) > 1:
        panel = PANEL[0]
    slots = [
        place for one in every for place in one.places if place.required and _waits(one, place)
    ]
    reading = sum(
        _reviewers_left(one) * (plan.read_times * minutes[one.module] / 60 + plan.talk)
        for one in open_reviews
    )
    scope = [one for one in open_reviews if one.review is None]
    unchecked = {
        fact.fact
        for one in every
        for fact in one.course.cited
        if fact.confidence != "A" and fact.checked_on is None
    }
    pages = {
        page.kind
        for one in every
        for page in one.course.drawn
        if not page.as_checked
        or None in (page.keyboard_on, page.without_drag_on, page.text_alternative_on)
    }
    lines = (
        Line(what="Starting well: terms, benefits advice, access", paid=True,
             people=panel + len(slots), hours=plan.start * (panel + len(slots))),
        Line(what="Answering the rescoping questions, before the draft is seen", paid=True,
             people=panel, hours=plan.rescope * len(scope) * min(panel, FEWEST_REVIEWERS)),
        Line(what="Reviewing modules: reading twice, and one talk", paid=True,
             people=panel, hours=reading),
        Line(what="Required contributions, from the first talk to the approved words", paid=True,
             people=len(slots), hours=plan.slot * len(slots)),
        Line(what="The lived-experience lead's decision on each module", paid=True,
             people=1 if open_reviews else 0, hours=plan.lead * len(open_reviews)),
        Line(what="Checking facts at their source", paid=False,
             people=1 if unchecked else 0, hours=plan.fact * len(unchecked)),
        Line(what="Checking each kind of page", paid=False,
             people=1 if pages else 0, hours=plan.page * len(pages)),
    )  # fmt: skip  # a table, one line each
    return tuple(replace(one, hours=ceil(one.hours * 4) / 4) for one in lines if one.hours)


def cost(lines: Iterable[Line], rate: float) -> float:
    """What the paid hours come to, in pounds. rate: pounds an hour, without on-costs."""
    return sum(one.hours for one in lines if one.paid) * rate


def _reviewers_left(case: Case) -> int:
    passing = (
        {one.person for one in case.review.reviewers if one.passes} if case.review else set[str]()
    )
    return max(0, FEWEST_REVIEWERS - len(passing))


def _waits(case: Case, place: Place) -> bool:
    filled = {one.slot for one in case.contributions if one.status in SETTLED}
    return place.slot not in filled
