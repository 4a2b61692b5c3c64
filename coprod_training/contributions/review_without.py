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


def may_be_in_copies(review: ModuleReview, person: str) -> bool:
    """Whether a copy may show words of theirs: a point, an objection or a reflection."""
    said = [one.person for one in review.points if one.may_be_shown]
    said += [one.person for one in review.dissents if one.shown]
    said += [one.person for one in review.reflections if one.lead_yes_on and one.person_yes_on]
    return person in said


def _nobody(one: Reviewer, on: date) -> Reviewer:
    gone = one.name_withdrawn_on or on
    return replace(one, rescoping={}, settings=(), racialised=False, name_withdrawn_on=gone)
