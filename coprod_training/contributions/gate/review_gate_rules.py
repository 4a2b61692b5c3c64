"""G12 to G17: people with lived experience have reviewed the module, and the review holds."""

from coprod_training.contributions.gate.case import LEFT, Case, Reasons, about
from coprod_training.contributions.people import (
    Ties,
    came_after_asking,
    held_on,
    roles_that_meet,
    too_close,
)
from coprod_training.contributions.review_holds import (
    is_what_was_reviewed,
    standing,
    unanswered_changes,
)
from coprod_training.contributions.review_rules import (
    ONLY_VOICE,
    changes_not_made,
    checklist_gaps,
    nobody_at_scope,
    not_signed,
    nothing_offered_first,
    objections_without_reply,
    open_refusals,
    own_review,
    points_without_reply,
    too_few_passes,
    unpaid_reviewers,
)
from coprod_training.contributions.stages import OTHER_REVIEW

CHANGED_SINCE = (
    "The module changed after its review, and no change is on record. Say what changed, under"
    " changes: coprod review."
)
NOT_ASKED = "Nobody with lived experience has answered what the module should be for."
TIES_NOT_ASKED = (
    "nobody has asked its contributor whether somebody here is their line manager or part of their"
    " care. Ask, then write down the day, also when there is nobody: ties_asked_on, in person.yaml."
)
CAME_AFTER = (
    "a keeper or a contact began after the day on which its contributor was asked about ties. Ask"
    " again, then write down the new day: ties_asked_on, in person.yaml."
)
NO_REVIEW = "Nobody with lived experience has reviewed the module yet."


def reviewers_pass_it(case: Case) -> Reasons:
    """G12. Two reviewers pass it and nobody's refusal stands; the lead has signed."""
    review = case.review
    if review is None:
        return (NO_REVIEW,)
    found = [
        reason
        for rule in (
            too_few_passes,
            checklist_gaps,
            changes_not_made,
            objections_without_reply,
        )
        for reason in rule(review)
    ]
    found += (*open_refusals(review, case.day), *not_signed(review, case.day))
    if (review.module, review.module_version) != (case.module, case.version):
        found.append(f"{OTHER_REVIEW} Where its words are the same: coprod review --carry-over.")
    return tuple(found)


def somebody_joined_at_scope(case: Case) -> Reasons:
    """G13. At least one reviewer helped to choose what the module is for."""
    return (NOT_ASKED,) if case.review is None else nobody_at_scope(case.review)


def roles_stay_apart(case: Case) -> Reasons:
    """G14. The author is no reviewer; no keeper is in a contributor's line or care.

    That nobody is counts once the contributor was asked, and for those who were there then: an
    empty record is not a no. Each keeper counts for the days on which they were one.
    """
    if case.roles is None:
        return ("It is not on record who holds which role for the module.",)
    found = [*roles_that_meet(case.roles, case.day)]
    if not held_on(case.roles.keepers, case.day, case.day):
        found.append("The module has no contribution keeper.")
    if case.review is not None:
        found += own_review(case.review)
        # For a form it may still be too early to say so: others are entered after the lead.
        counting = {one.person for one in case.review.reviewers if one.counts}
        if counting and counting <= {case.review.lead}:
            found.append(ONLY_VOICE)
    for one in case.worked_on:
        ties = case.ties.get(one.ref, Ties())
        found += [about(one, reason) for reason in too_close(one, case.roles, ties, case.day)]
        if one.status in LEFT:
            continue
        if ties.asked_on is None or ties.asked_on > case.day:
            found.append(about(one, TIES_NOT_ASKED))
        elif came_after_asking(one, case.roles, ties, case.day):
            found.append(about(one, CAME_AFTER))
    return tuple(dict.fromkeys(found))


def points_have_replies(case: Case) -> Reasons:
    """G15. Every point of a review ends as changed, or as not changed and why."""
    return () if case.review is None else points_without_reply(case.review)


def reviewers_are_paid(case: Case) -> Reasons:
    """G16. No reviewer is unpaid, unless they declined it; pay was offered in writing before."""
    if case.review is None:
        return ()
    return (*unpaid_reviewers(case.review), *nothing_offered_first(case.review))


def nothing_has_ended(case: Case) -> Reasons:
    """G17. The day to ask a contributor again, and the end of the review, are still to come.

    Whether there is a review at all is for G12 to say.
    """
    found = []
    for one in case.shown:
        if one.review_by is None:
            found.append(about(one, "there is no day on which its contributor is asked again."))
        elif one.review_by <= case.day:
            found.append(about(one, f"its contributor was to be asked again by {one.review_by}."))
    if case.review is not None and case.review.signed_on is not None:
        now = standing(case.review, case.day)
        if now.state == "ended":
            found.append(now.words)
        found += unanswered_changes(case.review)
        if not is_what_was_reviewed(case.review, case.course.digest):
            found.append(CHANGED_SINCE)
    return tuple(found)
