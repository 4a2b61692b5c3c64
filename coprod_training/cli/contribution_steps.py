"""The steps of one contribution, as a keeper takes them: register, content store and forms."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from coprod_training.cli.contribution_entry import added, module_of, person_entered, terms_written
from coprod_training.cli.deletion import confirmed, deleted
from coprod_training.cli.edit_shown import edit_written, own_yes, refuse_page
from coprod_training.cli.keepers_desk import Desk
from coprod_training.cli.options import private_of
from coprod_training.cli.role_key import role_key
from coprod_training.contributions import side_routes, stages
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.forms import (
    AgreeForm,
    AnswersForm,
    answered,
    noted,
)
from coprod_training.contributions.gate.case import SHOWN
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.people import CARE, Ties
from coprod_training.contributions.person import Person
from coprod_training.contributions.record import ENDED, Contribution
from coprod_training.contributions.register import Register
from coprod_training.contributions.requests import Request, due_lines
from coprod_training.contributions.review import ModuleReview
from coprod_training.contributions.stages import Refused
from coprod_training.contributions.terms import TERMS_VERSION
from coprod_training.contributions.terms_page import terms_back
from coprod_training.contributions.where_it_is import where_it_is
from coprod_training.contributions.withdrawal_link import token_of
from coprod_training.errors import CoprodError


def take(asked: argparse.Namespace) -> Iterator[str]:
    """Take the step that was asked for; yields what to tell. Raises Refused with every reason."""
    private = private_of(asked)
    desk = Desk(
        asked=asked,
        register=Register(private, role_key(asked.key)),
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
        yield from where_it_is(added(desk))
        return
    held = desk.register.read("contribution", asked.ref)
    c: Contribution = held.record
    if asked.what in _NO_STEPS:
        yield from _NO_STEPS[asked.what](desk, c)
        return
    now = _STEPS[asked.what](desk, c)
    desk.register.save(held, now)
    yield from where_it_is(now)
    if asked.what == "show" and asked.to is not None:
        yield from edit_written(desk, now)
    if now.status != c.status:
        yield "Bring the public manifest into step: coprod gate --manifest"
    for one in now.requests[len(c.requests) :]:
        yield from due_lines(one)
    if asked.what == "ask":
        yield f"Written down, and not done yet: {_HOW_DONE[asked.wish]}"
    if asked.what in _HIDING and c.status in SHOWN:
        yield "Copies made before still show it. Publish again today, install the new copy, and"
        yield "restart the learners' servers. Do not use coprod withdraw for this: it deletes the"
        yield "words for good."


def _invite(desk: Desk, c: Contribution) -> Contribution:
    person: Person = desk.register.read("person", c.person or "").record
    close = Ties(of=person.ties).between(desk.asked.by) & CARE
    if close:
        what = " and ".join(sorted(close))
        raise Refused([f"The contributor's {what} would ask for the contribution."])
    if not all(one.may_be_asked_again for one in _of(desk.register, person.ref)):
        raise Refused(["This person asked not to be asked again."])
    return stages.invite(c, person.ref, desk.asked.by, desk.on)


def _of(register: Register, person: str) -> Iterator[Contribution]:
    """Every contribution of one person, withdrawn ones as well."""
    for ref in register.refs("contribution"):
        one: Contribution = register.read("contribution", ref).record
        if one.person == person:
            yield one


def _agree(desk: Desk, c: Contribution) -> Contribution:
    reply, form, off_limits = desk.asked.reply, None, c.off_limits
    if desk.asked.form.suffix == ".html":
        page = read_page(desk.outside(desk.asked.form).read_bytes())
        title = module_of(desk, c).title
        back = terms_back(page, c.ref, title, talk=desk.asked.talk, group_size=desk.asked.group)
        reply, form, off_limits = back.reply, back.form, back.off_limits or c.off_limits
    elif reply is None:
        raise CoprodError(
            "What they answered is missing.", fix="Give it with --reply: yes, no, talk or none."
        )
    form = form or desk.form(AgreeForm)
    now = stages.agree(
        c,
        reply,
        desk.on,
        wording=TERMS_VERSION,
        consents=answered(c.consents, form.terms),
        attribution=form.credit,
        review_by=form.review_by,
    )
    _keep_credit(desk, now)
    return replace(now, off_limits=off_limits)


def _consent(desk: Desk, c: Contribution) -> Contribution:
    if c.status in ENDED or "terms agreed" not in c.reached:
        raise Refused([f"There is nothing to answer anew while it is at {c.status!r}."])
    return replace(c, consents=answered(c.consents, desk.form(AnswersForm)))


def _note(desk: Desk, c: Contribution) -> Contribution:
    now = noted(c, desk.note())
    if now.attribution != c.attribution and "terms agreed" in c.reached:
        if now.attribution is None or now.attribution.problem:
            raise Refused([(now.attribution and now.attribution.problem) or "A credit is needed."])
        _keep_credit(desk, now)
        wish = Request(wish="change the credit", asked_on=desk.on)
        now = replace(now, requests=(*now.requests, wish))
    note = now.impact_note
    if note is not None and note != c.impact_note and note.approved_on is not None:
        desk.store.keep(c.ref, note.text.encode(), part="impact note")
    return now


def _keep_credit(desk: Desk, c: Contribution) -> None:
    """Copies take the credit from the content store, exactly as it was typed."""
    if c.attribution is not None:
        desk.store.keep(c.ref, c.attribution.display_text.encode(), part="credit")
        desk.store.keep(c.ref, c.attribution.cited_as.encode(), part="citation")


def _draft(desk: Desk, c: Contribution) -> Contribution:
    now, words = stages.draft(c, desk.on), desk.words()
    desk.store.keep(c.ref, words, media=desk.media())
    return now


def _show(desk: Desk, c: Contribution) -> Contribution:
    if desk.asked.to is not None:
        refuse_page(desk)
    words = desk.words()
    found = desk.store.hash_of(c.ref, words)
    now = stages.edited(c, found, desk.on)
    if c.edits.approved_hash is None:
        now = stages.show_edit(c, found, desk.on)
    desk.store.keep(c.ref, words, media=desk.media())
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


def _pass(desk: Desk, c: Contribution) -> Contribution:
    review = review_of(desk.register, c.module)
    if review is None:
        raise Refused(["Nobody with lived experience has reviewed the module yet."])
    return stages.pass_review(c, review, desk.on)


def review_of(register: Register, module: str) -> ModuleReview | None:
    """The newest review of a module; None where there is none."""
    found = [register.read("review", ref).record for ref in register.refs("review")]
    return next((one for one in reversed(found) if one.module == module), None)


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
    )
    now = replace(now, attribution=form.credit)
    _keep_credit(desk, now)
    return now


def _ask(desk: Desk, c: Contribution) -> Contribution:
    wish = Request(wish=desk.asked.wish, asked_on=desk.on)
    return replace(c, requests=(*c.requests, wish))


def _done(desk: Desk, c: Contribution) -> Contribution:
    for at, one in enumerate(c.requests):
        if one.wish != desk.asked.wish:
            continue
        now = _with_part_done(one, desk.asked.part, desk.on)
        if now != one:
            return replace(c, requests=(*c.requests[:at], now, *c.requests[at + 1 :]))
    raise Refused([f'Nobody is waiting for "{desk.asked.wish}" there.'])


def _with_part_done(one: Request, part: str, on: date) -> Request:
    if part == "site":
        return replace(one, site_done_on=one.site_done_on or on)
    if part == "packages":
        return replace(one, packages_done_on=one.packages_done_on or on)
    return replace(one, confirmed_on=one.confirmed_on or on)


def _link(desk: Desk, c: Contribution) -> Iterator[str]:
    yield f"{desk.asked.site.rstrip('/')}/{token_of(desk.private, c.ref)}"
    yield "Whoever holds this link can withdraw. Send it to this person only. Open it once to see"
    yield "that the page comes. Do not press its button. Then write both days in a note: route_sent"
    yield "and route_tested."


_HIDING = ("pause", "stop", "decline", "replace", "due", "consent")
"""The steps after which a new copy may leave it out that an earlier one still shows."""

_HOW_DONE: Mapping[str, str] = {
    "stop using it": "coprod withdraw REF",
    "change the credit": "a note with the new words",
    "change the content": "draft or show, with the new words",
    "pause": "coprod contribution pause REF",
    "delete": "coprod withdraw REF, then coprod contribution delete REF",
}

_NO_STEPS: Mapping[str, Callable[[Desk, Contribution], Iterator[str]]] = {
    "link": _link,
    "terms": terms_written,
}
_STEPS: Mapping[str, Callable[[Desk, Contribution], Contribution]] = {
    "note": _note,
    "invite": _invite,
    "agree": _agree,
    "consent": _consent,
    "faster": lambda desk, c: stages.ask_faster(c, desk.asked.wait, desk.on),
    "draft": _draft,
    "show": _show,
    "approve": _approve,
    "review": lambda desk, c: stages.send_to_review(c, desk.on),
    "pass": _pass,
    "due": lambda desk, c: stages.fall_due(c, desk.on),
    "renew": _renew,
    "pause": lambda desk, c: side_routes.pause(c, desk.on),
    "resume": lambda desk, c: side_routes.resume(c),
    "decline": lambda desk, c: side_routes.decline(c, desk.on),
    "replace": lambda desk, c: side_routes.replaced(c, desk.on),
    "stop": lambda desk, c: side_routes.stop_for_safety(c, desk.on),
    "settle": lambda desk, c: side_routes.settle_safety(c, desk.asked.told, desk.on),
    "ask": _ask,
    "done": _done,
}
