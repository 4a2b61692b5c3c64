"""Which state a course is in today: what was decided once is not enough when the gate now blocks.

Nothing here can raise a course to a state; it can only take one down.
Source: contribution-process.md, sections 7 and 8, and the corrections ("States").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coprod_training.contributions.gate import Report, what_blocks
from coprod_training.contributions.gate.case import SETTLED, Case, Reasons, State
from coprod_training.contributions.review_holds import standing

HOLD_DAYS = 30
"""After a required contribution was withdrawn. Source: section 8."""

PILOT_BANNER = (
    "Draft: not yet reviewed by people with lived experience. This is a pilot, for named testers."
)
NOT_IN_A_PILOT = "A pilot gives no certificate."


@dataclass(frozen=True, kw_only=True)
class Stands:
    """The state of a copy that is made today. banner, certificate: "" for the course's own words.

    certificate: what is said where one would be.

    blocked_by: rule numbers by module that took it down; none while it is what it says.
    """

    state: State
    banner: str = ""
    certificate: str = ""
    blocked_by: Mapping[str, tuple[str, ...]]


def stands(
    said: State, cases: Sequence[Case], reports: Sequence[Report], whole: Mapping[str, Reasons]
) -> Stands:
    """The state today. said: what course.yaml says. cases, reports: of every module, in order.

    Released with everything in force stays so. A required contribution that was withdrawn leaves
    it so for 30 days, with a banner. Whatever else blocks makes the copy an open draft.
    """
    blocked = what_blocks(reports, whole, said)
    if not blocked:
        if said != "pilot":
            return Stands(state=said, blocked_by={})
        return Stands(state=said, banner=PILOT_BANNER, certificate=NOT_IN_A_PILOT, blocked_by={})
    if said == "released" and (until := _held_until(blocked, cases)):
        banner = (
            "A contribution was removed, as its contributor asked. Until another takes its place,"
            f" this course stays released until {until}."
        )
        return Stands(state="released", banner=banner, blocked_by=blocked)
    banner, certificate = _why(blocked, cases)
    return Stands(state="draft", banner=banner, certificate=certificate, blocked_by=blocked)


def _held_until(blocked: Mapping[str, tuple[str, ...]], cases: Sequence[Case]) -> date | None:
    """The first day after the hold; None where more is wrong than a fresh withdrawal."""
    if any(rules != ("G01",) for rules in blocked.values()):
        return None
    ends = []
    for case in cases:
        filled = {one.slot for one in case.contributions if one.status in SETTLED}
        for slot in sorted(case.required - filled):
            gone = [
                one.reached["withdrawn"]
                for one in case.contributions
                if one.slot == slot and one.status == "withdrawn" and "released" in one.reached
            ]
            if not gone or case.course.placeholders:
                return None
            ends.append(max(gone) + timedelta(days=HOLD_DAYS))
    today = max((one.day for one in cases), default=None)
    until = min(ends, default=None)
    return until if until is not None and today is not None and today < until else None


def _why(blocked: Mapping[str, tuple[str, ...]], cases: Sequence[Case]) -> tuple[str, str]:
    ended = [
        now.expires
        for case in cases
        if case.review is not None
        and (now := standing(case.review, case.day)).state == "ended"
        and now.expires is not None
    ]
    if ended:
        return (
            f"A review of this course by people with lived experience ended on {min(ended)}.",
            "The certificate is off until it is done again.",
        )
    rules = ", ".join(sorted({rule for found in blocked.values() for rule in found}))
    return (
        f"Draft: this copy does not pass the release gate ({rules}).",
        "There is no certificate until it does.",
    )
