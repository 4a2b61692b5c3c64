"""What happens when somebody withdraws: first nothing is given out, then the rest is put right.

The first step needs no key, no gate and no reason, so that it is never in anybody's way.
Source: contribution-process.md, section 8, and rule G22.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from coprod_training.cli.copy_ends import end_sooner, is_pilot
from coprod_training.cli.gate_case import MANIFEST, read_manifest, slots_of
from coprod_training.cli.private_records import has_records, open_register
from coprod_training.cli.published import asked_for, withdrawn_in
from coprod_training.cli.withdrawn import Withdrawn
from coprod_training.content.course import load_course
from coprod_training.content.place import MARKER
from coprod_training.content.take_down import stands_in, take_down
from coprod_training.contributions import side_routes
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.copies import Copies, Copy, alone
from coprod_training.contributions.history_files import refs_in, take_out
from coprod_training.contributions.manifest import without, write_manifest
from coprod_training.contributions.pack_shelf import PackShelf
from coprod_training.contributions.public import PublicManifest
from coprod_training.contributions.refs import is_ref
from coprod_training.contributions.requests import Request
from coprod_training.contributions.role_keys import RoleKey
from coprod_training.errors import CoprodError, in_words
from coprod_training.lab.home import LEARNER_VIEW
from coprod_training.lab.opening import PACKAGED
from coprod_training.lab.workspace import Workspace


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
    Nothing else that is wrong here stops it: first its words are gone, then each copy is changed
    by itself, then the rest follows. Raises CoprodError when there is no contribution of that
    reference.
    """
    with alone(private):
        wrong: list[str] = []
        course, manifest = None, PublicManifest()
        with _going_on(wrong):
            course = load_course(root / "course")
            manifest = read_manifest(root, course)
        listed = [one.slot for one in manifest.slots if one.reference == ref]
        store = ContentStore(private)
        if not is_ref(ref) or not (sure or _is_known(store, private, key, ref, listed)):
            raise CoprodError(
                "There is no contribution with that reference here.",
                fix="A reference is 16 characters, 0 to 9 and a to f. Check it, and --workspace.",
            )
        before = store.withdrawn().get(ref)
        try:
            store.take_out(ref, on, ours=asked_for(course) if course else ())
        except Exception as error:
            if ref not in store.withdrawn():
                raise  # it would still be given out, so nothing may say that it is gone
            wrong.append(str(in_words(error)))
        copies: tuple[Copy, ...] = ()
        with _going_on(wrong):
            # The newest of each folder: another copy may have been published over one.
            copies = tuple({one.folder: one for one in Copies(private).with_ref(ref)}.values())
        at = dict.fromkeys(one.folder for one in copies)
        opened = [one for one in opened_here(private) if one not in at]
        there = [folder for folder in at if is_there(folder)]
        here = [folder for folder in opened if may_show(folder, ref)]
        # The 30 days count from when they took it back, also where a keeper finishes it later.
        since = store.withdrawn()[ref]
        cleaned = {folder: clean(folder, ref, since) for folder in (*there, *here)}
        shut = [folder for folder, slots in cleaned.items() if slots is None]
        if listed and course:
            with _going_on(wrong):
                fresh = without(manifest, ref)
                write_manifest(root / MANIFEST, fresh, slots_of(course), course.info.modules)
        shelf = PackShelf(private / "packs")
        packs = 0
        with _going_on(wrong):
            packs = shelf.forget(ref)
        with _going_on(wrong):
            for one in shelf.torn():
                wrong.append(f"Nobody can read whose pack this is. Remove it: {one}")
        recorded = False
        with _going_on(wrong):
            recorded = _record(private, key, ref, since, may_be_asked_again)
        searched = [root / "course", root / "modules", root / "exercises", *places]
        found: tuple[str, ...] = ()
        with _going_on(wrong):
            found = withdrawn_in([*searched, *there, *opened], private, store.withdrawn())
        return Withdrawn(
            slots=tuple(
                dict.fromkeys([*listed, *(s for got in cleaned.values() for s in got or ())])
            ),
            cleaned=tuple(one for one in copies if one.folder in set(there) - set(shut)),
            here=tuple(one for one in here if one not in shut),
            shut=tuple(shut),
            gone=tuple(one for one in copies if one.folder not in there),
            still_there=found,
            packs=packs,
            unfinished=tuple(wrong),
            in_register=recorded,
            before=before,
        )


@contextmanager
def _going_on(wrong: list[str]) -> Iterator[None]:
    """Whatever fails in here is said at the end, and does not stop what comes after it."""
    try:
        yield
    except Exception as error:
        wrong.append(str(in_words(error)))


def opened_here(private: Path) -> tuple[Path, ...]:
    """The published courses that lessons of this workspace read: no list of copies has them."""
    mine = Workspace(private.parent)
    homes = (mine.learner, mine.trainer / LEARNER_VIEW)
    return tuple(one for one in (PACKAGED, *(home / MARKER for home in homes)) if is_there(one))


def is_there(folder: Path) -> bool:
    """Whether there is such a folder. One that nobody may look into counts: it has to be named."""
    try:
        return folder.is_dir()
    except OSError:
        return True


def may_show(opened: Path, ref: str) -> bool:
    """Whether a course that is open here has something of it, or nobody can see what it has.

    By its places as well as by its history: either may be all that a step before left.
    """
    try:
        return ref in refs_in(opened) or stands_in(opened, ref)
    except Exception:
        return True


def clean(
    folder: Path, ref: str, day: date, *, removed: bool = True, stopped: bool = False
) -> tuple[str, ...] | None:
    """Take it out of one copy, its words and its credit; the slots in which it stood.

    day: from which on a released copy may miss what it needs. removed: see `take_down`.
    stopped: see `end_sooner`. None where anything cannot be done.
    """
    wrong: list[str] = []
    slots: tuple[str, ...] = ()
    with _going_on(wrong):
        end_sooner(folder, ref, day, removed=removed, stopped=stopped)
    with _going_on(wrong):
        slots = take_down(folder, ref, removed=removed)
    with _going_on(wrong):
        take_out(folder, ref, pilot=is_pilot(folder))
    return None if wrong else slots


def _is_known(
    store: ContentStore, private: Path, key: RoleKey | None, ref: str, listed: list[str]
) -> bool:
    if listed or ref in store.withdrawn() or store.newest(ref) is not None:
        return True
    return has_records(private) and ref in open_register(private, key).refs("contribution")


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
