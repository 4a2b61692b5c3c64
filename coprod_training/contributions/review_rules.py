"""What stands in the way of a module's review: each rule returns its reasons, in words.

A reason names no person. Source: contribution-process.md, section 6, rules G12 to G16, and the
corrections ("rescope counts as scope"; what follows a stalemate).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from coprod_training.contributions.months import still_open
from coprod_training.contributions.pack_opening import says_can_stay
from coprod_training.contributions.record import ENDED
from coprod_training.contributions.review import (
    CHECKLIST,
    Dissent,
    ModuleReview,
    Point,
    Reviewer,
    Settlement,
)

FEWEST_REVIEWERS = 2
"""Lived-experience reviewers who pass a module. Source: section 6, `reviewers`."""

ONLY_VOICE = "The lived-experience lead is its only lived-experience voice."

Reasons = tuple[str, ...]


def too_few_passes(review: ModuleReview) -> Reasons:
    """Two reviewers pass it, one of them from outside the author's organisation."""
    passing = [one for one in review.reviewers if one.passes]
    found = []
    if len({one.person for one in passing}) < FEWEST_REVIEWERS:
        found.append(
            f"{len(passing)} of at least {FEWEST_REVIEWERS} reviewers with lived experience"
            " have passed the module."
        )
    if not any(one.outside for one in passing):
        found.append("No reviewer who passed it is from outside the author's organisation.")
    if passing and all(one.person in review.contributors for one in passing):
        found.append("Everybody who passed it would be reviewing a contribution of their own.")
    return tuple(found)


def checklist_gaps(review: ModuleReview) -> Reasons:
    """Between them, those who passed it looked at everything on the checklist.

    No reviewer has to look at all of it: they comment on as much or as little as they like.
    """
    looked_at = {check for one in review.reviewers if one.passes for check in one.checked}
    left = [check for check in CHECKLIST if check not in looked_at]
    return (f"Nobody who passed it has looked at: {', '.join(left)}.",) if left else ()


def changes_not_made(review: ModuleReview) -> Reasons:
    """A pass with changes counts once each change it asked for has been answered to its end."""
    asked = {
        one.person for one in review.reviewers if one.counts and one.outcome == "pass_with_changes"
    }
    left = [one for one in waiting_points(review) if one.must_change or one.person in asked]
    return _count(
        len(left),
        "change that a reviewer asked for is still open",
        "changes that reviewers asked for are still open",
    )


def open_refusals(review: ModuleReview, on: date) -> Reasons:
    """No `not_pass` stands, but one that a third reviewer and the lead have decided on by then."""
    refused = [
        one
        for one in review.reviewers
        if one.counts and one.outcome == "not_pass" and not _decided(review, one, on)
    ]
    return _count(
        len(refused), "reviewer does not pass the module", "reviewers do not pass the module"
    )


def objections_without_reply(review: ModuleReview) -> Reasons:
    """The lead and the author have each replied to every serious objection, in writing."""
    left = [one for one in review.dissents if not one.answered]
    return _count(
        len(left),
        "objection waits for a written reply of the lead or the author",
        "objections wait for a written reply of the lead or the author",
    )


def nobody_at_scope(review: ModuleReview) -> Reasons:
    """At least one reviewer helped to choose what the module is about."""
    if any(one.counts and one.at_scope for one in review.reviewers):
        return ()
    return ("No reviewer joined at scope, or answered the rescoping questions before the draft.",)


def points_raised(review: ModuleReview) -> tuple[Point, ...]:
    """The points that reviewers raised: those that are at their end, and those that wait.

    That a change can stay is none, but an earlier version put it on record as one. It counts where
    its author answered it to its end, and never waits.
    """
    return tuple(
        one
        for one in review.points
        if _is_at_its_end(one) or not says_can_stay(one.passage, one.words)
    )


def waiting_points(review: ModuleReview) -> tuple[Point, ...]:
    """The points that are not at their end."""
    return tuple(one for one in points_raised(review) if not _is_at_its_end(one))


def points_without_reply(review: ModuleReview) -> Reasons:
    """Every point is at its end: changed, or not changed and why. A talk about it comes before.

    Source: A4, "100 % of review points end as changed / not changed + reason".
    """
    return _count(
        len(waiting_points(review)),
        "point of a review has no reply, or is still to be talked about",
        "points of reviews have no reply, or are still to be talked about",
    )


def unpaid_reviewers(review: ModuleReview) -> Reasons:
    """Every reviewer is paid, or declined it, whatever their outcome."""
    left = [one for one in review.reviewers if one.payment == "not_yet"]
    return _count(
        len(left),
        "reviewer has not been paid, and has not declined it",
        "reviewers have not been paid, and have not declined it",
    )


