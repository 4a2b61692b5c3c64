"""What has to be so before a backup is restored. Nothing here changes anything."""

import socket
from collections.abc import Collection
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from coprod_training.backup.folders import check
from coprod_training.backup.manifest import Item, Manifest
from coprod_training.collector.database import open_database, revisions
from coprod_training.collector.database_copies import holds_tables, kind_of
from coprod_training.collector.deletions import Deletions, knows_anybody, read_deletions
from coprod_training.collector.survey_store import holds_people
from coprod_training.errors import CoprodError
from coprod_training.hub.backup.layout import MAIN, STATE, SURVEY, Layout, Part
from coprod_training.hub.backup.writing import (
    DELETED,
    current_deletions,
    marks_of,
    without_deleted,
)
from coprod_training.hub.enrolment import FILE
from coprod_training.hub.settings import HubSettings

_SECONDS = 2  # for a program of this machine to take a connection


def suits(layout: Layout, found: Manifest, backup: Path) -> list[tuple[Part, Item]]:
    """Each part of this hub with its file. Raises CoprodError when the two do not fit."""
    parts = layout.parts()
    pairs = []
    for part in parts:
        item = found.item(part.name)
        if item is None:
            if part.stays:
                continue
            raise _other(f"This backup has no file for a part of this hub: {part.what}.", backup)
        kind = kind_of(part.address) if part.kind == "database" else part.kind
        if item.kind != kind:
            raise _other(
                f"{item.file} is of the kind {item.kind}, and this hub keeps it as {kind}.", backup
            )
        if kind == "folder":
            check(backup / item.file)
        pairs.append((part, item))
    known = {part.name for part in parts} | {DELETED}
    for item in found.items:
        if item.part not in known and item.part not in ("staff", "services"):
            raise _other(f"This hub has no place for a part of the backup: {item.what}.", backup)
    if found.item(DELETED) is None:
        raise _other("This backup has no list of deletions.", backup)
    _refuse_newer(found, backup)
    return pairs


def refuse_running(hub: HubSettings, which: Collection[str] = ("hub", "collector")) -> None:
    """Raise CoprodError while one of these answers on this machine."""
    places = {"hub": (hub.hub_ip, hub.hub_port)}
    if hub.collector is not None:
        address = urlsplit(hub.collector.url)
        places["collector"] = (address.hostname or "127.0.0.1", address.port or 80)
    for name, place in places.items():
        if name not in which:
            continue
        with suppress(OSError), socket.create_connection(place, _SECONDS):
            raise CoprodError(
                f"The {name} is running.",
                where=f"{place[0]}:{place[1]}",
                fix="Stop it first, as docs/operate.md says.",
            )


def deletions_to_apply(
    layout: Layout, found: Manifest, backup: Path, given: Path | None, now: datetime, *, again: bool
) -> Deletions:
    """The lists of the installation that is there, of the operator and of the backup, in one.

    again: whether a restore broke off, and left its list. What is here now is half of one and half
    of the other, and that list has all that was known. Raises CoprodError when a list is of other
    keys than the backup, or cannot be read.
    """
    list_ = Deletions("", {}) if again else _deletions_here(layout, now)
    item = found.item(DELETED)
    if item is not None:
        list_ = list_.joined(read_deletions(backup / item.file))
    if given is not None:
        list_ = list_.joined(read_deletions(given))
    if not list_.empty and list_.key != found.key:
        raise CoprodError(
            "The list of deletions belongs to a different installation from the backup: the keys of"
            " their pseudonyms differ.",
            where=str(given or "the collector that is here"),
            fix="Give the list from the installation that the backup came from.",
        )
    return list_


def _deletions_here(layout: Layout, now: datetime) -> Deletions:
    try:
        return current_deletions(layout, now)
    except CoprodError:
        raise
    except Exception as error:  # whatever a database that is away or broken says
        raise CoprodError(
            "Who deleted their data cannot be read from the collector that is here"
            f" ({type(error).__name__}).",
            where="the collector's database",
            fix="Check that its database runs, and that the address has the right password. Only if"
            " it is broken: move it away, and give --deletions FILE.",
        ) from error


def tells_of_deletions(layout: Layout, found: Manifest, backup: Path, now: datetime) -> bool:
    """Whether what is here knows who deleted their data or said no since a backup was made.

    So the collector's databases and the hub's records do when they are those that were copied, or
    come of them. What was lost does not: it was soon laid out anew, and people who go on are known
    to it. now: UTC. Raises what a database that is away says.
    """
    if not layout.database:
        return True
    here = marks_of(layout)
    if STATE not in found.marks:  # a backup of before that folder had a mark
        here.pop(STATE, None)
        if not (layout.hub.state / FILE).exists():
            return False
    if found.marks.keys() - {STATE}:
        return here == found.marks
    # A backup of before there were marks.
    if not (_knows_anybody(layout.database) and _knows_answers(layout.survey_database)):
        return False
    item, known = found.item(DELETED), current_deletions(layout, now)
    then = read_deletions(backup / item.file) if item else known
    said = without_deleted(then, layout.survey_database).ended
    return then.asked.keys() <= known.asked.keys() and {*said} <= {*known.ended}


def refuse_without_list() -> NoReturn:
    """Raise CoprodError, as nothing says who deleted their data since a backup was made."""
    raise CoprodError(
        "The collector's database, the survey's, or the hub's own records of who is on the course"
        " are not here, or are not those that were backed up. So nothing says who has deleted their"
        " data since, took an answer back from the survey, or said no to being counted. They would"
        " be back.",
        fix="Give the list that stays with --deletions FILE: deletions.json beside the backups'"
        " dated folders, and not the one inside a dated folder. On the old server, this writes it:"
        " coprod hub deletions FILE. Only where there is none: --without-deletions.",
    )


def _knows_anybody(address: str) -> bool:
    if not holds_tables(address):
        return False
    with closing(open_database(address)) as store:
        return knows_anybody(store)


def _knows_answers(address: str) -> bool:
    if not holds_tables(address):
        return False
    with closing(open_database(address, "survey")) as store, store.reading() as connection:
        return holds_people(connection)


def holds(part: Part) -> bool:
    """Whether there is something already where a part goes. Raises what a database says."""
    if part.kind == "database":
        return holds_tables(part.address)
    if part.place is None or not part.place.exists():
        return False
    return part.kind == "file" or any(part.place.iterdir())


def _refuse_newer(found: Manifest, backup: Path) -> None:
    for name, kind in ((MAIN, "main"), (SURVEY, "survey")):
        item = found.item(name)
        if item is not None and item.schema and item.schema not in revisions(kind):
            raise CoprodError(
                f"This backup is from a newer version: {item.file} has tables of revision"
                f" {item.schema}, which this version does not know.",
                where=str(backup),
                fix="Install the version that made it, then restore.",
            )


def _other(what: str, backup: Path) -> CoprodError:
    return CoprodError(
        what,
        where=str(backup),
        fix="Give the same settings and options as when the backup was made.",
    )
