"""Options that say where a hub keeps what, and the layout that they give."""

import argparse
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_training.cli.database_options import add_database, database_address
from coprod_training.errors import CoprodError
from coprod_training.hub.settings import HubSettings, read_settings

if TYPE_CHECKING:
    from coprod_training.hub.backup.layout import Layout

PRIVATE = Path("/var/lib/coprod-collector")
"""Where the collector's unit keeps its keys: see hub/server_files."""


def add_places(parser: argparse.ArgumentParser) -> None:
    """Offer the options of a part that works with all that a hub keeps."""
    for which, variable in (("", "COPROD_DATABASE"), ("survey-", "COPROD_SURVEY_DATABASE")):
        add_database(parser, which, f"{variable}, else the file beside the collector's token")
    parser.add_argument(
        "--private",
        type=Path,
        default=PRIVATE,
        metavar="DIR",
        help=f"the collector's own folder, with its keys (default: {PRIVATE})",
    )
    parser.add_argument(
        "--people",
        type=Path,
        metavar="DIR",
        help="where people's folders are (default: what the settings say)",
    )


def layout_of(asked: argparse.Namespace) -> "Layout":
    """The layout that these options and the settings name. Raises CoprodError."""
    from coprod_training.hub.backup.layout import Layout

    settings = asked.settings.expanduser().resolve()
    hub = read_settings(settings)
    people = people_of(hub, asked.people)
    beside = {
        "settings": settings,
        "hub": hub,
        "people": people,
    }
    if hub.collector is None:
        return Layout(**beside)
    return Layout(
        **beside,
        private=asked.private.expanduser().resolve(),
        database=_address(hub, asked.database, asked.database_from, "COPROD_DATABASE"),
        survey_database=_address(
            hub,
            asked.survey_database,
            asked.survey_database_from,
            "COPROD_SURVEY_DATABASE",
            "survey-",
        ),
    )


def people_of(hub: HubSettings, given: Path | None) -> Path | None:
    """Everybody's folders; None where they are in volumes of their own. given: with --people.

    The one that systemd will make is made here where it is not there yet.
    """
    from coprod_training.hub.backup.layout import PEOPLE

    people = given or hub.homes
    if people is None and hub.runs_in == "systemd":
        people = PEOPLE
        # systemd makes it with the first person's folder; before that, nobody has left anything.
        with suppress(OSError):
            for one in (people.parent, people):
                one.mkdir(mode=0o700, exist_ok=True)
    return people.expanduser().resolve() if people else None


def people_told(hub: HubSettings, given: Path | None) -> Path:
    """The same; raises CoprodError where nobody says where they are."""
    people = people_of(hub, given)
    if people is None:
        raise CoprodError(
            "The settings do not say where people's folders are.",
            fix="Say with --people where they are: with accounts of the system, where their homes"
            " are. In containers they are volumes: say where those can be reached as folders.",
        )
    return people


def _address(
    hub: HubSettings, given: str | None, file: Path | None, variable: str, which: str = ""
) -> str:
    """As the collector is told; else from the file that `coprod hub init` has its unit read."""
    if hub.collector and not (given or file or os.environ.get(variable, "").strip()):
        beside = hub.collector.token_file.with_name(f"{which}database")
        if not beside.exists():
            raise CoprodError(
                "The file with the database's address is not there.",
                where=str(beside),
                fix="Put it back, as docs/operate.md says under Restore. Where the collector keeps"
                " its things elsewhere, say so with --database, --survey-database and --private.",
            )
        file = beside
    return database_address(given, file, variable, which)