def nothing_offered_first(review: ModuleReview) -> Reasons:
    """Pay, benefits advice and support were offered to every reviewer in writing, beforehand.

    Source: the facts on paying people with lived experience, F137 to F148; section 5.
    """
    left = [one for one in review.reviewers if not one.offered_first]
    rest = (
        "no day on record, before they decided, on which pay, independent benefits advice and a"
        " named contact for support were offered in writing"
    )
    return _count(len(left), f"reviewer has {rest}", f"reviewers have {rest}")


def own_review(review: ModuleReview) -> Reasons:
    """The author neither reviews the module nor signs it; the lead is not its only voice."""
    found = []
    if any(one.person == review.author for one in review.reviewers):
        found.append("The author of the module is also one of its reviewers.")
    if review.lead is not None and review.lead == review.author:
        found.append("The author of the module would sign it as its lead.")
    passing = {one.person for one in review.reviewers if one.passes}
    if passing and passing <= {review.lead}:
        found.append(ONLY_VOICE)
    return tuple(found)


def facts_not_checked(review: ModuleReview, on: date) -> Reasons:
    """The facts of the module are checked against their sources."""
    if still_open(review.facts_checked_on, on):
        return ("The facts of the module have not been checked against their sources.",)
    return ()


def not_decided(review: ModuleReview, on: date) -> Reasons:
    """The lead has signed once everybody else had decided."""
    if review.lead is None or review.signed_on is None or still_open(review.signed_on, on):
        return ("The lived-experience lead has not signed the decision on the module.",)
    if any(
        one.counts and (one.outcome is None or still_open(one.outcome_on, review.signed_on))
        for one in review.reviewers
    ):
        return ("The lead signed before every reviewer had decided.",)
    return ()


def not_signed(review: ModuleReview, on: date) -> Reasons:
    """The facts are checked, and the lead has signed once everybody else had decided."""
    return (*facts_not_checked(review, on), *not_decided(review, on))


RULES: tuple[Callable[[ModuleReview], Reasons], ...] = (
    too_few_passes,
    checklist_gaps,
    changes_not_made,
    objections_without_reply,
    nobody_at_scope,
    points_without_reply,
    unpaid_reviewers,
    nothing_offered_first,
    own_review,
)


def why_not_passed(review: ModuleReview, on: date) -> Reasons:
    """Every reason why the module's review has not passed on that day; empty when it has."""
    of_any_day = (reason for rule in RULES for reason in rule(review))
    return (*of_any_day, *open_refusals(review, on), *not_signed(review, on))


def review_of(reviews: Sequence[ModuleReview], module: str, version: str) -> ModuleReview | None:
    """The review of this version of a module; else its newest; else None. reviews: oldest first."""
    mine = [one for one in reviews if one.module == module]
    same = [one for one in mine if one.module_version == version]
    return next(reversed(same or mine), None)


def with_contributors(
    review: ModuleReview, contributions: Iterable[Mapping[str, Any]]
) -> ModuleReview:
    """The review, which knows whoever has a contribution in the module now; nobody is left out.

    contributions: of the whole course, the fields of each by name. Nobody has to type who they are.
    """
    here = frozenset(
        one["person"]
        for one in contributions
        if one["module"] == review.module and one["person"] and one["status"] not in ENDED
    )
    return replace(review, contributors=review.contributors | here)


def course_without(
    reviews: Iterable[ModuleReview], settings: Sequence[str]
) -> tuple[tuple[str, ...], bool]:
    """Whom the reviewers of the whole course do not speak for yet.

    settings: ids of the course's settings. Returns those without a reviewer who passed a module,
    and whether racialised communities are still missing. For the course as a whole only.
    """
    passing = [one for review in reviews for one in review.reviewers if one.passes]
    spoken = {setting for one in passing for setting in one.settings}
    missing = tuple(setting for setting in settings if setting not in spoken)
    return missing, not any(one.racialised for one in passing)


def _is_at_its_end(one: Point) -> bool:
    return one.reply is not None and one.reply.closes


def _decided(review: ModuleReview, refusing: Reviewer, on: date) -> bool:
    """A third reviewer who passes it and the lead agree, and the dissent stands on record."""
    kept = [one for one in review.dissents if one.person == refusing.person]
    return any(
        one.against == refusing.person and one.lead_agreed_on <= on and _settles(review, one, kept)
        for one in review.settlements
    )


def _settles(review: ModuleReview, one: Settlement, kept: Sequence[Dissent]) -> bool:
    third = review.reviewer(one.third)
    is_third = (
        third is not None
        and third.passes
        and third.person not in (one.against, review.lead, review.author)
        and len({r.person for r in review.reviewers if r.counts}) > FEWEST_REVIEWERS
    )
    return is_third and any(dissent.answered for dissent in kept)


def _count(number: int, one: str, many: str) -> Reasons:
    """No reason for none, else how many there are."""
    return (f"{number} {one if number == 1 else many}.",) if number else ()
