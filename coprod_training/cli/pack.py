"""Make a review pack of a module: a Word document, and one HTML file that needs no login."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coprod_training.cli.options import (
    add_course,
    add_key,
    add_workspace,
    module_asked_for,
    refuse_inside,
    staff_copy_of,
    workspace_of,
)
from coprod_training.cli.pack_details import details_in
from coprod_training.content.course import load_course
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place
from coprod_training.plain_words import plain_line

if TYPE_CHECKING:
    from coprod_training.content.course import Course
    from coprod_training.contributions.help_contacts import Contact
    from coprod_training.contributions.pack_shelf import PackShelf
    from coprod_training.contributions.passages import Pack


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument("module", metavar="MODULE", help="its number or its name")
    parser.add_argument(
        "--to", type=Path, default=Path(), metavar="DIR", help="where to write (default: here)"
    )
    parser.add_argument(
        "--for",
        dest="ref",
        default="",
        metavar="REF",
        help="whose copy it is: the reference of a contribution with agreed terms. It has room for"
        " their words in its slot, and takes --key",
    )
    parser.add_argument(
        "--details",
        type=Path,
        metavar="FILE",
        help="a YAML file with payment, support and so on, for the terms (default: gaps)",
    )
    parser.add_argument(
        "--exercises",
        action="store_true",
        help="with the exercises of the module and what we call right in them, for a reviewer who"
        " decides on it; not for anybody who takes the course",
    )
    parser.add_argument(
        "--since",
        metavar="PACK",
        help="only what has changed since this pack of the module: ten characters, or its .html."
        " One page, with the words before beside the words now",
    )
    add_key(parser)
    add_course(parser)
    add_workspace(parser)


def run(asked: argparse.Namespace) -> int:
    """Write both files, keep the pack, and say what is still to be filled in."""
    # Only here: nobody else needs what writes Word documents.
    from coprod_training.contributions.help_contacts import contacts_of, gap_lines
    from coprod_training.contributions.html_pack import html_of_pack
    from coprod_training.contributions.pack_opening import places, waiting
    from coprod_training.contributions.pack_shelf import shelf_in
    from coprod_training.contributions.word_pack import word_of_pack
    from coprod_training.paper.module_pack import pack_of

    root = staff_copy_of(asked)
    if asked.details is not None:
        refuse_inside(root, asked.details)
    details = details_in(asked.details, places())
    course = load_course(root / "course")
    slug = module_asked_for(course, asked.module)
    slot, record = _agreed(asked, slug) if asked.ref else ("", {})
    details = _offered(course, slot, record) | details
    keys = asked.exercises
    pack = pack_of(root, course, slug, ref=asked.ref, slot=slot, details=details, exercises=keys)
    own = bool(details or asked.ref)
    if own:
        refuse_inside(root, asked.to)
    if asked.to.exists() and not asked.to.is_dir():
        raise CoprodError("This is a file.", where=str(asked.to), fix="Give a folder with --to.")
    shelf = shelf_in(workspace_of(asked).private)
    contacts = contacts_of(course.info.help.contacts, details)
    if asked.since:
        return _changes(asked, shelf, pack, contacts, own=own)
    kept = shelf.keep(pack, own=own)
    whose = _whose(pack, own=own)
    for name, content in {
        f"{slug}-pack{whose}.docx": word_of_pack(pack),
        f"{slug}-pack{whose}.html": html_of_pack(pack, contacts=contacts).encode(),
    }.items():
        put_file_in_place(asked.to / name, content, mode=0o600 if own else 0o666)
        print(asked.to / name)
    print(f"Pack {pack.id}: {len(pack.passages)} passages.")
    if keys:
        print(
            "It shows what we call right in marked exercises: do not give it to anybody who takes"
            " the course."
        )
    if not kept:
        print("It is not kept here, as nobody holds a keeper's key: keep the .html that you send.")
    if gaps := waiting(details):
        print("Before this goes to a person, fill in with --details: " + ", ".join(gaps) + ".")
    for line in (*_open_here(pack, slot), *gap_lines(contacts)):
        print(line)
    return 0


def _whose(pack: "Pack", *, own: bool) -> str:
    """A part of the file's name: another's pack takes nobody's place in the folder."""
    return f"-{pack.ref or pack.id}" if own else ""


