"""What a hub keeps, and where: its settings say most of it, the collector's options the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coprod_training.backup.sqlite_copies import BESIDE
from coprod_training.collector.database_copies import file_of
from coprod_training.hub.settings import HubSettings, database_of

PEOPLE = Path("/var/lib/private/coprod-people")
"""Where systemd keeps people's folders (DynamicUser): see person_units.py."""
MAIN, SURVEY, HUB = "collector-database", "survey-database", "hub-database"
STATE, PRIVATE, FOLDERS = "hub-state", "collector-private", "people"


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing that is kept. stays: a restore leaves alone what there is of it.

    address: of a database, else "". place: of a folder or a file, or of an SQLite database.
    """

    name: str
    what: str
    kind: Literal["database", "folder", "file"]
    address: str = ""
    place: Path | None = None
    stays: bool = False


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A hub. settings: its file. database, survey_database: addresses; "" without a collector.

    private: the collector's folder of keys. people: everybody's folders, or None where they are in
    containers' volumes or in accounts' homes.
    """

    settings: Path
    hub: HubSettings
    database: str = ""
    survey_database: str = ""
    private: Path | None = None
    people: Path | None = None

    @property
    def homes(self) -> Path | None:
        """People's folders where they are homes of the machine's accounts; see homes.py."""
        return self.people if self.hub.runs_in == "accounts" else None

    def parts(self) -> list[Part]:
        """All of it, in the order in which it is copied.

        A deletion empties the learner's own folder first, then the survey, then the collector.
        So is it copied, and with it last of all who deleted: a backup that still holds some of what
        somebody deleted meanwhile also says that they did, and a restore deletes it again.
        """
        return list(self._databases()) + list(self._places())

    def inside(self, part: Part) -> set[Path]:
        """What lies in a part's folder and is copied as another part."""
        found: set[Path] = set()
        for one in self.parts():
            if one.place is None or one.name == part.name:
                continue
            found.add(one.place)
            if one.kind == "database":
                found |= {one.place.with_name(one.place.name + end) for end in BESIDE}
        return found

    def _databases(self) -> Iterator[Part]:
        if self.database:
            yield _database(MAIN, "what learners have done and handed in", self.database)
            yield _database(SURVEY, "consent and answers of the survey", self.survey_database)
        yield _database(HUB, "accounts and sign-ins", database_of(self.hub))

    def _places(self) -> Iterator[Part]:
        hub = self.hub
        yield Part(
            name=STATE, kind="folder", place=hub.state, what="who is on the course, and join codes"
        )
        if self.private is not None:
            yield Part(
                name=PRIVATE, kind="folder", place=self.private, what="the keys of the collector"
            )
        if self.people is not None:
            yield Part(
                name=FOLDERS,
                kind="folder",
                place=self.people,
                what="the folders of learners and of cohorts' trainers",
            )
        yield Part(
            name="settings",
            kind="folder",
            place=self.settings.parent,
            what="settings and secrets",
            stays=True,
        )
        if hub.staff is not None:
            yield Part(
                name="staff",
                kind="folder",
                place=hub.staff,
                what="the staff copy of the course",
                stays=True,
            )
        if hub.staff is None or not hub.services.is_relative_to(hub.staff):
            yield Part(
                name="services",
                kind="file",
                place=hub.services,
                what="the services that take part",
                stays=True,
            )


def _database(name: str, what: str, address: str) -> Part:
    return Part(name=name, what=what, kind="database", address=address, place=file_of(address))
