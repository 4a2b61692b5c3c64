"""Deletes what somebody wants deleted: a contribution, or everything of a person.

Who it was stays until they have been told in writing, as nobody could be told otherwise.
Source: contribution-process.md, section 8, "Delete my data".
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from coprod_training.cli.keepers_desk import Desk
from coprod_training.cli.private_records import course_roles
from coprod_training.contributions.copies import Copies
from coprod_training.contributions.gate.case import SHOWN
from coprod_training.contributions.pack_shelf import PackShelf
from coprod_training.contributions.people import held_on
from coprod_training.contributions.record import ENDED, Contribution
from coprod_training.contributions.register import Held
from coprod_training.contributions.review import ModuleReview
from coprod_training.contributions.review_without import may_be_in_copies, without
from coprod_training.contributions.stages import Refused
from coprod_training.contributions.to_confirm import Confirmations, ToConfirm


def deleted(desk: Desk) -> Iterator[str]:
    """Delete what has this reference: a contribution, or what a person did besides.

    Raises Refused while copies show it, or while the person holds a role.
    """
    ref = desk.asked.ref
    if ref in desk.register.refs("person"):
        yield from _person(desk, ref)
    else:
        c: Contribution = desk.register.read("contribution", ref).record
        yield from _contribution(desk, c)


def confirmed(desk: Desk) -> Iterator[str]:
    """They were told in writing: delete who it was, unless they still have a part in something.

    Raises Refused when nobody waits to be told.
    """
    lists = Confirmations(desk.private)
    one = next((one for one in lists.waiting() if one.ref == desk.asked.ref), None)
    if one is None:
        raise Refused(["Nobody is waiting to be told about this deletion."])
    others = any(also.person == one.person for also in lists.waiting() if also != one)
    parts = [*_parts(desk, one.person), *(["another deletion to be confirmed"] if others else [])]
    if one.person in desk.register.refs("person"):
        if parts:
            yield f"Their name stays for now, because they have: {', '.join(parts)}."
        else:
            desk.register.erase("person", one.person)
            yield "Deleted: who it was, and how to reach them."
    lists.done(one.ref)
    yield "It is confirmed."


def _contribution(desk: Desk, c: Contribution) -> Iterator[str]:
    shown = any(Copies(desk.private).with_ref(c.ref)) or not SHOWN.isdisjoint(c.reached)
    if c.status not in ENDED or (shown and c.ref not in desk.store.withdrawn()):
        raise Refused(
            ["What copies show has to be taken out first."], fix=f"coprod withdraw {c.ref}"
        )
    if c.person:
        asked = [one.asked_on for one in c.requests if one.wish == "delete"]
        yield from _to_confirm(desk, c.ref, c.person, min(asked, default=desk.on))
    keep = frozenset({"payment"}) if desk.asked.keep_payment else frozenset[str]()
    yield from _without_reflections(desk, c)
    desk.store.delete(c.ref, desk.on)
    PackShelf(desk.private / "packs").forget(c.ref)
    desk.register.erase("contribution", c.ref, keep=keep)
    yield (
        "Deleted: its words and its record, but for payment and benefits advice, which accounts "
        "require."
        if keep
        else "Deleted: its words and its record."
    )


def _person(desk: Desk, person: str) -> Iterator[str]:
    parts = list(_parts(desk, person, but_reviews=True))
    if parts:
        raise Refused(
            [f"This person still has: {one}." for one in parts],
            fix="Delete each contribution first, and let somebody else take each role.",
        )
    yield from _to_confirm(desk, person, person, desk.on)
    reviews = [desk.register.read("review", ref) for ref in desk.register.refs("review")]
    yield from _still_shown(desk, [one.record for one in reviews], person)
    for held in reviews:
        now = without(held.record, person, desk.on)
        if now != held.record:
            _keep_alone(desk, held, now)
            yield f"Taken out of the review of {now.module}: their name and words. It counts again."
    yield "Packs that came back from them are still in private/packs/: delete their folders there."


def _still_shown(desk: Desk, reviews: Iterable[ModuleReview], person: str) -> Iterator[str]:
    """Copies do not say whose a point is, so nothing here can take it out of them."""
    modules = dict.fromkeys(one.module for one in reviews if may_be_in_copies(one, person))
    folders = dict.fromkeys(one.folder for one in Copies(desk.private).every())
    if modules and folders:
        yield f"Copies may still show what they said about {', '.join(modules)}:"
        yield from (f"  {folder}" for folder in folders)
        yield "Publish again today, install the new copy, and restart the learners' servers, before"
        yield "you confirm it."


def _without_reflections(desk: Desk, c: Contribution) -> Iterator[str]:
    """What its contributor wrote with the lead goes with it, unless they review the module too."""
    for ref in desk.register.refs("review"):
        held = desk.register.read("review", ref)
        review: ModuleReview = held.record
        left = tuple(one for one in review.reflections if one.person != c.person)
        if review.module != c.module or not c.person or review.reviewer(c.person) is not None:
            continue
        if left != review.reflections:
            _keep_alone(desk, held, replace(review, reflections=left))
            yield f"Taken out of the review of {c.module}: what they wrote with the lead."


def _keep_alone(desk: Desk, held: Held, now: ModuleReview) -> None:
    """Keep this state of a review, and nothing of what was there before."""
    desk.register.save(held, now)
    desk.register.erase("review", held.ref, keep=frozenset(held.seen))


def _to_confirm(desk: Desk, ref: str, person: str, asked_on: date) -> Iterator[str]:
    """First of all, so that whoever is interrupted finds it on the list."""
    one = ToConfirm(ref=ref, person=person, asked_on=asked_on)
    Confirmations(desk.private).note(one)
    yield f"Confirm it to {person} in writing by {one.due}. Who they are stays until then. Type"
    yield f"after that: coprod contribution confirmed {ref}"


def _parts(desk: Desk, person: str, *, but_reviews: bool = False) -> Iterator[str]:
    """What somebody still has a part in, in words. but_reviews: leave out what they reviewed."""
    for ref in desk.register.refs("contribution"):
        if desk.register.read("contribution", ref).fields.get("person") == person:
            yield f"the contribution {ref}"
    roles = course_roles(desk.private)
    today = datetime.now(UTC).date()  # whoever had a role, and has it no more, may go
    for role, held_by in {
        "keepers": held_on(roles.keepers, today, today),
        "contacts": held_on(roles.contacts, today, today),
        "release_manager": {roles.release_manager},
        "data_protection": {roles.data_protection},
    }.items():
        if person in held_by:
            yield f"a role in course-roles.yaml ({role})"
    for ref in desk.register.refs("review"):
        review: ModuleReview = desk.register.read("review", ref).record
        if person in (review.author, review.lead):
            yield f"the part of author or lead in the review of {review.module}"
        reviewer = review.reviewer(person)
        if not but_reviews and reviewer is not None and reviewer.counts:
            yield f"a review of {review.module}"
