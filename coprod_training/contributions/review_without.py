"""A module's review after somebody's data was deleted: they are nobody in it, and it counts anew.

Source: contribution-process.md, section 8, "Delete my data".
"""

from dataclasses import replace
from datetime import date

from coprod_training.contributions.review import ModuleReview, Reviewer

GONE = "(deleted at their request)"


def without(review: ModuleReview, person: str, on: date) -> ModuleReview:
    """The review without anything that this person said. What was answered stays counted."""
    return replace(
        review,
        contributors=review.contributors - {person},
        reviewers=tuple(
            _nobody(one, on) if one.person == person else one for one in review.reviewers
        ),
        points=tuple(
            replace(one, words=GONE, may_be_shown=False) if one.person == person else one
            for one in review.points
        ),
        reflections=tuple(one for one in review.reflections if one.person != person),
        dissents=tuple(
            replace(one, because=GONE, shown=False) if one.person == person else one
            for one in review.dissents
        ),
    )


def _nobody(one: Reviewer, on: date) -> Reviewer:
    gone = one.name_withdrawn_on or on
    return replace(one, rescoping={}, settings=(), racialised=False, name_withdrawn_on=gone)
