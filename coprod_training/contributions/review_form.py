"""What a form says of a module's review, laid over what is on record. Nothing is ever taken out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from coprod_training.contributions.forms import laid_over
from coprod_training.contributions.reflections import without_old_yes
from coprod_training.contributions.review import ModuleReview
from coprod_training.contributions.review_holds import (
    is_what_was_reviewed,
    standing,
    unanswered_changes,
)
from coprod_training.contributions.review_rules import own_review
from coprod_training.contributions.sections import SECTIONS, structured, to_plain
from coprod_training.contributions.stages import Refused
from coprod_training.errors import CoprodError

_KNOWN_BY = {
    "reviewers": "person",
    "points": "ref",
    "dissents": "ref",
    "settlements": "against",
    "changes": "ref",
    "reflections": "ref",
}
_FIXED = frozenset({"module", "module_version", "reviewed_digest"})


def reviewed(
    review: ModuleReview | None, given: Mapping[str, Any], module: str, version: str, digest: str
) -> ModuleReview:
    """The review with what the form says. review: None for the first form of this version.

    digest: of the module as it is today. It goes with a decision that is new, and with each change
    that is new, so that the gate knows the words that they are about.

    Raises Refused where the author would review or sign their own module, and CoprodError for what
    does not fit.
    """
    fields = [name for name in SECTIONS["review"]["review"].fields if name not in _FIXED]
    wrong = sorted(set(map(str, given)) - set(fields))
    if wrong:
        raise CoprodError(
            f"A review has no place for this: {', '.join(wrong)}.",
            fix="Its lines: coprod contribution form review",
        )
    if review is None and "author" not in given:
        raise CoprodError("The author of the module is missing.", fix="Give their reference.")
    every = {name: getattr(review, name) for name in (*fields, *_FIXED)} if review else {}
    before = to_plain("review", "review", every) if review else {}
    merged = {
        name: _merged(before.get(name), value, name)
        if name in _KNOWN_BY
        else laid_over(None, value)
        for name, value in given.items()
    }
    found = structured("review", merged)
    made = (
        replace(review, **found)
        if review
        else ModuleReview(module=module, module_version=version, **found)
    )
    if meet := own_review(made):
        raise Refused(meet, fix="Somebody else reviews and signs this module.")
    return _of_these_words(review, without_old_yes(review, made, given), digest)


def _of_these_words(before: ModuleReview | None, made: ModuleReview, digest: str) -> ModuleReview:
    known = {one.ref: one.digest for one in before.changes} if before else {}
    changes = tuple(replace(one, digest=known.get(one.ref, digest)) for one in made.changes)
    signed = made.signed_on if before is None or made.signed_on != before.signed_on else None
    return replace(
        made, changes=changes, reviewed_digest=digest if signed else made.reviewed_digest
    )


def carried_over(review: ModuleReview, version: str, digest: str, on: date) -> ModuleReview:
    """The review of an earlier edition as that of this one: nothing that it is about has changed.

    A review that waits for its lead comes along as far as it got. digest: of the module as it is.
    Raises Refused where the review has ended, or a change is not on record or not settled.
    Source: the corrections, "Lighter work, same consent".
    """
    if review.signed_on is not None:
        now, reasons = standing(review, on), list(unanswered_changes(review))
        if not now.holds:
            reasons.append(now.words)
        if not is_what_was_reviewed(review, digest):
            reasons.append("The module changed after its review, and no change is on record.")
        if reasons:
            raise Refused(
                reasons, fix="Go back to the earlier words, or review this edition again."
            )
    return replace(review, module_version=version)


def _merged(before: Any, given: Any, field: str) -> Any:
    """Records of a list by their key: those that are known are changed, new ones come last."""
    key = _KNOWN_BY[field]
    if not isinstance(given, list) or not all(isinstance(one, Mapping) for one in given):
        return given  # what it should be is said when it is read
    known = {str(one.get(key)): one for one in before or ()}
    for one in given:
        if not (name := str(one.get(key) or "")):
            raise CoprodError(
                f"Each entry under {field} needs a {key}, and one has none.",
                fix=f"Give each of them a {key} of its own.",
            )
        known[name] = laid_over(known.get(name), one)
    return list(known.values())
