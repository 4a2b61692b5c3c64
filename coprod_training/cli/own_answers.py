"""What a contributor answered: to their terms, later to one question, and when asked again."""

from dataclasses import replace
from datetime import UTC, datetime

from coprod_training.cli.contribution_entry import module_of
from coprod_training.cli.credit_kept import credit_entered, keep_credit
from coprod_training.cli.keepers_desk import Desk
from coprod_training.content.course import load_course
from coprod_training.contributions import stages
from coprod_training.contributions.forms import AgreeForm, AnswersForm, answered
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.record import ENDED, Contribution
from coprod_training.contributions.stages import Refused
from coprod_training.contributions.terms import TERMS_VERSION
from coprod_training.contributions.terms_page import terms_back
from coprod_training.errors import CoprodError


def agree(desk: Desk, c: Contribution) -> Contribution:
    """Their own answers to the terms. Raises Refused with every reason why not."""
    reply, form = desk.asked.reply, None
    if desk.asked.form.suffix == ".html":
        page = read_page(desk.outside(desk.asked.form).read_bytes())
        title = module_of(desk, c).title
        talk, group = desk.asked.talk, desk.asked.group
        back = terms_back(page, c.ref, title, kind=c.kind, talk=talk, group_size=group)
        reply, form = back.reply, back.form
        limits, wish = back.off_limits or c.off_limits, back.if_unreachable or c.if_unreachable
        followed = c.off_limits_followed_on if limits == c.off_limits else None
        c = replace(c, off_limits=limits, off_limits_followed_on=followed, if_unreachable=wish)
    elif reply is None:
        raise CoprodError(
            "What they answered is missing.", fix="Give it with --reply: yes, no, talk or none."
        )
    form = form or desk.form(AgreeForm)
    # Whoever answered early and sent it late has not had the time to think that they were promised.
    now = stages.agree(
        c,
        reply,
        min(desk.on, form.terms.answered_on),
        wording=TERMS_VERSION,
        consents=answered(c.consents, form.terms),
        attribution=form.credit,
        review_by=form.review_by,
    )
    keep_credit(desk, now)
    return now


def consent(desk: Desk, c: Contribution) -> Contribution:
    """Their new answers. Raises Refused before there are any, and for a day that is to come."""
    if c.status in ENDED or "terms agreed" not in c.reached:
        raise Refused([f"There is nothing to answer again while it is at {c.status!r}."])
    form = desk.form(AnswersForm)
    # The same day for all of them, so a no is not put off either: it counts on the day it is given.
    if form.answered_on > datetime.now(UTC).date():
        raise Refused(
            ["The day of these answers, answered_on, is in the future."],
            fix="Write the day on which the person gave them.",
        )
    return replace(c, consents=answered(c.consents, form))


def renew(desk: Desk, c: Contribution) -> Contribution:
    """Asked again, they answered. Raises Refused where that is no yes."""
    form = desk.form(AgreeForm)
    if form.credit.problem:
        raise Refused([form.credit.problem])
    now = stages.renew(
        c,
        desk.asked.reply,
        desk.on,
        wording=TERMS_VERSION,
        consents=answered(c.consents, form.terms),
        review_by=form.review_by,
        version=load_course(desk.root / "course").info.version,
    )
    now = credit_entered(c, replace(now, attribution=form.credit), desk.on)
    keep_credit(desk, now)
    return now
