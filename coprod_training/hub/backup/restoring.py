"""Puts a backup back: everything is checked before anything is touched.

Who deleted their data since does not come back, and what was taken back from the survey does not
count: the list of the installation that was there, or one that the operator gives, is applied
before anybody sees what was restored.
"""

import json
import os
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

from coprod_training.backup.folders import unpack
from coprod_training.backup.manifest import Item, checked
from coprod_training.backup.sqlite_copies import BESIDE
from coprod_training.collector.database import open_database
from coprod_training.collector.database_copies import copy_in, copy_out
from coprod_training.collector.deletions import Back, Deletions, Keys, delete_again
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place
from coprod_training.hub.account_rows import forget_servers
from coprod_training.hub.backup.checking import (
    deletions_to_apply,
    holds,
    refuse_running,
    refuse_without_list,
    suits,
    tells_of_deletions,
)
from coprod_training.hub.backup.homes import put_back_homes, refuse_open_courses
from coprod_training.hub.backup.layout import FOLDERS, HUB, STATE, Layout, Part
from coprod_training.hub.backup.said_no import say_no_again
from coprod_training.hub.backup.writing import key_if_there, write_list
from coprod_training.hub.enrolment import EnrolmentBook


def restore(
    layout: Layout,
    backup: Path,
    now: datetime,
    *,
    deletions: Path | None = None,
    without_deletions: bool = False,
    over: bool,
) -> Iterator[str]:
    """Restore a backup into the places that the settings name; yields what is done, in words.

    deletions: a list beside the one of the installation that is there. without_deletions: there is
    none, and whoever deleted their data may be back. over: what is there goes out of the way, and
    is kept. now: UTC. Raises CoprodError before anything is changed when the
    backup cannot be restored here, and before anybody's folder is back when those who deleted
    their data cannot be found again.
    """
    backup = backup.expanduser().resolve()
    deletions = deletions.expanduser().resolve() if deletions else None
    found = checked(backup)
    pairs = suits(layout, found, backup)
    refuse_running(layout.hub)
    if layout.homes:
        refuse_open_courses(layout.homes)
    _refuse_unfinished(backup, deletions)
    again = deletions in _unfinished(backup)
    list_ = deletions_to_apply(layout, found, backup, deletions, now, again=again)
    told = deletions is not None or tells_of_deletions(layout, found, backup, now)
    if not told and not without_deletions:
        refuse_without_list()
    full = [part for part, _ in pairs if not part.stays and holds(part)]
    if full and not over:
        raise CoprodError(
            f"There is something here already: {', '.join(part.what for part in full)}.",
            where=str(full[0].place or full[0].name),
            fix="Restore to an empty place. With --over, what is there now is moved aside and"
            " kept.",
        )
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    # From here on the list of the installation that was there is nowhere else.
    kept = backup.with_name(f"deletions-{stamp}.json")
    write_list(kept, list_)
    yield f"If this does not finish, run it again with --over --deletions {kept}"
    ended = EnrolmentBook(layout.hub.state).ends() + _ends_kept(deletions)
    put_file_in_place(_with_ends(kept), json.dumps(ended).encode(), mode=0o600)
    # Homes lie beside those of others: of each that comes back, what was there goes aside later.
    aside = [one for one in full if not (layout.homes and one.name == FOLDERS)]
    yield from _put_aside(aside, backup, stamp)
    back, made = Back(), datetime.fromisoformat(found.made)
    # People's folders come last: by then it is known whose do not come back.
    for part, item in sorted(pairs, key=_order):
        if part.name == FOLDERS:
            back = _apply(layout, list_, made)
        if layout.homes and part.name == FOLDERS:
            file, state = backup / item.file, layout.hub.state
            yield from put_back_homes(file, layout.homes, back.accounts, state, stamp)
        else:
            yield from _put_back(part, item, backup, back.accounts)
        if part.name == STATE and (lines := EnrolmentBook(layout.hub.state).end_again(ended)):
            yield f"Lines kept of what was there, on closed codes and on who left: {lines}."
    if layout.people is None:
        back = _apply(layout, list_, made)
    os.sync()
    for done in (kept, *(one for one in _unfinished(backup) if one == deletions)):
        done.unlink()
        _with_ends(done).unlink(missing_ok=True)
    yield f"Restored: the backup of {found.made}."
    yield from _said(list_, back, told=told)


def _unfinished(backup: Path) -> list[Path]:
    """The lists that restores kept beside the backups and did not come to take away."""
    return sorted(backup.parent.glob("deletions-*Z.json"))


