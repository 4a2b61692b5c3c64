"""Take in a review pack that came back, or an author's answers to one."""

import argparse
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coprod_training.cli.options import add_key, add_workspace, refuse_inside, workspace_of
from coprod_training.contributions.pack_shelf import AGE, PackShelf, for_keeper_in, shelf_in
from coprod_training.contributions.passages import Pack, from_data
from coprod_training.errors import CoprodError
from coprod_training.lab.workspace import find_staff_copy
from coprod_training.plain_words import plain_line, plain_lines

if TYPE_CHECKING:
    from coprod_training.contributions.merge import Merged
    from coprod_training.contributions.said import Said


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="the .docx or .html that came back; or a for-the-keeper.age, to read it with your key",
    )
    parser.add_argument(
        "--credit",
        default="",
        metavar="WORDS",
        help='how this person may be called, as they agreed (default: "A reviewer")',
    )
    parser.add_argument(
        "--pack",
        type=Path,
        metavar="FILE",
        help="the pack as it was sent (.html), when the document does not carry it any more",
    )
    add_key(parser)
    add_workspace(parser)


def run(asked: argparse.Namespace) -> int:
    """Merge one file, and say how much landed; words are printed to a keeper alone."""
    # Only here: nobody else needs what reads Word documents.
    from coprod_training.contributions import html_pack, side_by_side
    from coprod_training.contributions.merge import Merged, merge
    from coprod_training.contributions.merge_page import merge_page
    from coprod_training.contributions.page_back import read_page
    from coprod_training.contributions.word_back import read_word

    staff = find_staff_copy(None, Path.cwd())
    if staff is not None:
        refuse_inside(staff, asked.file)
    content = asked.file.read_bytes()
    if content.startswith(AGE):
        return _read(asked, content)
    name = sha256(content).hexdigest()[:10]
    shelf = shelf_in(workspace_of(asked).private)
    merged: Merged
    if content[:2] == b"PK":  # what every Word document begins with: it is a zip
        back = read_word(content)
        pack = back.pack or _pack(shelf, back.pack_id, asked)
        merged = merge(pack, back, name=name, credit=_credit(asked, pack, shelf))
    else:
        page = read_page(content)
        if page.carried.get("sort") == side_by_side.SORT:
            return _answered(shelf, page.carried, page.values)
        if page.carried.get("sort") != html_pack.SORT:
            raise CoprodError(
                "This page is neither a pack nor an author's answers.",
                where=str(asked.file),
                fix="Give the file that “Save my comments” or “Save my answers” made.",
            )
        pack = from_data(page.carried.get("pack"))
        credit = _credit(asked, pack, shelf)
        merged = merge_page(pack, page.values, name=name, credit=credit, day=page.day)
    if not shelf.has(pack.id):
        print("This pack was not made here. Its passages are shown as the file has them.")
    before = shelf.merged_before(pack.id, name)
    place = _kept(asked, shelf, pack, merged, name)
    if before is not None:
        _told_again(before, shelf.said(place))
    comments = sum(one.sort == "comment" for one in merged.said)
    changes = _count(len(merged.said) - comments, "change or answer", "changes or answers")
    print(f"{_count(comments, 'comment', 'comments')} and {changes} landed.")
    rest = _count(len(merged.not_landed), "thing has", "things have")
    print(f"{rest} no passage, and can be read in the same place.")
    if merged.for_keeper:
        keeper = next(place.glob("for-the-keeper.*"))
        print(f"{len(merged.for_keeper)} for the contribution keeper only: {keeper}")
        if not shelf.keepers:
            print("That file is not sealed, as nobody holds a keeper's key here.")
    print(f"For the author to answer: {place / 'side-by-side.html'}")
    return 0


def _told_again(before: "Sequence[Said]", now: "Sequence[Said]") -> None:
    """Print what taking in the same file again has changed."""
    print("This file was taken in before. Its points and their answers stay as they are.")
    called = sum(old.who != new.who for old, new in zip(before, now, strict=True))
    if called:
        points = _count(called, "point", "points")
        print(
            f"How this person may be called is as you say it now, on {points} and for the author."
        )


