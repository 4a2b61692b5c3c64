"""No contributor's words in a module's file, which git remembers; and the gate's lists are whole.

The other places where they could be put are looked at by `contributions/no_text.py`.
Source: contribution-process.md, section 2.
"""

from collections.abc import Iterator

from coprod_training.content.check.staff_copy import StaffCopy
from coprod_training.content.gate_lists import THIRD_PARTY, load_materials, load_page_checks
from coprod_training.content.slot_offer import ANY
from coprod_training.errors import ContentProblems, Problem

_FIX = "Take it out, keep it in the content store, and ask how to take it out of the history too."


def slots_hold_no_words(staff: StaffCopy) -> Iterator[Problem]:
    """A slot of the staff copy has its question only; words come in when a copy is published."""
    for file, module in staff.course.module_files() if staff.course else ():
        for number, slot in enumerate(module.slots):
            for key, there in (("words", slot.words is not None), ("removed", slot.removed)):
                if there:
                    line = file.line_of(("slots", number, key))
                    what = (
                        f'The slot "{slot.id}" has something that belongs only in a published copy.'
                    )
                    yield Problem(path=file.path, line=line, what=what, fix=_FIX)


def slots_ask_for_settings_that_there_are(staff: StaffCopy) -> Iterator[Problem]:
    """A slot names settings by their id in course.yaml, or says "any" and no more."""
    known = [one.id for one in staff.course.info.settings] if staff.course else []
    for file, module in staff.course.module_files() if staff.course else ():
        for number, slot in enumerate(module.slots):
            alone = slot.settings == (ANY,)
            unknown = [one for one in slot.settings if one not in known and not alone]
            if unknown:
                line = file.line_of(("slots", number, "settings"))
                what = f'The slot "{slot.id}" asks for a setting that does not exist: {unknown[0]}.'
                fix = f"The settings are: {', '.join(known)}; or [any], by itself."
                yield Problem(path=file.path, line=line, what=what, fix=fix)


def the_gates_lists_can_be_read(staff: StaffCopy) -> Iterator[Problem]:
    """third-party.yaml and page-checks.yaml: whole, with modules and facts that there are."""
    if staff.course is None:
        return
    try:
        materials = load_materials(staff.course.root)
        load_page_checks(staff.course.root)
    except ContentProblems as error:
        yield from error.problems
        return
    for one in materials:
        unknown = [slug for slug in one.modules if staff.course.module(slug) is None]
        unknown += [fact for fact in one.facts if fact not in staff.facts]
        if unknown:
            what = f'The material "{one.id}" names what does not exist: {", ".join(unknown)}.'
            path = staff.course.root / THIRD_PARTY
            yield Problem(path=path, what=what, fix="Correct it, or take it out.")


RULES = (
    slots_hold_no_words,
    slots_ask_for_settings_that_there_are,
    the_gates_lists_can_be_read,
)