def _refuse_unfinished(backup: Path, given: Path | None) -> None:
    """Raise CoprodError where one that broke off has the only list of who is gone."""
    left = _unfinished(backup)
    if left and given is None:
        raise CoprodError(
            "An earlier restore did not finish. Its list of who deleted their data is here.",
            where=str(left[-1]),
            fix=f"Run it again with --deletions {left[-1]}. If it was finished since, delete that"
            " file first.",
        )


def _with_ends(deletions: Path) -> Path:
    """Where what ended a code or a place is kept, beside the list, while a restore runs."""
    return deletions.with_name(f"ended-{deletions.name.removeprefix('deletions-')}")


def _ends_kept(deletions: Path | None) -> list[dict[str, Any]]:
    """What a restore that broke off had kept: the folder it came from may be moved aside by now."""
    if deletions is None or not _with_ends(deletions).exists():
        return []
    found: list[dict[str, Any]] = json.loads(_with_ends(deletions).read_bytes())
    return found


def _order(pair: tuple[Part, Item]) -> int:
    part, _ = pair
    return 3 if part.name == FOLDERS else {"folder": 0, "database": 1, "file": 2}[part.kind]


def _said(list_: Deletions, back: Back, *, told: bool) -> Iterator[str]:
    if list_.empty or not told:
        why = (
            "The list of deletions is empty." if list_.empty else "No list of deletions was given."
        )
        yield (
            f"{why} What somebody has deleted since this backup, or taken back from the survey, is"
            " back: tell whoever looks after the data."
        )
    if list_.empty:
        return
    if back.ended:
        yield f"A yes to the survey ended after the backup, and stays ended, for: {back.ended}."
    if back.said_no:
        yield f"A no to being counted was said after the backup, and stays, for: {back.said_no}."
    number = len(back.accounts)
    yield f"Learners in the list of deletions who would have come back and did not: {number}."


def _put_aside(full: list[Part], backup: Path, stamp: str) -> Iterator[str]:
    kept = backup.with_name(f"before-restore-{stamp}")
    folders = [one.place for one in full if one.kind == "folder" and one.place]
    for part in full:
        if part.place and any(one in part.place.parents for one in folders):
            continue  # it goes with the folder that it lies in
        if part.place is None:
            kept.mkdir(mode=0o700, exist_ok=True)
            copy = kept / f"{part.name}.dump"
            copy_out(part.address, copy)
            yield f"What was there is in {copy}: delete it when nobody needs it."
            continue
        ends = ("", *BESIDE) if part.kind == "database" else ("",)
        for end in ends:
            place = part.place.with_name(part.place.name + end)
            if place.exists():
                # SQLite looks for what is beside a file by the whole of its name.
                place.rename(part.place.with_name(f"{part.place.name}.before-{stamp}{end}"))
        yield f"What was there is in {part.place}.before-{stamp}: delete it when nobody needs it."


def _put_back(part: Part, item: Item, backup: Path, gone: Collection[str]) -> Iterator[str]:
    file = backup / item.file
    if part.stays and holds(part):
        yield f"Left alone: {part.what}. The backup's are in {file}."
    elif part.kind == "database":
        copy_in(file, part.address)
        if part.name == HUB:
            forget_servers(part.address)
    elif part.place is not None and part.kind == "folder":
        unpack(file, part.place, gone if part.name == FOLDERS else ())
    elif part.place is not None:
        copyfile(file, part.place)


def _apply(layout: Layout, list_: Deletions, made: datetime) -> Back:
    """Bring the tables up to this version, and delete again; what was back. made: the backup."""
    if not layout.database:
        return Back()
    progress = key_if_there(layout.private, "progress")
    survey = key_if_there(layout.private, "survey")
    with (
        closing(open_database(layout.database)) as main,
        closing(open_database(layout.survey_database, "survey")) as answers,
    ):
        main.upgrade()
        answers.upgrade()
        if list_.empty:
            return Back()
        if progress is None or survey is None:
            raise CoprodError(
                "The keys of the pseudonyms are neither here nor in the backup, so whoever deleted"
                " their data cannot be found, and would be back. Nobody's folder was put back.",
                where=str(layout.private),
                fix="Put the folder with the keys there, then run it again with the list of"
                " deletions, as said above.",
            )
        accounts = EnrolmentBook(layout.hub.state).read().people
        back = delete_again(main, answers, Keys(progress, survey), list_, accounts, made)
        said_no = say_no_again(layout.hub.state, main, progress, list_.not_counted)
        return replace(back, said_no=said_no)
