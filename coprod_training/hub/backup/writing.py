"""Copies all of a hub into a new dated folder, which nobody else can open."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from coprod_training.backup.dated import dated_folder, refuse_inside
from coprod_training.backup.folders import pack
from coprod_training.backup.manifest import Item, item_of, write_manifest
from coprod_training.backup.room import Room
from coprod_training.collector.database import open_database
from coprod_training.collector.database_copies import copy_out, holds_tables, kind_of
from coprod_training.collector.database_mark import mark_in
from coprod_training.collector.deletions import Deletions, deletions_of, mark_of, read_deletions
from coprod_training.collector.survey_store import ended, events_of
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place
from coprod_training.hub.backup.layout import FOLDERS, MAIN, STATE, SURVEY, Layout, Part
from coprod_training.hub.backup.said_no import those_who_said_no, without_those_who_say_yes
from coprod_training.hub.backup.state_mark import mark_of_state, mark_state
from coprod_training.hub.backup.waiting import waiting
from coprod_training.secret_key import load_secret
from coprod_training.survey.consent import ConsentEvent
from coprod_training.survey.pseudonym import Key, pseudonym_of

DELETED = "deletions"
_ENDS = {"sqlite": "sqlite", "postgresql": "dump", "folder": "tar.gz", "file": "csv"}


@dataclass(frozen=True)
class Copied:
    """folder: the backup's own, such as coprod-20261127T192200Z.

    missing: how many files and folders are not in it, by whose folder they lie in.
    """

    folder: Path
    missing: Mapping[str, int]


def back_up(layout: Layout, into: Path, now: datetime) -> Copied:
    """Make a backup below a folder.

    now: UTC. Until all of it is on the disk its name begins with a dot. Raises CoprodError for a
    part that is missing, and for a place that lies inside what is copied.
    """
    into = into.expanduser().resolve()
    parts = layout.parts()
    for part in parts:
        _refuse(part, into)
    mark_state(layout.hub.state)
    with dated_folder(into, now) as (folder, done):
        missing: dict[str, int] = {}
        items = list(_copied(layout, parts, folder, missing))
        list_ = current_deletions(layout, now)
        deleted = folder / f"{DELETED}.json"
        write_list(deleted, list_)
        items.append(item_of(DELETED, "list", "who deleted their data, by pseudonym", deleted))
        write_manifest(folder, now, items, key=list_.key, marks=marks_of(layout))
    return Copied(done, missing)


def current_deletions(layout: Layout, now: datetime) -> Deletions:
    """Who deleted their data in the installation that is there, took back a yes or said no.

    Empty where there is none. Deletions that wait for the collector are among them. now: UTC.
    Raises CoprodError when there is a collector's database and not the key of its pseudonyms: an
    empty list would say that nobody ever deleted anything.
    """
    key = key_if_there(layout.private, "progress")
    if not layout.database:
        return Deletions("", {})
    if key is None:
        if not holds_tables(layout.database):
            return Deletions("", {})
        raise CoprodError(
            "The collector's key is not here, so nobody can tell who deleted their data.",
            where=str(layout.private),
            fix="Say with --private where the collector's own folder is. If it is lost, move its"
            " database away and give --deletions FILE.",
        )
    waits = {str(pseudonym_of(who, key)): asked for who, asked in waiting(layout.people, now)}
    said_no = those_who_said_no(layout.hub.state, key)
    list_ = Deletions(mark_of(key), waits, _ended(layout.survey_database), said_no)
    if not holds_tables(layout.database):
        return list_
    with closing(open_database(layout.database)) as store:
        return deletions_of(store, key).joined(list_)


def marks_of(layout: Layout) -> dict[str, str]:
    """The marks of the collector's databases and of the hub's folder, of those that have one."""
    addresses = {MAIN: layout.database, SURVEY: layout.survey_database}
    found = {part: mark_in(address) for part, address in addresses.items() if address}
    found[STATE] = mark_of_state(layout.hub.state)
    return {part: mark for part, mark in found.items() if mark}


def without_deleted(before: Deletions, address: str) -> Deletions:
    """A list without what it says of the survey of who has deleted everything since.

    address: of the survey's database. See survey_store.ended.
    """
    if not holds_tables(address):
        return before
    with closing(open_database(address, "survey")) as store, store.reading() as connection:
        gone = {event.pseudonym for event in events_of(connection) if event.is_deletion}
    return replace(before, ended=tuple(one for one in before.ended if one.pseudonym not in gone))


def lengthen_list(file: Path, layout: Layout, now: datetime) -> None:
    """Write `current_deletions` beside what an earlier list in this file says, mode 600.

    A database that was lost knows nobody any more: what the file holds then is all that is left.
    Raises CoprodError, and changes nothing, for a file that is no list or is of another key.
    """
    list_ = current_deletions(layout, now)
    if file.exists():
        before = read_deletions(file)
        if before.key != list_.key and not (before.empty or list_.empty):
            raise CoprodError(
                "This file holds the list of a different installation: its pseudonyms were made"
                " with a different key.",
                where=str(file),
                fix="Give another name for the new list, and keep both.",
            )
        list_ = _still_said(before, layout).joined(list_)
    write_list(file, list_)


def _still_said(before: Deletions, layout: Layout) -> Deletions:
    """A list without what was said otherwise since."""
    key = key_if_there(layout.private, "progress")
    if key is not None:
        said_no = without_those_who_say_yes(before.not_counted, layout.hub.state, key)
        before = replace(before, not_counted=said_no)
    return without_deleted(before, layout.survey_database)


def _ended(address: str) -> tuple[ConsentEvent, ...]:
    if not holds_tables(address):
        return ()
    with closing(open_database(address, "survey")) as store, store.reading() as connection:
        return tuple(ended(connection))


def write_list(file: Path, list_: Deletions) -> None:
    """Write a list of deletions, mode 600; whole or not at all, in the place of an earlier one."""
    put_file_in_place(file, list_.as_json().encode(), mode=0o600)


def key_if_there(private: Path | None, purpose: str) -> Key | None:
    """A key of the collector. None where there is none: nothing here makes a new one."""
    if private is None or not (private / "keys" / f"{purpose}.key").exists():
        return None
    secret = load_secret(private, purpose)
    return Key("survey" if purpose == "survey" else "progress", secret)


def _copied(
    layout: Layout, parts: list[Part], folder: Path, missing: dict[str, int]
) -> Iterator[Item]:
    for one in parts:
        kind = kind_of(one.address) if one.kind == "database" else one.kind
        to, schema = folder / f"{one.name}.{_ENDS[kind]}", ""
        if one.kind == "database":
            schema = copy_out(one.address, to)
        elif one.place is not None and one.kind == "folder":
            room = Room() if one.name == FOLDERS else None
            missing.update(pack(one.place, to, layout.inside(one), room))
        elif one.place is not None:
            to.touch(mode=0o600)
            shutil.copyfile(one.place, to)
        yield item_of(one.name, kind, one.what, to, schema)


def _refuse(part: Part, into: Path) -> None:
    if part.kind == "database" or part.place is None:
        return
    if not part.place.exists():
        raise CoprodError(
            f"A part of this hub is not where its settings say: {part.what}.",
            where=str(part.place),
            fix="Check hub.toml, and the options that name the collector's folders.",
        )
    if part.kind == "folder":
        refuse_inside(into, part.place)