def _changes(
    asked: argparse.Namespace,
    shelf: "PackShelf",
    pack: "Pack",
    contacts: "tuple[Contact, ...]",
    *,
    own: bool,
) -> int:
    """Write the page of what differs from an earlier pack, and say how much that is.

    own: the page names whom this one person can ask, so it is theirs as their pack is.
    """
    from coprod_training.contributions.html_pack import html_of_pack
    from coprod_training.contributions.pack_changes import changed_since
    from coprod_training.paper.module_pack import nobodys

    old = _earlier(asked, shelf)
    if old is None or old.module != pack.module:
        raise CoprodError(
            f"This is not a pack of the module {pack.module}.",
            where=f"--since {asked.since}",
            fix="Give the ten characters that coprod pack printed, with your --key if it was one"
            " person's, or the .html file that it wrote.",
        )
    changes = changed_since(nobodys(old), nobodys(pack))
    if changes is None:
        edition = plain_line(old.version)
        print(f"No words of the module differ from edition {edition} as that pack has it.")
        return 0
    shelf.keep(changes.pack, own=bool(pack.ref))
    whose = _whose(pack, own=own)
    path = asked.to / f"{pack.module}-changes{whose}.html"
    page = html_of_pack(changes.pack, changes.before, contacts=contacts)
    put_file_in_place(path, page.encode(), mode=0o600 if own else 0o666)
    print(path)
    count = len(changes.before)
    print(f"{count} {'passage differs' if count == 1 else 'passages differ'}.")
    return 0


def _earlier(asked: argparse.Namespace, shelf: "PackShelf") -> "Pack | None":
    from coprod_training.cli.role_key import role_key
    from coprod_training.contributions.page_back import read_page
    from coprod_training.contributions.passages import from_data

    path = Path(asked.since)
    if path.is_file():
        return from_data(read_page(path.read_bytes()).carried.get("pack"))
    return shelf.pack(asked.since, role_key(asked.key) if asked.key else None)


def _offered(course: "Course", slot: str, record: Mapping[str, Any]) -> dict[str, str]:
    from coprod_training.cli.own_offer import offered

    every = (one for module in course.modules for one in module.slots)
    here = next((one for one in every if one.id == slot), None)
    return offered(here, record) if here is not None else {}


def _open_here(pack: "Pack", slot: str) -> Iterator[str]:
    """What the pack itself says is not decided of the place that this copy is for."""
    from coprod_training.content.slot_offer import STILL_OPEN

    if found := [one.label for one in pack.passages if one.slot == slot and one.text == STILL_OPEN]:
        yield f"Before this goes to a person, decide for {slot}: {', '.join(found)}. It is still to"
        yield "be decided on the page. Write it into the module's file: settings, pay, support."


def _agreed(asked: argparse.Namespace, module: str) -> tuple[str, Mapping[str, Any]]:
    """The slot of the contribution that this copy is for, and what the key opens of its record.

    Raises CoprodError when its terms are not agreed, or it belongs into another module.
    """
    from coprod_training.cli.role_key import role_key
    from coprod_training.contributions.content_store import ContentStore
    from coprod_training.contributions.refs import is_ref
    from coprod_training.contributions.register import Register
    from coprod_training.contributions.stages import MAY_WRITE

    if not is_ref(asked.ref):
        raise CoprodError(
            "This is not the reference of a contribution.",
            where="--for",
            fix="A reference is 16 characters, 0 to 9 and a to f. A name never goes here.",
        )
    register = Register(workspace_of(asked).private, role_key(asked.key))
    known = register.read("contribution", asked.ref).fields
    if asked.ref in ContentStore(workspace_of(asked).private).withdrawn():
        raise CoprodError(
            "This contribution was withdrawn.", where=asked.ref, fix="Leave --for out."
        )
    if known["status"] not in MAY_WRITE:
        raise CoprodError(
            f"It is at {known['status']!r}. There is room to write only between agreed terms and"
            " the contributor's approval.",
            where=asked.ref,
            fix="Leave --for out."
            if "terms agreed" in known["reached"]
            else "Agree the terms first, or leave --for out.",
        )
    if known["module"] != module:
        raise CoprodError(
            f"This contribution belongs to the module {known['module']}.", where=asked.ref
        )
    return str(known["slot"]), known
