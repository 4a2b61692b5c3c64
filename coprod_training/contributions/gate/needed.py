"""What a release still needs: people, hours and money, so that a manager can budget them.

Plain sums over the course's own minutes, the record and the plan (`plan.py`), stage by stage; what
is done is left out. What no sum can know is `NOT_COUNTED`, and is printed with it.
Source: contribution-process.md, corrections ("Lighter work": `coprod gate --hours`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from coprod_training.contributions.gate.case import LEFT, SETTLED, Beside, Case
from coprod_training.contributions.gate.contributions_needed import Left, full, left_of
from coprod_training.contributions.gate.course_rules import (
    facts_to_check,
    links_to_open,
    page_checks_left,
    unchecked,
    why_not_allowed,
)
from coprod_training.contributions.gate.plan import PANEL, Line, Plan
from coprod_training.contributions.gate.review_needed import ReviewLeft, review_left
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.review_rules import FEWEST_REVIEWERS

NOT_COUNTED = (
    "expenses, and what somebody needs to take part: an interpreter, a translation, easy read, or"
    " to be recorded. Ask each person, and plan for it",
    "what an adviser or the owner of some material charges, and on-costs",
    "the time of a data protection contact, a release manager and a safeguarding lead",
    "contributions for places that may stay empty, before somebody has begun one",
    "testers of a pilot",
    "repairs of the course itself that the gate names (G19, G20)",
    "what comes after a release: a light check after 12 months, every review and every yes again"
    " after 24, and four questions each quarter",
)
"""What a release takes, or may take, and this sum does not know."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """What is needed beside the modules. missing_settings: of which nobody speaks yet (G01)."""

    minutes: Mapping[str, int]
    beside: Beside
    missing_settings: int = 0


def still_needed(
    cases: Sequence[Case], course: Course, plan: Plan | None = None
) -> tuple[Line, ...]:
    """What is left to do, line by line, in quarters of an hour.

    course: its minutes are of each module with everything.
    """
    plan = plan or Plan()
    reviews = {one.module: review_left(one) for one in cases}
    given = _contributions(cases, course.missing_settings)
    panel, new_readers = _panel(cases, reviews)
    new = new_readers + sum(one.start for one in given)
    lines = (
        *_paid(cases, course, plan, reviews, given, panel, new),
        *_staff(cases, course, plan, reviews, given, new),
    )
    return tuple(replace(one, hours=ceil(one.hours * 4) / 4) for one in lines if one.hours)


def not_yet_paid(cases: Sequence[Case]) -> int:
    """How many people have worked, and have neither been paid nor declined it."""
    people = {
        one.person
        for case in cases
        for one in case.worked_on
        if not one.payment.settled and one.person
    }
    people |= {
        one.person
        for case in cases
        if case.review is not None
        for one in case.review.reviewers
        if one.outcome is not None and one.payment == "not_yet"
    }
    return len(people)


def _paid(
    cases: Sequence[Case],
    course: Course,
    plan: Plan,
    reviews: Mapping[str, ReviewLeft],
    given: Sequence[Left],
    panel: int,
    new: int,
) -> tuple[Line, ...]:
    every = reviews.values()
    reading = sum(
        one.readers * (plan.read_times * course.minutes[name] / 60 + plan.talk)
        for name, one in reviews.items()
    )
    parts = sum(len(one.course.placeholders) for one in cases)
    scope, differences = sum(o.rescoping for o in every), sum(o.differences for o in every)
    write, approve = sum(one.write for one in given), sum(one.approve for one in given)
    check_in, renew = sum(one.check_in for one in given), sum(one.renew for one in given)
    decisions, ticks = sum(one.decision for one in every), sum(one.ticks for one in every)

    def line(what: str, people: int, hours: float) -> Line:
        return Line(what=what, people=people, hours=hours, paid=True)

    return (
        line("Starting well: terms, being recognised, what they need", new, plan.start * new),
        line("Independent benefits advice, in paid time", new, plan.advice * new),
        line(
            "Answering what a module is for, before the draft is seen",
            min(panel, scope),
            plan.rescope * scope,
        ),
        line("Reviewing modules: reading twice, and one talk", panel, reading),
        line(
            "Looking at single changes, and light checks",
            int(differences > 0),
            plan.difference * differences,
        ),
        line("Contributions: from the first talk to the draft", write, plan.write * write),
        line(
            "Parts of lessons that wait to be written together",
            int(parts > 0),
            plan.part * parts,
        ),
        line(
            "Every edit of a contribution: reading it, and answering",
            approve,
            plan.approve * approve,
        ),
        line("A check-in after drafting", check_in, plan.check_in * check_in),
        line("Contributors who are asked again", renew, plan.renew * renew),
        line(
            "The lived-experience lead: decisions, ticks and replies",
            int(decisions + ticks > 0),
            plan.lead * decisions + plan.tick * ticks,
        ),
    )


def _staff(
    cases: Sequence[Case],
    course: Course,
    plan: Plan,
    reviews: Mapping[str, ReviewLeft],
    given: Sequence[Left],
    new: int,
) -> tuple[Line, ...]:
    every = reviews.values()
    facts = {fact for one in cases for fact in unchecked(one)}
    facts |= {*facts_to_check(course.beside.cited, course.beside.day)}
    closed = links_to_open(course.beside)
    material = {
        one.name
        for case in cases
        for one in case.course.materials
        if why_not_allowed(one, case.day)
    }
    pages = {
        page.kind
        for one in cases
        for page in one.course.drawn
        if not page.as_checked or page_checks_left(page, one.day)
    }
    points, changed = sum(one.points for one in every), sum(one.readers > 0 for one in every)
    claims, edits = sum(one.claims for one in every), sum(one.approve for one in given)
    spoken = sum(one.transcript for one in given)
    authors = plan.answer * points + plan.change * changed + plan.edit * edits

    def line(what: str, hours: float) -> Line:
        return Line(what=what, people=int(hours > 0), hours=hours, paid=False)

    return (
        line("The keeper: offers, terms, ties, pay, the way to withdraw", plan.keeper * new),
        line("Named contacts: support before, during and after", plan.contact * new),
        line("Authors: replies to points, changes, and edits that are shown", authors),
        line("Writing down what recordings say", plan.transcript * spoken),
        line("Checking modules against their facts", plan.claims * claims),
        line("Checking facts at their source", plan.fact * len(facts)),
        line("Opening the links of resources", plan.link * len(closed)),
        line("Terms of material of others", plan.material * len(material)),
        line("Checking each kind of page", plan.page * len(pages)),
    )


def _contributions(cases: Sequence[Case], missing_settings: int) -> list[Left]:
    """Of everybody who has begun; of each required place that nobody fills; of settings beyond."""
    found, going = [], 0
    for case in cases:
        found += [
            left_of(one, case.day, case.wording) for one in case.contributions if _counts(one)
        ]
        for place in (one for one in case.places if one.required):
            here = [one for one in case.contributions if one.slot == place.slot and _counts(one)]
            going += not any(one.status in SETTLED for one in here)
            found += [] if here else [full()]
    return [*found, *(full() for _ in range(max(0, missing_settings - going)))]


def _counts(one: Contribution) -> bool:
    return one.status not in LEFT and one.status != "replaced"


def _panel(cases: Sequence[Case], reviews: Mapping[str, ReviewLeft]) -> tuple[int, int]:
    """How many people review what is left, and how many of them are new."""
    left = [one for one in reviews.values() if one.readers]
    panel = max((one.readers for one in left), default=0)
    if panel == FEWEST_REVIEWERS and len(left) > 1:
        panel = PANEL[0]
    on_record = {
        one.person
        for case in cases
        if case.review is not None
        for one in case.review.reviewers
        if one.counts
    }
    wanted = max((max(0, one.readers - one.known) for one in left), default=0)
    return panel, max(wanted, panel - len(on_record)) if left else 0
