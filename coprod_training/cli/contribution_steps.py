"""The steps of one contribution, as a keeper takes them: register, content store and forms."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from coprod_training.cli.after_step import after_step
from coprod_training.cli.contribution_content import drafted, shown
from coprod_training.cli.contribution_entry import (
    added,
    module_of,
    person_entered,
    terms_written,
    to_decide,
)
from coprod_training.cli.contribution_wishes import asked_for, part_done
from coprod_training.cli.deletion import confirmed, deleted
from coprod_training.cli.edit_shown import own_yes, refuse_page
from coprod_training.cli.keepers_desk import Desk
from coprod_training.cli.link import link_written
from coprod_training.cli.made_parts import with_parts
from coprod_training.cli.options import private_of
from coprod_training.cli.review_on_record import review_on_record
from coprod_training.cli.role_key import role_key
from coprod_training.content.course import load_course
from coprod_training.contributions import side_routes, stages
from coprod_training.contributions.content_store import ContentStore, Part
from coprod_training.contributions.forms import (
    AgreeForm,
    AnswersForm,
    answered,
    noted,
)
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.people import CARE, Ties
from coprod_training.contributions.person import Person
from coprod_training.contributions.record import ENDED, Contribution
from coprod_training.contributions.register import Held, Register
from coprod_training.contributions.requests import Request
from coprod_training.contributions.sections import section_of
from coprod_training.contributions.stages import Refused
from coprod_training.contributions.terms import TERMS_VERSION
from coprod_training.contributions.terms_page import terms_back
from coprod_training.contributions.where_it_is import where_it_is
from coprod_training.errors import CoprodError


def take(asked: argparse.Namespace) -> Iterator[str]:
    """Take the step that was asked for; yields what to tell. Raises Refused with every reason."""
    private, key = private_of(asked), role_key(asked.key)
    desk = Desk(
        asked=asked,
        key=key,
        register=Register(private, key),
        store=ContentStore(private),
        private=private,
        on=asked.on,
    )
    if asked.what == "person":
        yield from person_entered(desk)
        return
    if asked.what in ("delete", "confirmed"):
        yield from deleted(desk) if asked.what == "delete" else confirmed(desk)
        return
    if asked.what == "add":
        new = added(desk)
        yield from (*where_it_is(new), *to_decide(desk, new))
        return
    held = desk.register.read("contribution", asked.ref)
    in_part = bool(held.closed) and asked.what in _FOR_EVERY_ROLE
    c: Contribution = Contribution(ref=held.ref, **held.fields) if in_part else held.record
    if asked.what in _NO_STEPS:
        yield from _NO_STEPS[asked.what](desk, c)
        return
    now = _STEPS[asked.what](desk, c)
    _refuse_what_is_closed(held, c, now)
    if desk.to_keep and c.ref in desk.store.withdrawn():
        raise Refused(["This contribution was withdrawn, so nothing of it is kept."])
    desk.register.save(held, now)
    for keep in desk.to_keep:
        keep()
    yield from [f"Kept: {c.ref}, {c.slot}."] if in_part else where_it_is(now)
    yield from after_step(desk, c, now)


def _refuse_what_is_closed(held: Held, before: Contribution, now: Contribution) -> None:
    """Raise Refused where a step would change what this key does not open. Nothing is kept then."""
    changed = [name for name, value in vars(now).items() if value != getattr(before, name)]
    closed = {section_of("contribution", name) for name in changed} & held.closed
    if closed:
        raise Refused(
            [f"This key does not open: {', '.join(sorted(closed))}. So it cannot change it."],
            fix="Ask somebody whose role may read it.",
        )


def _invite(desk: Desk, c: Contribution) -> Contribution:
    person: Person = desk.register.read("person", c.person or "").record
    close = Ties(of=person.ties).between(desk.asked.by) & CARE
    if close:
        what = " and ".join(sorted(close))
        raise Refused([f"The contributor's {what} would ask for the contribution."])
    if not all(one.may_be_asked_again for one in _of(desk.register, person.ref)):
        raise Refused(["This person asked not to be asked again."])
    gone = desk.store.withdrawn()
    mine = (one for one in _of(desk.register, person.ref) if one.ref in gone)
    if unfinished := [one.ref for one in mine if one.status != "withdrawn"]:
        raise Refused(
            ["A contribution of this person was withdrawn by its link."],
            fix=f"Finish that first: coprod withdraw {unfinished[0]} --key with your key",
        )
    return stages.invite(c, person.ref, desk.asked.by, desk.on)


def _of(register: Register, person: str) -> Iterator[Contribution]:
    """Every contribution of one person, withdrawn ones as well."""
    for ref in register.refs("contribution"):
        one: Contribution = register.read("contribution", ref).record
        if one.person == person:
            yield one


def _agree(desk: Desk, c: Contribution) -> Contribution:
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
    _keep_credit(desk, now)
    return now


def _consent(desk: Desk, c: Contribution) -> Contribution:
    if c.status in ENDED or "terms agreed" not in c.reached:
        raise Refused([f"There is nothing to answer again while it is at {c.status!r}."])
    return replace(c, consents=answered(c.consents, desk.form(AnswersForm)))


def _note(desk: Desk, c: Contribution) -> Contribution:
    given = desk.note()
    now = noted(c, given)
    agreed = "terms agreed" in c.reached
    if agreed and now.attribution != c.attribution:
        if now.attribution is None or now.attribution.problem:
            raise Refused([(now.attribution and now.attribution.problem) or "A credit is needed."])
        wish = Request(wish="change the credit", asked_on=desk.on)
        now = replace(now, requests=(*now.requests, wish))
    # Also what has not changed: typing it again puts right what copies take.
    if agreed and "attribution" in given:
        _keep_credit(desk, now)
    if (note := now.impact_note) and "impact_note" in given and note.approved_on is not None:
        _keep(desk, c, note.text, "impact note")
    return now


def _keep_credit(desk: Desk, c: Contribution) -> None:
    """Copies take the credit from the content store, exactly as it was typed."""
    if c.attribution is not None:
        _keep(desk, c, c.attribution.display_text, "credit")
        _keep(desk, c, c.attribution.cited_as, "citation")


def _keep(desk: Desk, c: Contribution, text: str, part: Part) -> None:
    desk.to_keep.append(lambda: desk.store.keep(c.ref, text.encode(), part=part))


def _draft(desk: Desk, c: Contribution) -> Contribution:
    now = stages.draft(c, desk.on)
    desk.to_keep.append(drafted(desk, c).keep)
    return now


def _made(desk: Desk, c: Contribution) -> Contribution:
    if c.status in ENDED:
        raise Refused([f"Nothing can be written with them while it is at {c.status!r}."])
    return with_parts(desk.root, load_course(desk.root / "course"), c, desk.asked.part)


def _show(desk: Desk, c: Contribution) -> Contribution:
    if desk.asked.to is not None:
        refuse_page(desk, c)
    content = shown(desk, c)
    now = stages.edited(c, content.hash, desk.on)
    if c.edits.approved_hash is None:
        now = stages.show_edit(c, content.hash, desk.on)
    desk.to_keep.append(content.keep)
    return now


def _approve(desk: Desk, c: Contribution) -> Contribution:
    newest = desk.store.newest(c.ref)
    found = newest.hash if newest else ""
    reply, on = desk.asked.reply, desk.on
    if desk.asked.page is not None:
        c, on = own_yes(desk, c, found)
        reply = "yes"
    elif reply is None:
        raise CoprodError(
            "What they answered is missing.", fix="Give the page that they sent back, or --reply."
        )
    return stages.approve(c, reply, found, on, third_parties=desk.asked.others)


def _edition(desk: Desk) -> str:
    """The edition of the course as it is now: what is reviewed is reviewed as part of it."""
    return load_course(desk.root / "course").info.version


def _pass(desk: Desk, c: Contribution) -> Contribution:
    review = review_on_record(desk.register, desk.store, c.module, _edition(desk))
    if review is None:
        raise Refused(["Nobody with lived experience has reviewed the module yet."])
    return stages.pass_review(c, review, desk.on)


def _renew(desk: Desk, c: Contribution) -> Contribution:
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
        version=_edition(desk),
    )
    now = replace(now, attribution=form.credit)
    _keep_credit(desk, now)
    return now


_FOR_EVERY_ROLE = frozenset({"note", "ask", "done", "pause", "stop", "settle"})
"""Steps that look only at what they change, so a key need not open the rest."""

_NO_STEPS: Mapping[str, Callable[[Desk, Contribution], Iterator[str]]] = {
    "link": link_written,
    "terms": terms_written,
}
_STEPS: Mapping[str, Callable[[Desk, Contribution], Contribution]] = {
    "note": _note,
    "invite": _invite,
    "agree": _agree,
    "consent": _consent,
    "faster": lambda desk, c: stages.ask_faster(c, desk.asked.wait, desk.on),
    "draft": _draft,
    "made": _made,
    "show": _show,
    "approve": _approve,
    "review": lambda desk, c: stages.send_to_review(c, _edition(desk), desk.on),
    "pass": _pass,
    "due": lambda desk, c: stages.fall_due(c, desk.on),
    "renew": _renew,
    "pause": lambda desk, c: side_routes.pause(c, desk.on),
    "resume": lambda desk, c: side_routes.resume(c),
    "decline": lambda desk, c: side_routes.decline(c, desk.on),
    "replace": lambda desk, c: side_routes.replaced(c, desk.on),
    "stop": lambda desk, c: side_routes.stop_for_safety(c, desk.on),
    "settle": lambda desk, c: side_routes.settle_safety(c, desk.asked.told, desk.on),
    "ask": asked_for,
    "done": part_done,
}
