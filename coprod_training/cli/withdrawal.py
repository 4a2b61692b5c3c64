"""What happens when somebody withdraws: first nothing is given out, then the rest is put right.

The first step needs no key, no gate and no reason, so that it is never in anybody's way.
Source: contribution-process.md, section 8, and rule G22.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coprod_training.cli.gate_case import MANIFEST, read_manifest, slots_of
from coprod_training.cli.private_records import has_records, open_register
from coprod_training.cli.published import asked_for, withdrawn_in
from coprod_training.content.course import load_course
from coprod_training.contributions import side_routes
from coprod_training.contributions.built_words import NOT_SEARCHED
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.copies import Copies, Copy
from coprod_training.contributions.history_files import take_out
from coprod_training.contributions.manifest import without, write_manifest
from coprod_training.contributions.pack_shelf import PackShelf
from coprod_training.contributions.refs import is_ref
from coprod_training.contributions.requests import Request
from coprod_training.contributions.role_keys import RoleKey
from coprod_training.errors import CoprodError


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """What was done.

    cleaned: copies in which it was replaced. gone: copies that are no longer where they were.
    still_there: files in which its words were found. packs: how many of its packs were removed,
    with what came back of them. in_register: whether it is recorded there.
    """

    slots: tuple[str, ...]
    cleaned: tuple[Copy, ...]
    gone: tuple[Copy, ...]
    still_there: tuple[str, ...]
    packs: int
    in_register: bool

    def lines(self) -> Iterator[str]:
        """What to tell, in sentences."""
        if self.slots:
            yield f"Its place says that a contribution was removed: {', '.join(self.slots)}."
        for one in self.cleaned:
            yield f"Taken out of the copy in {one.folder}"
        if self.packs:
            yield f"Removed here, with what came back of them: {self.packs} of its packs."
        if not self.in_register:
            yield "The register does not say so yet: a keeper runs this again with --key."
        if self.cleaned or self.gone:
            yield "Cannot be called back, where somebody kept, printed or passed on a copy:"
        for one in (*self.cleaned, *self.gone):
            yield f"  edition {one.edition}, published on {one.on} as {one.state}: {one.folder}"
        if self.gone:
            yield "Those that are no longer in that place could not be changed: ask who has them."
        if self.cleaned or self.gone:
            yield "Learners have copies of their own, which change when they next open the course:"
            yield "build and install the new copy today and, on a hub, restart their servers."
        for name in self.still_there:
            may = "may " if name.endswith(NOT_SEARCHED) else ""
            yield f"Its words {may}still stand here: {name}"
        yield "Packs and wheels that were given out: make new ones, and ask partners to swap them."
        yield "Pay that was agreed is still paid."


def withdraw(
    root: Path,
    private: Path,
    key: RoleKey | None,
    ref: str,
    on: date,
    *,
    places: Iterable[Path] = (),
    sure: bool = False,
    may_be_asked_again: bool = False,
) -> Withdrawn:
    """Withdraw one contribution; doing it again changes nothing, and finishes what was left.

    sure: it is known that there is one, by its link; nothing of it may lie in the store yet.
    Raises CoprodError when there is no contribution of that reference.
    """
    course = load_course(root / "course")
    manifest = read_manifest(root, course)
    store, copies = ContentStore(private), tuple(Copies(private).with_ref(ref))
    listed = [one.slot for one in manifest.slots if one.reference == ref]
    if not is_ref(ref) or not (sure or _is_known(store, private, key, ref, listed)):
        raise CoprodError(
            "There is no contribution of that reference here.",
            fix="A reference has 16 signs, 0 to 9 and a to f. Check it, and the --workspace.",
        )
    store.take_out(ref, on, ours=asked_for(course))
    packs = PackShelf(private / "packs").forget(ref)
    slots = tuple(dict.fromkeys([*listed, *_slots_in(copies, ref)]))
    if listed:
        write_manifest(
            root / MANIFEST, without(manifest, ref), slots_of(course), course.info.modules
        )
    there = [one for one in copies if one.folder.is_dir()]
    for one in there:
        take_down(one.folder, {slot for slot, filled in one.fills.items() if filled == ref})
        take_out(one.folder, ref)
    recorded = _record(private, key, ref, on, may_be_asked_again)
    searched = [root / "course", root / "modules", root / "exercises", *places]
    return Withdrawn(
        slots=slots,
        cleaned=tuple(there),
        gone=tuple(one for one in copies if not one.folder.is_dir()),
        still_there=withdrawn_in(
            [*searched, *(one.folder for one in there)], private, store.withdrawn()
        ),
        packs=packs,
        in_register=recorded,
    )


def take_down(published: Path, slots: Iterable[str]) -> None:
    """Replace the words in these slots of a published copy by the note that they are gone."""
    wanted = frozenset(slots)
    for path in sorted((published / "course" / "modules").glob("*.yaml")):
        data = json.loads(path.read_text(encoding="utf-8"))
        mine = [slot for slot in data.get("slots", ()) if slot["id"] in wanted and "words" in slot]
        for slot in mine:
            del slot["words"]
            slot["removed"] = True
        if mine:
            fresh = path.with_name(f".{path.name}.new")
            text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(path)


def _is_known(
    store: ContentStore, private: Path, key: RoleKey | None, ref: str, listed: list[str]
) -> bool:
    if listed or ref in store.withdrawn() or store.newest(ref) is not None:
        return True
    return has_records(private) and ref in open_register(private, key).refs("contribution")


def _slots_in(copies: Iterable[Copy], ref: str) -> Iterator[str]:
    for one in copies:
        yield from (slot for slot, filled in one.fills.items() if filled == ref)


def _record(private: Path, key: RoleKey | None, ref: str, on: date, again: bool) -> bool:
    """Write it into the register, if there is one and a key for it; returns whether it is there."""
    if not has_records(private):
        return True
    if key is None:
        return False
    register = open_register(private, key)
    if ref not in register.refs("contribution"):
        return True
    held = register.read("contribution", ref)
    now = side_routes.withdraw(held.record, on, may_be_asked_again=again)
    if now != held.record:
        # Packages have 5 working days: until then the register lists it among what is due.
        wish = Request(wish="stop using it", asked_on=on, site_done_on=on)
        now = replace(now, requests=(*now.requests, wish))
    register.save(held, now)
    return True
