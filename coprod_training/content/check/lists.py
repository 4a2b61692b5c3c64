"""Rules for the lists beside the course: the glossary and the contributors' public manifest.

Either may be missing. An id in them is used once, and leads to something.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from coprod_training.content.check.claims import cannot_cite
from coprod_training.content.check.staff_copy import StaffCopy
from coprod_training.content.course import Course
from coprod_training.content.glossary import Glossary
from coprod_training.content.schema import structure
from coprod_training.errors import ContentProblems, Problem
from coprod_training.yamlfile import YamlFile, read_yaml

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class ListedSlot:
    """What the public may know about one slot. reference: None until there is a contribution.

    Which values each may have is the register's to say: `contributions/public.py`.
    """

    slot: str
    module: str
    required: bool
    status: str
    reference: str | None = None
    approved_hash: str | None = None
    review_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class ListedSlots:
    """The slots of contributors/manifest.yaml."""

    slots: tuple[ListedSlot, ...]


def terms_are_explained_once(staff: StaffCopy) -> Iterator[Problem]:
    """Each term of the glossary once, resting on facts that can be cited."""
    path = staff.root / "course" / "glossary.yaml"
    file, glossary, found = read_list(path, Glossary, "terms")
    yield from found
    seen: set[str] = set()
    for number, term in enumerate(glossary.terms if glossary else ()):
        if term.term.casefold() in seen:
            what, fix = f'"{term.term}" is explained twice.', "Keep one of them."
            yield file.problem(("terms", number, "term"), what, fix)
        seen.add(term.term.casefold())
        for at, fact in enumerate(term.facts):
            if why := cannot_cite(staff, fact):
                yield file.problem(("terms", number, "facts", at), *why)


def slots_are_listed_once(staff: StaffCopy) -> Iterator[Problem]:
    """The manifest has each slot of the course once, as its module has it, and no other."""
    if staff.course is None:
        return
    path = staff.root / "course" / "contributors" / "manifest.yaml"
    file, manifest, found = read_list(path, ListedSlots, "slots")
    yield from found
    if manifest is None:
        return
    modules = {slot.id: module.id for module in staff.course.modules for slot in module.slots}
    required = {slot.id: slot.required for module in staff.course.modules for slot in module.slots}
    seen: set[str] = set()
    for number, one in enumerate(manifest.slots):
        here = ("slots", number)
        if one.slot in seen:
            yield file.problem(
                (*here, "slot"), f'"{one.slot}" is listed twice.', "Keep one of them."
            )
        seen.add(one.slot)
        if one.slot not in modules:
            what = f'No module has a slot "{one.slot}".'
            yield file.problem(
                (*here, "slot"), what, "Check its id, or add the slot to its module."
            )
        elif one.module != modules[one.slot]:
            what = f'The slot "{one.slot}" belongs to {modules[one.slot]}.'
            yield file.problem((*here, "module"), what, "Name that module here.")
        elif one.required != required[one.slot]:
            what = f'{one.module}.yaml says otherwise about "{one.slot}" being required.'
            yield file.problem((*here, "required"), what, "Make the two the same.")
    yield from _not_listed(staff.course, seen, path)


def _not_listed(course: Course, listed: set[str], path: Path) -> Iterator[Problem]:
    for file, module in course.module_files():
        for number, slot in enumerate(module.slots):
            if slot.id not in listed:
                what = f'{path.name} of the contributors does not list the slot "{slot.id}".'
                fix = "This command lists it: coprod gate --manifest"
                yield file.problem(("slots", number, "id"), what, fix)


def read_list(path: Path, wanted: type[T], key: str) -> tuple[YamlFile, T | None, list[Problem]]:
    """The list `key` of a file; None when there is no such file, or with its mistakes."""
    if not path.is_file():
        return YamlFile(path, None, {}), None, []
    try:
        file = read_yaml(path)
        data = {key: file.data.get(key)} if isinstance(file.data, dict) else file.data
        return file, structure(file, data, wanted), []
    except ContentProblems as error:
        return YamlFile(path, None, {}), None, error.problems


RULES = (terms_are_explained_once, slots_are_listed_once)
