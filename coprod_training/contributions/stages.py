"""Which step may follow which for one contribution; a refusal says why, in words.

Each step takes a record and returns the next one, or raises Refused and changes nothing. No step
happens by itself: a day that passes never moves a record, and no reply is never a yes. Reasons are
in `stage_reasons.py`, side routes in `side_routes.py`. Source: contribution-process.md, sections 3,
3a, 5 and 8.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from coprod_training.contributions.consent import Consents
from coprod_training.contributions.months import months_after
from coprod_training.contributions.record import (
    Attribution,
    Contribution,
    Status,
    ThirdParties,
)
from coprod_training.contributions.refs import is_ref
from coprod_training.contributions.review import ModuleReview
from coprod_training.contributions.review_rules import why_not_passed
from coprod_training.contributions.stage_reasons import (
    Reply,
    backwards,
    no_yes,
    out_of_place,
    too_soon,
    unsafe,
    unsaid,
)
from coprod_training.errors import CoprodError

MONTHS_TO_ASK_AGAIN = 24
"""The latest day to ask again, after the agreement. Section 5, `review_by`."""

MAY_WRITE: frozenset[Status] = frozenset({"terms agreed", "drafted", "edit shown"})
"""Where a contributor works on their words: after the terms, before their approval. Section 3."""

_ASK_AGAIN = (
    "The day to ask again has to come after their yes, and at most"
    f" {MONTHS_TO_ASK_AGAIN} months later."
)

OTHER_REVIEW = "The review is of a different module, or of a different edition of this one."


class Refused(CoprodError):
    """Raised when the process does not allow a step. reasons: each of them, in words."""

    def __init__(self, reasons: Iterable[str], fix: str = "") -> None:
        """Say every reason, not only the first."""
        self.reasons = tuple(reasons)
        super().__init__("\n  ".join(self.reasons), fix=fix)


def invite(c: Contribution, person: str, asked_by: str, on: date) -> Contribution:
    """Open → invited. person, asked_by: references of who is asked and of who asks."""
    reasons = []
    if not (is_ref(person) and is_ref(asked_by)):
        reasons.append("People are kept here by a meaningless reference, never by a name.")
    if person == asked_by:
        reasons.append(
            "The person who asks cannot be the person who is asked: give their reference."
        )
    if not c.may_be_asked_again:
        reasons.append("This person asked not to be asked again.")
    return _move(c, "invited", on, reasons, person=person, asked_by=(*c.asked_by, asked_by))


def agree(
    c: Contribution,
    reply: Reply,
    on: date,
    *,
    wording: str,
    consents: Consents,
    attribution: Attribution,
    review_by: date,
) -> Contribution:
    """Invited → terms agreed: the contributor's own answer to terms they have read.

    wording: the version of the terms in use. review_by: the day to ask again. The wait of 7 days
    is shorter only where `edits.faster` says that the contributor asked for it.
    """
    if reply != "yes":  # what else is missing does not matter now
        raise Refused(no_yes(reply))
    reasons = too_soon(c, "invited", "agreement", on)
    if reason := consents.use.why_not(on, wording):
        reasons.append(f"Use of the contribution: {reason}.")
    if not consents.use_for.strip():
        reasons.append("What the contribution will be used for is not written down.")
    if attribution.problem:
        reasons.append(attribution.problem)
    if attribution.risk_talk is None or attribution.risk_talk > on:
        reasons.append(
            "The talk about being recognised, now and later, has not taken place. Have it, then"
            " give its day: --talk DAY, or risk_talk in the form."
        )
    if c.age == "not asked":
        reasons.append(
            "Nobody has asked whether the person is 18 or over. Ask, then write it down: age, in a"
            " note."
        )
    if not on < review_by <= months_after(on, MONTHS_TO_ASK_AGAIN):
        reasons.append(_ASK_AGAIN)
    if c.route_sent is None or c.route_sent > on:
        reasons.append(
            "The person has not been sent the way to withdraw. Make the link with coprod"
            f" contribution link {c.ref}, send it, then write it down: route_sent, in a note."
        )
    reasons += unsaid(c, on, only=("that copies people already have cannot be called back",))
    return _move(
        c,
        "terms agreed",
        on,
        reasons,
        consents=consents,
        attribution=attribution,
        review_by=review_by,
    )


def draft(c: Contribution, on: date) -> Contribution:
    """Terms agreed → drafted; also a new draft of one that was drafted already.

    Not before everything of section 3a was said in writing, payment was offered in writing, and
    somebody is named who supports the person.
    """
    reasons = unsaid(c, on)
    if not c.payment.offered or (c.payment.offered_on or on) > on:
        reasons.append(
            "Payment, and what it is for, has not been offered in writing before work. Offer it,"
            " then write it down: payment, in a note, with what it is for and the day."
        )
    if not c.support.contact.strip():
        reasons.append(
            "Nobody is named who supports the person before, during and after. Agree who, then"
            " write it down: support, in a note."
        )
    return _move(c, "drafted", on, reasons)


def show_edit(c: Contribution, content_hash: str, on: date) -> Contribution:
    """To edit shown: the contributor has been shown exactly this content.

    content_hash: keyed hash of what was shown. An approval given before no longer counts.
    """
    edits = replace(
        c.edits,
        shown_at=on,
        shown_hash=content_hash,
        approved_at=None,
        approved_hash=None,
        faster={wait: day for wait, day in c.edits.faster.items() if wait == "agreement"},
    )
    return _move(c, "edit shown", on, unsafe(c), edits=edits)


def approve(
    c: Contribution, reply: Reply, content_hash: str, on: date, *, third_parties: ThirdParties
) -> Contribution:
    """Edit shown → approved by contributor: their own yes to exactly what they were shown."""
    reasons = [*no_yes(reply), *too_soon(c, "edit shown", "approval", on)]
    if content_hash != c.edits.shown_hash:
        reasons.append("The content is not what the contributor was shown last. Show it first.")
    if third_parties == "not checked":
        reasons.append("Nobody has checked whether the content speaks of other people.")
    if c.off_limits.strip() and c.off_limits_followed_on is None:
        reasons.append(
            "The author has not confirmed that what is off limits was left out. Ask them, then"
            " write it down: off_limits_followed_on, in a note."
        )
    edits = replace(c.edits, approved_at=on, approved_hash=content_hash)
    return _move(
        c, "approved by contributor", on, reasons, edits=edits, third_parties=third_parties
    )


def edited(c: Contribution, content_hash: str, on: date) -> Contribution:
    """The content as it is now: the same record while it is what was approved.

    One that differs from the approved goes back to edit shown, and waits for a new yes.
    """
    if c.edits.approved_hash is None or c.edits.approved_hash == content_hash:
        return c
    return show_edit(c, content_hash, on)


def send_to_review(c: Contribution, version: str, on: date) -> Contribution:
    """Approved by contributor → module review, of the edition `version`; or on to the next one's.

    From review due it takes `renew`.
    """
    if c.status == "review due":
        raise Refused(["The contributor has to be asked again first."])
    return _move(c, "module review", on, [], module_version=version)


def pass_review(c: Contribution, review: ModuleReview, on: date) -> Contribution:
    """Module review → passed, once the review of its module has passed."""
    reasons = list(why_not_passed(review, on))
    if (review.module, review.module_version) != (c.module, c.module_version):
        reasons.append(f"{OTHER_REVIEW} Send it to the review of this edition first.")
    return _move(c, "passed", on, reasons)


def release(c: Contribution, blocked_by: Iterable[str], on: date) -> Contribution:
    """Passed → released. blocked_by: what the release gate says; with anything there, refused."""
    return _move(c, "released", on, list(blocked_by))


def fall_due(c: Contribution, on: date) -> Contribution:
    """Released or passed → review due: its day has come, or its module's review no longer holds."""
    return _move(c, "review due", on, [])


