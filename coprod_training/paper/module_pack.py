"""A module of the course as a pack for a contributor, in the order of its notebook.

Reads the staff copy, and takes from it only what learners get.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

from coprod_training.activities.activity import MADE_UP
from coprod_training.activities.consent import Consent
from coprod_training.content.calls import Call, calls_in
from coprod_training.content.course import Course
from coprod_training.content.facts import load_facts
from coprod_training.content.notebook import Notebook, read_notebook
from coprod_training.content.passages import REMOVED, WAITING
from coprod_training.content.public_form import public_course, public_module
from coprod_training.content.slot_offer import LABELS, STILL_OPEN, offer_of
from coprod_training.content.sources import linked, sources_list, sources_of
from coprod_training.content.tidy import notebooks_of, slug_of
from coprod_training.contributions.activity_passages import activity_passages
from coprod_training.contributions.gate.case import SHOWN_TO_TESTERS
from coprod_training.contributions.one_line import one_line
from coprod_training.contributions.pack_opening import closing, opening
from coprod_training.contributions.passages import Pack, Passage, answer
from coprod_training.contributions.public import of_listed, read_public
from coprod_training.errors import CoprodError
from coprod_training.paper.block_passages import passages_of
from coprod_training.paper.exercise_passages import exercise_passages
from coprod_training.paper.fields import fields_of
from coprod_training.paper.from_markdown import blocks_of
from coprod_training.yamlfile import read_yaml

FILLED = (
    "A contributor's words go here. They are in the course on screen, and not in this file. Ask"
    " us how you can read them."
)
"""A pack is passed on and kept by many; its own yes would be needed for that."""
IN_YOUR_TERMS = "Your own terms say it, at the beginning of this file."

_BY_KIND = ("rating_grid", "consent")  # whose words stand in the survey's instrument


def pack_of(
    root: Path,
    course: Course,
    slug: str,
    *,
    ref: str = "",
    slot: str = "",
    details: Mapping[str, str] | None,
    exercises: bool = False,
) -> Pack:
    """The pack of one module.

    root: the folder that holds course/ and modules/. ref: whose copy it is. slot: where this copy
    has room to write; "" for nowhere, since nobody drafts before the terms for it are agreed.
    details: see `pack_opening.opening`. exercises: also those of the module, with what we call
    right in them, which learners never get. Raises CoprodError when the module or its notebook is
    not there.
    """
    about = course.module(slug)
    own = frozenset(name for name, text in (details or {}).items() if text.strip())
    module = _module(root, course, slug, writes_in=slot, own=own)
    title = one_line(about.title if about is not None else slug)
    keys = exercise_passages(root, course, slug) if exercises else ()
    return Pack(
        module=slug,
        title=title,
        version=course.info.version,
        passages=(*opening(title, details), *module.passages(), *keys, *closing()),
        ref=ref,
    )


def nobodys(pack: Pack) -> Pack:
    """A pack with what a place says to anybody, so that two people's can be compared.

    What its own person reads or writes there, and what others read instead, are no words of the
    module: they differ with whose copy it is.
    """
    to_write = {one.id for one in pack.passages if one.slot and one.id in _writing(one.slot)}
    passages = (
        replace(one, text=STILL_OPEN) if one.slot and one.text == IN_YOUR_TERMS else one
        for one in pack.passages
        if one.id not in to_write
    )
    return replace(pack, passages=tuple(passages))


def _writing(slot: str) -> tuple[str, str]:
    """The room for somebody's words, and what stands there in a copy that has none."""
    return f"{slot}/words", f"{slot}/how"


def lesson_passages(root: Path, course: Course, slug: str) -> Iterator[Passage]:
    """The passages of a module's lesson alone. Raises CoprodError as `pack_of` does."""
    return _module(root, course, slug, writes_in="").passages()


def _module(
    root: Path, course: Course, slug: str, *, writes_in: str, own: Set[str] = frozenset()
) -> "_Module":
    book = next((p for p in notebooks_of(root) if slug_of(p).get("module") == slug), None)
    if course.module(slug) is None or book is None:
        raise CoprodError(
            f'There is no module called "{slug}" to make a pack of.',
            where=str(root),
            fix="A pack is made of a module that course.yaml lists, with its notebook.",
        )
    stands = _stands(root, course)
    return _Module(course, read_notebook(book), writes_in=writes_in, own=own, stands=stands)


