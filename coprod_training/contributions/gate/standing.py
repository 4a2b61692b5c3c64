"""Which state a course is in today: what was decided once is not enough when the gate now blocks.

Nothing here can raise a course to a state; it can only take one down.
Source: contribution-process.md, sections 7 and 8, and the corrections ("States").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coprod_training.contributions.gate import Report, what_blocks
from coprod_training.contributions.gate.case import SETTLED, SHOWN, Case, Reasons, State
from coprod_training.contributions.gate.fill import shown_until
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.requests import held_until
from coprod_training.contributions.review_holds import expires, standing
from coprod_training.day_words import day_words

PILOT_BANNER = (
    "Draft: not yet reviewed by people with lived experience. This is a pilot, for named testers."
)
REVIEW_RULES = frozenset({"G12", "G13"})
NOT_REVIEWED = "Draft: people with lived experience have not finished reviewing this course."
NOT_IN_ORDER = "Draft: something that this course needs for a release is not in order now."
NOBODY_YET = "No person with lived experience has shaped it yet."
"""What course.yaml says of an open draft, which is so no more once somebody has."""

BEGUN = "People with lived experience have begun to shape it: see Who made this course."
_UNRELEASED = "There is no certificate until it is released."
NOT_IN_A_PILOT = "A pilot gives no certificate."


@dataclass(frozen=True, kw_only=True)
class Ends:
    """The first day on which a released copy is not one any more, and what it says from then on.

    of_review: whether a review ended, and nothing is stopped for somebody's safety. Then who began
    before that day still earns the certificate. keep_until: the day on which what is no review
    ends, such as an agreement, and they do not either; None for none.
    """

    on: date
    banner: str
    certificate: str
    of_review: bool = False
    keep_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Stands:
    """The state of a copy that is made today. banner, certificate: "" for the course's own words.

    certificate: what is said where one would be. ends: when a released copy is a draft by itself;
    of one that was released and whose review is over, when that was.
    blocked_by: rule numbers by module that took it down; none while it is what it says.
    """

    state: State
    banner: str = ""
    certificate: str = ""
    ends: Ends | None = None
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
        if said == "released":
            return Stands(state=said, ends=_first(_ends(cases)), blocked_by={})
        if said == "draft":
            return Stands(state=said, blocked_by={})
        return Stands(state=said, banner=PILOT_BANNER, certificate=NOT_IN_A_PILOT, blocked_by={})
    if said == "released" and (until := _held_until(blocked, cases)):
        ends = _first([*_ends(cases), gone(until)]) or gone(until)
        return Stands(state="released", banner=we_look(ends.on), ends=ends, blocked_by=blocked)
    banner, certificate = _why(blocked, cases)
    over = _review_alone(blocked, cases) if said == "released" else None
    return Stands(
        state="draft", banner=banner, certificate=certificate, ends=over, blocked_by=blocked
    )


def _review_alone(blocked: Mapping[str, tuple[str, ...]], cases: Sequence[Case]) -> Ends | None:
    """The end of a review, where nothing else takes the course down; None otherwise."""
    if any(rules != ("G17",) for rules in blocked.values()):
        return None
    ends = _ends(cases)
    over = [one for one in ends if any(one.on <= case.day for case in cases)]
    return _first(ends) if over and all(one.of_review for one in over) else None


def begun(status_words: str, cases: Sequence[Case]) -> str:
    """What an open draft says of itself instead of its own words; "" where those are still so.

    status_words: of course.yaml. They may not say that nobody has shaped a copy which shows a
    contributor's words, or whose review is signed.
    """
    somebody = any(one.filled or (one.review and one.review.signed_on) for one in cases)
    return status_words.replace(NOBODY_YET, BEGUN) if somebody else ""


def _held_until(blocked: Mapping[str, tuple[str, ...]], cases: Sequence[Case]) -> date | None:
    """The first day after the hold; None where more is wrong than a fresh withdrawal."""
    if any(rules != ("G01",) for rules in blocked.values()):
        return None
    ends = []
    if "" in blocked:  # a setting that nobody speaks for now
        spoke = [one for case in cases for one in _taken_back(case) if one.settings]
        if not spoke:
            return None
        ends.append(held_until(max(one.reached["withdrawn"] for one in spoke)))
    for case in cases:
        filled = {one.slot for one in case.contributions if one.status in SETTLED}
        for slot in sorted(case.required - filled):
            gone = [one.reached["withdrawn"] for one in _taken_back(case) if one.slot == slot]
            if not gone or case.course.placeholders:
                return None
            ends.append(held_until(max(gone)))
    today = max((one.day for one in cases), default=None)
    until = min(ends, default=None)
    return until if until is not None and today is not None and today < until else None


def _taken_back(case: Case) -> list[Contribution]:
    """Contributions that were released before they were withdrawn."""
    return [
        one for one in case.contributions if one.status == "withdrawn" and "released" in one.reached
    ]


def _why(blocked: Mapping[str, tuple[str, ...]], cases: Sequence[Case]) -> tuple[str, str]:
    ended = [
        now.expires
        for case in cases
        if case.review is not None
        and (now := standing(case.review, case.day)).state == "ended"
        and now.expires is not None
    ]
    if ended:
        over = _review_over(min(ended))
        return over.banner, over.certificate
    rules = {rule for found in blocked.values() for rule in found}
    why = NOT_REVIEWED if rules & REVIEW_RULES else NOT_IN_ORDER
    return why, _UNRELEASED


def _ends(cases: Sequence[Case]) -> list[Ends]:
    """Everything that ends by itself: each review, and each agreement on what is shown."""
    found, safe = [], not any(map(_stopped, cases))
    for case in cases:
        if case.review is not None and (day := expires(case.review)) is not None:
            found.append(_review_over(day, began_keep=safe))
        for one in case.shown:
            if (day := shown_until(case, one)) is not None:
                found.append(_agreement_over(day))
    return found


def _first(found: Sequence[Ends]) -> Ends | None:
    """On one and the same day, what ends the certificate for everybody comes first."""
    first = min(found, key=lambda one: (one.on, one.of_review), default=None)
    if first is None or not first.of_review:
        return first
    others = [one.on for one in found if not one.of_review]
    return replace(first, keep_until=min(others, default=None))


def _stopped(case: Case) -> bool:
    """Whether something that the course showed is stopped for somebody's safety.

    Then nobody keeps a certificate, not even who has begun.
    Source: the corrections ("Lighter work").
    """
    return any(
        one.safety is not None and not one.safety.settled and not SHOWN.isdisjoint(one.reached)
        for one in case.contributions
    )


def _review_over(on: date, *, began_keep: bool = True) -> Ends:
    return Ends(
        on=on,
        banner=f"A review of this course by people with lived experience ended on {day_words(on)}.",
        certificate="The certificate is off until it is done again.",
        of_review=began_keep,
    )


def _agreement_over(on: date) -> Ends:
    return Ends(
        on=on,
        banner=f"Since {day_words(on)} a contributor has to be asked again.",
        certificate="The certificate is off until they have answered.",
    )


def we_look(until: date) -> str:
    """The banner of a released copy that lost a required contribution. until: when it ends."""
    return (
        f"A contribution was removed. The course stays released until {day_words(until)}, while"
        " we look for another."
    )


def gone(on: date) -> Ends:
    """The end of such a copy: nothing has taken the place by that day."""
    return Ends(
        on=on,
        banner="A contribution was removed, and no other has taken its place.",
        certificate="The certificate is off until one has.",
    )


def not_in_order(on: date) -> Ends:
    """The end, on that day, of a released copy that hides what it needs."""
    return Ends(on=on, banner=NOT_IN_ORDER, certificate=_UNRELEASED)
