"""How long a review holds, and what a change to a reviewed module needs.

Source: contribution-process.md, corrections, "Lighter work, same consent": 24 months, a light
check at 12 and a warning 90 days before. They win over section 6 (12 months, any change ends it).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from coprod_training.contributions.months import WARNING_DAYS, months_after
from coprod_training.contributions.review import Change, ModuleReview, Reviewer

MONTHS_IT_HOLDS = 24
MONTHS_TO_LIGHT_CHECK = 12

State = Literal["none", "holds", "light check due", "ends soon", "ended"]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a review stands on a day. expires: the first day on which it no longer holds."""

    state: State
    expires: date | None
    words: str

    @property
    def holds(self) -> bool:
        """Whether the review is in force. A light check that is due does not end it."""
        return self.state not in ("none", "ended")


def expires(review: ModuleReview) -> date | None:
    """The first day on which the review no longer holds; None before it was signed.

    That is 24 months on, or the day of a change of meaning that came after it.
    """
    if review.signed_on is None:
        return None
    changed = [one.on for one in _since(review) if reach(one) == "meaning"]
    return min([months_after(review.signed_on, MONTHS_IT_HOLDS), *changed])


def standing(review: ModuleReview, on: date) -> Standing:
    """How the review stands on that day, in words for its module's page and the gate."""
    ends = expires(review)
    if review.signed_on is None or ends is None or review.signed_on > on:
        return Standing(state="none", expires=None, words="No review has been signed yet.")
    if on >= ends:
        words = f"The review ended on {ends}. The certificate is off until it is done again."
        return Standing(state="ended", expires=ends, words=words)
    if on >= ends - timedelta(days=WARNING_DAYS):
        days = (ends - on).days
        words = f"The review ends in {days} {'day' if days == 1 else 'days'}, on {ends}."
        return Standing(state="ends soon", expires=ends, words=words)
    check = months_after(review.signed_on, MONTHS_TO_LIGHT_CHECK)
    looked = review.light_check_on
    if on >= check and not (looked and review.signed_on < looked <= on):
        words = f"The light check after {MONTHS_TO_LIGHT_CHECK} months has been due since {check}."
        return Standing(state="light check due", expires=ends, words=words)
    return Standing(state="holds", expires=ends, words=f"The review holds until {ends}.")


def reach(change: Change) -> str:
    """How far a change goes: "typo", "wording" or "meaning".

    Which answer is right, and what a rubric asks for, is meaning however little was typed.
    """
    return "meaning" if change.what in ("answer key", "rubric") else change.kind


def unanswered_changes(review: ModuleReview) -> tuple[str, ...]:
    """What changes since the review still need, in words; empty when they have it.

    A contributor's own content is not settled here alone: it also goes back to its contributor
    (`stages.edited`).
    """
    return tuple(
        f"A change to the {one.what}: {_needs(review, one)}" for one in open_changes(review)
    )


def open_changes(review: ModuleReview) -> tuple[Change, ...]:
    """The changes since the review that still need something."""
    return tuple(one for one in _since(review) if _needs(review, one))


def is_what_was_reviewed(review: ModuleReview, digest: str) -> bool:
    """Whether these are the words that were signed, or those of a change that is on record.

    digest: of the module as it is. What such a change still needs is `unanswered_changes`.
    """
    return digest in {review.reviewed_digest, *(one.digest for one in _since(review))}


def _needs(review: ModuleReview, change: Change) -> str:
    kind = reach(change)
    if kind == "meaning":
        return "its meaning changed, so the whole review is done again."
    if kind == "typo":
        return "" if _after(change.ticked_by_lead_on, change) else "the lead has not ticked it."
    seen = review.reviewer(change.seen_by) if change.seen_by else None
    if _may_judge(review, seen) and _after(change.seen_on, change):
        return ""
    return "no reviewer with lived experience has seen the difference."


def _may_judge(review: ModuleReview, one: Reviewer | None) -> bool:
    return one is not None and one.counts and one.person != review.author


def _after(day: date | None, change: Change) -> bool:
    return day is not None and day >= change.on


def _since(review: ModuleReview) -> tuple[Change, ...]:
    """Changes made after the lead signed; before that the review has seen them.

    On the day itself the words tell: those of a change that are not the signed ones came later.
    """
    signed, seen = review.signed_on, ("", review.reviewed_digest)
    return tuple(
        one
        for one in review.changes
        if signed is not None and (one.on > signed or (one.on == signed and one.digest not in seen))
    )
