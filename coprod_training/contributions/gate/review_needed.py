"""What the review of a module still takes, by its record: readers, questions, ticks and replies.

A review that has ended, or is of another edition, is done anew. Nobody counts as a reader before
their pass is on record.
"""

from dataclasses import dataclass
from datetime import date

from coprod_training.contributions.gate.case import Case
from coprod_training.contributions.review import ModuleReview
from coprod_training.contributions.review_holds import (
    is_what_was_reviewed,
    open_changes,
    reach,
    standing,
)
from coprod_training.contributions.review_rules import (
    FEWEST_REVIEWERS,
    checklist_gaps,
    facts_not_checked,
    nobody_at_scope,
    not_decided,
    open_refusals,
    too_few_passes,
    waiting_points,
)


@dataclass(frozen=True, kw_only=True)
class ReviewLeft:
    """Of one module. readers: who still go through all of it. known: on record, and free to do so.

    rescoping: who answer what it is for first. differences: single changes, and a light check.
    decision: whether the lead has to sign. ticks: of the lead. points: without the author's reply.
    claims: whether nobody has checked the module against its facts.
    """

    readers: int = 0
    known: int = 0
    rescoping: int = 0
    differences: int = 0
    decision: bool = False
    ticks: int = 0
    points: int = 0
    claims: bool = False


def review_left(case: Case) -> ReviewLeft:
    """What is left of it on the day of the case."""
    review = case.review
    if review is None or (review.module, review.module_version) != (case.module, case.version):
        every = FEWEST_REVIEWERS
        return ReviewLeft(readers=every, rescoping=every, decision=True, claims=True)
    no_scope = bool(nobody_at_scope(review))
    points = len(waiting_points(review))
    now = standing(review, case.day)
    if now.state == "ended":
        known = sum(one.counts for one in review.reviewers)
        return ReviewLeft(
            readers=FEWEST_REVIEWERS,
            known=known,
            rescoping=int(no_scope),
            decision=True,
            points=points,
            claims=True,
        )
    readers = _readers(review, case.day)
    changed = open_changes(review)
    typos = sum(reach(one) == "typo" for one in changed)
    unknown = review.signed_on is not None and not is_what_was_reviewed(review, case.course.digest)
    objections = sum(not one.answered for one in review.dissents)
    return ReviewLeft(
        readers=readers,
        known=sum(one.counts and one.outcome is None for one in review.reviewers),
        rescoping=int(no_scope),
        differences=len(changed) - typos + unknown + (now.state == "light check due"),
        decision=bool(not_decided(review, case.day)) or readers > 0,
        ticks=typos + objections,
        points=points + objections,
        claims=bool(facts_not_checked(review, case.day)),
    )


def _readers(review: ModuleReview, day: date) -> int:
    """How many more have to pass it. Where only a rule beside the number blocks, one more reads."""
    passing = {one.person for one in review.reviewers if one.passes}
    rules = (too_few_passes, checklist_gaps, nobody_at_scope)
    blocked = any(rule(review) for rule in rules) or bool(open_refusals(review, day))
    return max(FEWEST_REVIEWERS - len(passing), int(blocked))
