"""What `coprod gate` prints: lines of plain English, from what the gate found."""

from collections.abc import Iterator, Sequence

from coprod_training.cli.own_offer import PARTS_IN_WORDS
from coprod_training.contributions.gate import RULES, WHAT, Report
from coprod_training.contributions.gate.case import SETTLED, SHOWN, Case, Place, Reasons, State
from coprod_training.contributions.gate.fill import why_left_out
from coprod_training.contributions.review_holds import standing

ANOTHER_STANDS_THERE = "Another contribution has taken its place."
OF_CONTRIBUTIONS = frozenset(f"G{number:02}" for number in range(2, 12))
OF_REVIEWS = frozenset({"G15", "G16", "G17"})
"""Rules that pass where there is nothing for them to look at."""

SHOWN_AT_ONCE = 5
"""So many reasons of one rule; all of them when one module is asked for."""

STATES: dict[State, str] = {
    "draft": "an open draft. Anyone may use it, with its banner. It gives no certificate.",
    "pilot": "a pilot, for named testers, with its banner. It gives no certificate.",
    "released": "released.",
}


def waiting_lines(cases: Sequence[Case]) -> Iterator[str]:
    """Which slots wait, those that a release needs first."""
    waiting = _waiting(cases)
    needed = [one.slot for one in waiting if one.required]
    others = [one.slot for one in waiting if not one.required]
    if needed:
        named = ", ".join(needed)
        yield f"Slots that a release needs, and that are waiting for a contributor: {named}."
    if others:
        yield f"Slots that may stay empty, and that are waiting: {', '.join(others)}."


def undecided_lines(cases: Sequence[Case]) -> Iterator[str]:
    """What has to be decided of the places that wait before anybody can be asked to fill one."""
    left = {
        part: [place.slot for place in _waiting(cases) if part in place.undecided]
        for part in PARTS_IN_WORDS
    }
    if not any(left.values()):
        return
    yield "Still to be decided before people are asked, in the module's file:"
    for part, words in PARTS_IN_WORDS.items():
        if left[part]:
            yield f"  {words}: {', '.join(left[part])}"


def left_out_lines(cases: Sequence[Case]) -> Iterator[str]:
    """What may be read by everybody, and is still not in a copy made today, with every reason."""
    for case in cases:
        for one in case.contributions:
            if one.status in SHOWN and one.ref not in case.filled:
                yield f"Left out of copies made today: {one.slot}."
                reasons = why_left_out(case, one) or (ANOTHER_STANDS_THERE,)
                yield from (f"      {reason}" for reason in reasons)


def _waiting(cases: Sequence[Case]) -> list[Place]:
    return [
        place
        for case in cases
        for place in case.places
        if not any(one.slot == place.slot and one.status in SETTLED for one in case.contributions)
    ]


def report_lines(report: Report, case: Case, *, every: bool) -> Iterator[str]:
    """One module: how many rules block, and every reason. every: also the rules that pass.

    case: what the report is about.
    """
    nothing = frozenset[str]() if case.contributions else OF_CONTRIBUTIONS
    nothing |= OF_REVIEWS if case.review is None else frozenset()
    blocked = len(report.blocked_by)
    if not blocked:
        yield f"{report.module}: every rule passes."
    else:
        block = "blocks" if blocked == 1 else "block"
        yield f"{report.module}: {blocked} of {len(RULES)} rules {block} a release."
    for rule, reasons in report.reasons.items():
        if reasons:
            yield from rule_lines(rule, reasons, every=every)
        elif every:
            says = "nothing to check yet" if rule in nothing else "passes"
            yield f"  {rule} {WHAT[rule]}: {says}."


def rule_lines(rule: str, reasons: Reasons, *, every: bool) -> Iterator[str]:
    """One rule that blocks, with its reasons."""
    yield f"  {rule} {WHAT[rule]}: blocks."
    shown = reasons if every else reasons[:SHOWN_AT_ONCE]
    yield from (f"      {reason}" for reason in shown)
    left = len(reasons) - len(shown)
    if left:
        yield f"      … and {left} more: give the module's name to see all."


def review_lines(cases: Sequence[Case]) -> Iterator[str]:
    """How long the reviews of people with lived experience hold, with what is due soon."""
    for case in cases:
        if case.review is not None and case.review.signed_on is not None:
            yield f"{case.module}: {standing(case.review, case.day).words}"


def reading_lines(cases: Sequence[Case]) -> Iterator[str]:
    """The reading-level report that rule G20 asks for: one line for each module."""
    for case in cases:
        ages = case.course.reading
        if ages:
            hardest = max(ages, key=lambda one: ages[one])
            yield (
                f"Reading age of {case.module}: {len(ages)} sections, the hardest"
                f" {ages[hardest]:.1f} ({hardest or 'before the first heading'})."
            )