def _kept(
    asked: argparse.Namespace, shelf: PackShelf, pack: Pack, merged: "Merged", name: str
) -> Path:
    """Where it is kept now. Raises CoprodError, and keeps nothing, for what was withdrawn."""
    from coprod_training.contributions.copies import alone

    if not pack.ref:
        return shelf.keep_merged(pack, merged, name)
    private = workspace_of(asked).private
    with alone(private):  # a withdrawal meanwhile would not find it
        _refuse_withdrawn(asked, pack)
        return shelf.keep_merged(pack, merged, name)


def _refuse_withdrawn(asked: argparse.Namespace, pack: Pack) -> None:
    from coprod_training.contributions.content_store import ContentStore

    if pack.ref and pack.ref in ContentStore(workspace_of(asked).private).withdrawn():
        raise CoprodError(
            "The contribution that this pack is for was withdrawn, so nothing of it is kept.",
            where=str(asked.file),
            fix="Delete this file, and other copies of it that you have.",
        )


def _credit(asked: argparse.Namespace, pack: Pack, shelf: PackShelf) -> str:
    """How whoever wrote in this copy may be called: with a keeper's key, as the register has it.

    Raises CoprodError when words were typed that are not those on record, or when the copy is none
    of ours: anybody can write a reference, which is public, into a file. A withdrawal comes first,
    since it took the pack away: without that, whoever types this is told to try another way.
    """
    _refuse_withdrawn(asked, pack)
    typed = str(asked.credit)
    if asked.key is None or not pack.ref:
        return typed
    if not shelf.has(pack.id):
        raise CoprodError(
            "This copy was not made here, so it is not known whose words these are.",
            where=str(asked.file),
            fix="Give the workspace that it was made in, or take it in without --key: then nobody"
            " is credited.",
        )
    from coprod_training.cli.role_key import role_key
    from coprod_training.contributions.register import Register

    register = Register(workspace_of(asked).private, role_key(asked.key))
    chosen = register.read("contribution", pack.ref).record.attribution
    allowed = chosen.display_text if chosen is not None and chosen.how != "anonymous" else ""
    if typed and typed != allowed:
        raise CoprodError(
            "This is not the credit that the person of this copy chose.",
            where="--credit",
            fix="Leave --credit out: the register knows it.",
        )
    return allowed


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _read(asked: argparse.Namespace, content: bytes) -> int:
    """Print all that is for the keeper alone, hidden or not. Raises CoprodError without a key."""
    from coprod_training.cli.role_key import role_key

    for one in for_keeper_in(content, role_key(asked.key)):
        what = _about(one)
        print(plain_line(f"{one.ref}, {what}, passage {one.number} ({one.passage}):"))
        print(plain_lines(one.words or one.new), end="\n\n")
    return 0


def _about(one: "Said") -> str:
    if one.sort == "contribution":
        return "words for a place"
    return "about the terms" if one.passage.startswith("terms/") else "beside words for a place"


def _pack(shelf: PackShelf, pack_id: str, asked: argparse.Namespace) -> Pack:
    """The pack of a document that does not carry it."""
    from coprod_training.cli.role_key import role_key
    from coprod_training.contributions.page_back import read_page

    path: Path | None = asked.pack
    found = from_data(read_page(path.read_bytes()).carried.get("pack")) if path else None
    found = found or shelf.pack(pack_id, role_key(asked.key) if asked.key else None)
    if found is None:
        raise CoprodError(
            "This document does not say which pack it is, so its numbers could mean anything.",
            fix="Give the pack that was sent, its .html file, with --pack; or, if it was kept here,"
            " your key with --key.",
        )
    return found


def _answered(shelf: PackShelf, carried: Mapping[str, Any], values: Mapping[str, str]) -> int:
    from coprod_training.contributions.review_points import needs_no_answer

    place = shelf.folder(str(carried.get("pack")), str(carried.get("name")))
    points = [one for one in shelf.answer(place, values) if not needs_no_answer(one)]
    still = [one.ref for one in points if one.answer in ("", "discuss")]
    print(f"{len(points) - len(still)} of {len(points)} points have an answer.")
    if still:
        print("Still open: " + ", ".join(still))
    return 0
