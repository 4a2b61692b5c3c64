"""How a person and a contribution come into the register, and the terms that the person answers."""

from collections.abc import Iterator
from datetime import UTC, datetime

from coprod_training.cli.keepers_desk import Desk
from coprod_training.cli.own_offer import offered, still_open
from coprod_training.cli.pack_details import details_in
from coprod_training.content.course import Course, Module, load_course
from coprod_training.content.slot import Slot
from coprod_training.content.slot_offer import names_of
from coprod_training.content.slot_place import heading_above
from coprod_training.contributions.forms import AddForm, PersonForm, changed_person
from coprod_training.contributions.help_contacts import contacts_of, gap_lines
from coprod_training.contributions.pack_opening import places, waiting
from coprod_training.contributions.person import Person
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.refs import is_ref, new_ref
from coprod_training.contributions.terms_page import TermsFor, terms_page
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place


def person_entered(desk: Desk) -> Iterator[str]:
    """Keep somebody from a form, and tell their reference. Raises CoprodError for a gap in it.

    Of somebody who is there already a line that is empty stays: the form goes once it is entered,
    so whoever enters one change has nothing else to copy from.
    """
    form, known = desk.form(PersonForm), desk.asked.ref
    if not known and not form.name.strip():
        raise CoprodError(
            'The line "name" is empty.', where=str(desk.asked.form), fix="Write the name there."
        )
    strange = sorted(ref for ref in form.ties if not is_ref(ref))
    if strange:
        raise CoprodError(
            "People are kept here by a meaningless reference, never by a name.",
            where=str(desk.asked.form),
            fix="First enter the people whom the ties are to, and give their references.",
        )
    if form.ties_asked_on is not None and form.ties_asked_on > datetime.now(UTC).date():
        raise CoprodError("The day on which they were asked about ties is in the future.")
    if known:
        held = desk.register.read("person", known)
        now = changed_person(held.fields, form)
        desk.register.change(held, **now)
        yield f"{known} now has what the form says. What it leaves empty has stayed."
        if "ties" in now and form.ties_asked_on is None:
            yield "Nobody has asked about these ties, as ties_asked_on is empty (G14)."
        return
    made = Person(
        ref=new_ref(),
        name=form.name,
        reach=form.reach,
        access_needs=form.access_needs,
        ties=form.ties,
        ties_asked_on=form.ties_asked_on,
    )
    desk.register.add("person", made)
    yield f"{made.ref} is their reference. Everything else knows them by it alone."


def added(desk: Desk) -> Contribution:
    """Keep a new contribution from a form. Raises CoprodError for an unknown place or person."""
    form, course = desk.form(AddForm), load_course(desk.root / "course")
    module = _module_with(course, form.slot)
    desk.register.read("person", form.person)
    _refuse_unless_taken(course, form)
    c = Contribution(
        ref=new_ref(),
        slot=form.slot,
        module=module,
        module_version=course.info.version,
        kind=form.kind,
        given=form.given,
        area=form.area,
        person=form.person,
        says_about_health=form.says_about_health,
    )
    desk.register.add("contribution", c)
    return c


def _refuse_unless_taken(course: Course, form: AddForm) -> None:
    """A line on a review is no scenario: a place takes what it asks for."""
    taken = {slot.id: slot.kinds for module in course.modules for slot in module.slots}[form.slot]
    if form.kind not in taken:
        raise CoprodError(
            f"The place {form.slot} does not take a contribution of the kind {form.kind!r}.",
            where=str(form.slot),
            fix=f"It takes: {', '.join(taken)}. Its kinds are in the module's file.",
        )


def _module_with(course: Course, slot: str) -> str:
    for module in course.modules:
        if any(one.id == slot for one in module.slots):
            return module.id
    known = ", ".join(one.id for module in course.modules for one in module.slots)
    raise CoprodError(f'The course has no place called "{slot}".', fix=f"It has: {known}.")


def terms_written(desk: Desk, c: Contribution) -> Iterator[str]:
    """Write the page of somebody's own terms, outside the repository, and name its gaps."""
    module = module_of(desk, c)
    slot = _slot_of(module, c)
    info = load_course(desk.root / "course").info
    settings = {one.id: one.name for one in info.settings}
    of = TermsFor(
        ref=c.ref,
        kind=c.kind,
        title=module.title,
        prompt=slot.prompt,
        form=slot.form,
        where=heading_above(desk.root, module.id, slot.id),
        settings=names_of(slot, settings) or tuple(settings.get(one, one) for one in c.settings),
    )
    details = offered(slot, vars(c)) | details_in(desk.asked.details, places())
    path = desk.outside(desk.asked.to) / f"terms-{c.ref}.html"
    contacts = contacts_of(info.help.contacts, details)
    made = terms_page(of, details, contacts)
    put_file_in_place(path, made.encode(), mode=0o600)
    yield str(path)
    if gaps := waiting(details):
        yield "Before this goes to the person, fill in with --details: " + ", ".join(gaps) + "."
    yield from gap_lines(contacts)


def to_decide(desk: Desk, c: Contribution) -> Iterator[str]:
    """What of its place nobody has decided yet, for whoever asks somebody to fill it."""
    yield from still_open(_slot_of(module_of(desk, c), c), [c])


def _slot_of(module: Module, c: Contribution) -> Slot:
    slot = next((one for one in module.slots if one.id == c.slot), None)
    if slot is None:
        raise CoprodError(f'The course has no place called "{c.slot}" any more.')
    return slot


def module_of(desk: Desk, c: Contribution) -> Module:
    """The module of a contribution. Raises CoprodError when the course has it no more."""
    found = load_course(desk.root / "course").module(c.module)
    if found is None:
        raise CoprodError(f'The course has no module called "{c.module}" any more.')
    return found