def renew(
    c: Contribution,
    reply: Reply,
    on: date,
    *,
    wording: str,
    consents: Consents,
    review_by: date,
    version: str,
) -> Contribution:
    """Review due → module review, of the edition `version`: asked again, they said yes again."""
    reasons = no_yes(reply)
    if c.status != "review due":
        reasons.append(f"Nothing is to be renewed while it is at {c.status!r}.")
    if reason := consents.use.why_not(on, wording):
        reasons.append(f"Use of the contribution: {reason}.")
    if not on < review_by <= months_after(on, MONTHS_TO_ASK_AGAIN):
        reasons.append(_ASK_AGAIN)
    changes = {"consents": consents, "review_by": review_by, "module_version": version}
    return _move(c, "module review", on, reasons, **changes)


def ask_faster(
    c: Contribution, wait: Literal["agreement", "approval"], asked_on: date
) -> Contribution:
    """The contributor asked not to wait the 7 days. It is their choice alone, and on record."""
    if c.status != ("invited" if wait == "agreement" else "edit shown"):
        raise Refused([f"There is no {wait} to wait for while it is at {c.status!r}."])
    faster = {**c.edits.faster, wait: asked_on}
    return replace(c, edits=replace(c.edits, faster=faster))


def _move(
    c: Contribution, to: Status, on: date, reasons: Iterable[str], **changes: object
) -> Contribution:
    wrong = [*out_of_place(c, to), *unsafe(c), *backwards(c, on), *reasons]
    if wrong:
        raise Refused(dict.fromkeys(wrong))
    return c.moved(to, on, **changes)
