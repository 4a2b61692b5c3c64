"""The steps of one contribution, as a keeper takes them: register, content store and forms."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping

from coprod_training.cli import own_answers
from coprod_training.cli.after_step import after_step
from coprod_training.cli.contribution_content import drafted, shown
from coprod_training.cli.contribution_entry import (
    added,
    person_entered,
    terms_written,
    to_decide,
)
from coprod_training.cli.contribution_wishes import asked_for, part_done
from coprod_training.cli.credit_kept import credit_entered, keep_credit, keep_text
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
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.forms import in_record_words, noted
from coprod_training.contributions.pack_shelf import PackShelf
from coprod_training.contributions.people import CARE, Ties
from coprod_training.contributions.person import Person
from coprod_training.contributions.record import ENDED, Contribution
from coprod_training.contributions.register import Held, Register
from coprod_training.contributions.sections import section_of
from coprod_training.contributions.stages import Refused
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
    not_again = [one for one in _of(desk.register, person.ref) if not one.may_be_asked_again]
    if any(one.status == "withdrawn" for one in not_again):
        raise Refused(["They withdrew, and have not said that they may be asked again."])
    if not_again:
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


def _note(desk: Desk, c: Contribution) -> Contribution:
    given = in_record_words(desk.note())
    now = noted(c, given)
    if "settings" in given:
        _refuse_unknown(desk, now.settings)
    if "terms agreed" in c.reached and "attribution" in given:
        if now.attribution is None or now.attribution.problem:
            raise Refused([(now.attribution and now.attribution.problem) or "A credit is needed."])
        # Also what has not changed: typing it again puts right what copies take.
        now = credit_entered(c, now, desk.on)
        keep_credit(desk, now)
    if (note := now.impact_note) and "impact_note" in given and note.approved_on is not None:
        keep_text(desk, c, note.text, "impact note")
    return now


def _refuse_unknown(desk: Desk, settings: Iterable[str]) -> None:
    known = [one.id for one in load_course(desk.root / "course").info.settings]
    if unknown := sorted(set(settings) - set(known)):
        raise CoprodError(
            f"The course has no setting called: {', '.join(unknown)}.",
            fix=f"Its settings: {', '.join(known)}.",
        )


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
    if desk.asked.page is not None and reply is not None:
        raise CoprodError(
            "There is a file and a --reply: an answer is in one of them.",
            fix="A page that they sent back says it itself, so leave out --reply. If they answered"
            " in another way, leave out the file: it is about what they were shown last.",
        )
    if desk.asked.page is not None:
        c, on = own_yes(desk, c, found)
        reply = "yes"
    elif reply is None:
        raise CoprodError(
            "What they answered is missing.", fix="Give the page that they sent back, or --reply."
        )
    return stages.approve(c, reply, found, on, third_parties=desk.asked.others)


def _decline(desk: Desk, c: Contribution) -> Contribution:
    now = side_routes.decline(c, desk.on)
    if PackShelf(desk.private / "packs").came_back(c.ref):  # with words that nobody drafted yet
        raise side_routes.words_are_here(c.ref)
    return now


def _replace(desk: Desk, c: Contribution) -> Contribution:
    gone = desk.store.withdrawn()
    refs = (ref for ref in desk.register.refs("contribution") if ref not in gone)
    others = (desk.register.read("contribution", ref).record for ref in refs)
    return side_routes.replaced(c, others, desk.on)


def _edition(desk: Desk) -> str:
    """The edition of the course as it is now: what is reviewed is reviewed as part of it."""
    return load_course(desk.root / "course").info.version


def _pass(desk: Desk, c: Contribution) -> Contribution:
    review = review_on_record(desk.register, desk.store, c.module, _edition(desk))
    if review is None:
        raise Refused(["Nobody with lived experience has reviewed the module yet."])
    return stages.pass_review(c, review, desk.on)


_FOR_EVERY_ROLE = frozenset({"note", "ask", "done", "pause", "stop", "settle"})
"""Steps that look only at what they change, so a key need not open the rest."""

_NO_STEPS: Mapping[str, Callable[[Desk, Contribution], Iterator[str]]] = {
    "link": link_written,
    "terms": terms_written,
}
_STEPS: Mapping[str, Callable[[Desk, Contribution], Contribution]] = {
    "note": _note,
    "invite": _invite,
    "agree": own_answers.agree,
    "consent": own_answers.consent,
    "faster": lambda desk, c: stages.ask_faster(c, desk.asked.wait, desk.on),
    "draft": _draft,
    "made": _made,
    "show": _show,
    "approve": _approve,
    "review": lambda desk, c: stages.send_to_review(c, _edition(desk), desk.on),
    "pass": _pass,
    "due": lambda desk, c: stages.fall_due(c, desk.on),
    "renew": own_answers.renew,
    "pause": lambda desk, c: side_routes.pause(c, desk.on),
    "resume": lambda desk, c: side_routes.resume(c),
    "decline": _decline,
    "replace": _replace,
    "stop": lambda desk, c: side_routes.stop_for_safety(c, desk.on),
    "settle": lambda desk, c: side_routes.settle_safety(c, desk.asked.told, desk.on),
    "ask": asked_for,
    "done": part_done,
}