class _Module:
    """Turns one notebook into passages, part by part."""

    def __init__(
        self,
        course: Course,
        book: Notebook,
        *,
        writes_in: str,
        own: Set[str],
        stands: Mapping[str, str],
    ) -> None:
        self._course, self._book, self._writes_in = course, book, writes_in
        self._own, self._stands = own, stands
        facts = load_facts(course.root / "facts.yaml")
        self._sources = sources_of((one.source for one in book.markdown()), facts, book.path)

    def passages(self) -> Iterator[Passage]:
        for cell in self._book.cells:
            if cell.kind == "markdown" and "by-hand" not in cell.tags:
                yield from self._said(cell.id, linked(cell.source, self._sources))
            elif cell.kind == "code":
                for call in calls_in(cell.source):
                    yield from self._shown(call)
        yield from self._said("sources", sources_list(self._sources))

    def _said(self, cell: str, source: str) -> Iterator[Passage]:
        blocks = blocks_of(source, self._book.path.parent)
        found = [one for block in blocks for one in passages_of(block)]
        for at, passage in enumerate(found, 1):
            yield replace(passage, id=f"{cell}/{at}")

    def _shown(self, call: Call) -> Iterator[Passage]:
        found = self._find(call)
        if call.function == "activity":
            found = {name: value for name, value in found.items() if name != "items"}
            yield from activity_passages(found, call.level or 3)
            if found["kind"] in _BY_KIND:
                yield from self._rows(call.name)
        elif call.function == "slot":
            yield from self._slot(found)
        else:
            yield from self._variant(found)

    def _find(self, call: Call) -> Mapping[str, Any]:
        """What a call shows; activities of course.yaml stand in modules too."""
        shown = {"activity": "activities", "slot": "slots", "variant": "variants"}[call.function]
        modules = (public_module(file.data) for file, _ in self._course.module_files())
        for data in (public_course(self._course.files[0].data), *modules):
            for one in data.get(shown, ()):
                if one["id"] == call.name:
                    return dict(one)
        raise CoprodError(
            f'This course has nothing called "{call.name}".',
            where=str(self._book.path),
            fix="Check its name with: coprod check",
        )

    def _rows(self, name: str) -> Iterator[Passage]:
        _, activity = self._course.find(name)
        if isinstance(activity, Consent):
            for at, point in enumerate(activity.points, 1):
                text, label = one_line(point.text), one_line(point.title)
                yield Passage(id=f"{name}/points.{at}", sort="words", text=text, label=label)
            for row_ in activity.rows:
                text = one_line(row_.text)
                yield Passage(id=f"{name}/rows.{row_.id}", sort="item", text=text, label="Question")
            return
        hint = ""
        for field in fields_of(activity):
            if field.hint and field.hint != hint:
                hint = field.hint
                yield Passage(id=f"{name}/before.{field.name}", sort="words", text=one_line(hint))
            text = one_line(field.label)
            yield Passage(id=f"{name}/rows.{field.name}", sort="item", text=text, label="Question")

    def _slot(self, slot: Mapping[str, Any]) -> Iterator[Passage]:
        name = str(slot["id"])
        code = name.upper()
        yield Passage(
            id=f"{name}/title",
            sort="heading",
            level=3,
            text=f"A place for a contributor's own words ({code})",
            slot=name,
        )
        stands = self._stands.get(name, WAITING)
        yield Passage(id=f"{name}/waiting", sort="label", text=stands, slot=name)
        labels = {
            "prompt": "The question we are asking",
            "form": "What we are asking for",
            "purpose": "Why we ask",
            "not_to_include": "Please leave out",
        }
        for field, label in labels.items():
            text = one_line(slot[field])
            yield Passage(id=f"{name}/{field}", sort="words", text=text, label=label, slot=name)
        if stands != FILLED:
            yield from self._offer(name)
        words, how = _writing(name)
        if name == self._writes_in:
            yield answer(words, f"Your own words for {code}", slot=name)
        elif stands != FILLED:
            yield Passage(
                id=how,
                sort="note",
                text="Your own words for this place have terms of their own. Ask us, and we will"
                " send you a copy of this file with room for them.",
                slot=name,
            )

    def _offer(self, name: str) -> Iterator[Passage]:
        """Whom we ask, what we pay and who supports them, or that it is still to be decided."""
        slots = (one for module in self._course.modules for one in module.slots)
        slot = next(one for one in slots if one.id == name)
        settings = {one.id: one.name for one in self._course.info.settings}
        terms = {"pay": "payment", "support": "support"}
        for part, text in offer_of(slot, settings).items():
            own = name == self._writes_in and terms.get(part) in self._own
            yield Passage(
                id=f"{name}/{part}",
                sort="words",
                text=IN_YOUR_TERMS if own and text == STILL_OPEN else one_line(text),
                label=LABELS[part],
                slot=name,
            )

    def _variant(self, variant: Mapping[str, Any]) -> Iterator[Passage]:
        name = str(variant["id"])
        if variant.get("made_up", True):
            yield Passage(id=f"{name}/made_up", sort="label", text=MADE_UP)
        for one in self._course.info.settings:
            text = one_line(variant["texts"][one.id])
            yield Passage(id=f"{name}/{one.id}", sort="words", text=text, label=one.name)


def _stands(root: Path, course: Course) -> Mapping[str, str]:
    """What a pack says of each slot that does not wait: by the manifest, or the published copy."""
    slots = {slot.id: (slot, module.id) for module in course.modules for slot in module.slots}
    path = root / "course" / "contributors" / "manifest.yaml"
    status: Mapping[str, str] = {}
    if path.is_file():
        places = {name: module for name, (_, module) in slots.items()}
        plain = of_listed(read_yaml(path).data, course.info.modules)
        manifest = read_public(plain, places, course.info.modules)
        status = {one.slot: one.status for one in manifest.slots}
    found = {}
    for name, (slot, _) in slots.items():
        if slot.words is not None or status.get(name) in SHOWN_TO_TESTERS:
            found[name] = FILLED
        elif slot.removed or status.get(name) == "withdrawn":
            found[name] = REMOVED
    return found
