"""The parts of `coprod hub` that back a hub up, restore it, and list who deleted their data."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_training.cli.database_options import (
    add_database,
    database_address,
    refuse_without_hub,
)
from coprod_training.hub.settings import HubSettings, read_settings

if TYPE_CHECKING:
    from coprod_training.hub.backup.layout import Layout

PRIVATE = Path("/var/lib/coprod-collector")
"""Where the collector's unit keeps its keys: see hub/server_files."""


def add_backup(
    what: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> list[argparse.ArgumentParser]:
    """Offer backup, restore and deletions; returns them, for the options that all share."""
    backup = what.add_parser("backup", help="copy all that a hub needs into a new dated folder")
    backup.add_argument("folder", type=Path, metavar="DIR", help="where to make that folder")
    restore = what.add_parser("restore", help="put a backup back, after everything was stopped")
    restore.add_argument("folder", type=Path, metavar="DIR", help="the dated folder")
    restore.add_argument(
        "--over", action="store_true", help="put aside what is there already; it is kept"
    )
    restore.add_argument(
        "--deletions",
        type=Path,
        metavar="FILE",
        help="who deleted their data since, as `coprod hub deletions` wrote it",
    )
    deletions = what.add_parser("deletions", help="write who deleted their data, by pseudonym")
    deletions.add_argument("file", type=Path, metavar="FILE", help="where to write; replaced")
    found = [backup, restore, deletions]
    for one in found:
        add_database(one, "", "COPROD_DATABASE")
        add_database(one, "survey-", "COPROD_SURVEY_DATABASE")
        one.add_argument(
            "--private",
            type=Path,
            default=PRIVATE,
            metavar="DIR",
            help=f"the collector's own folder, with its keys (default: {PRIVATE})",
        )
        one.add_argument(
            "--people",
            type=Path,
            metavar="DIR",
            help="where people's folders are (default: what the settings say)",
        )
    return found


def run_backup(asked: argparse.Namespace) -> int:
    """Do what was asked for, and say what came of it."""
    refuse_without_hub("coprod_training.hub.backup.writing")
    from coprod_training.hub.backup.restoring import restore
    from coprod_training.hub.backup.writing import back_up, current_deletions, write_list

    layout, now = _layout(asked), datetime.now(UTC)
    if asked.what == "backup":
        done = back_up(layout, asked.folder, now)
        print(f"Everything is in {done}. It holds secrets and everybody's answers: encrypt it.")
        if layout.people is None:
            print("People's folders are not in it: they are not in a folder of this hub.")
    elif asked.what == "restore":
        for line in restore(layout, asked.folder, now, deletions=asked.deletions, over=asked.over):
            print(line)
    else:
        write_list(asked.file, current_deletions(layout, now))
        print(f"Who deleted their data, by pseudonym, is in {asked.file}.")
    return 0


def _layout(asked: argparse.Namespace) -> "Layout":
    from coprod_training.hub.backup.layout import PEOPLE, Layout

    settings = asked.settings.expanduser().resolve()
    hub = read_settings(settings)
    people = asked.people or hub.homes or (PEOPLE if hub.runs_in == "systemd" else None)
    beside = {
        "settings": settings,
        "hub": hub,
        "people": people.expanduser().resolve() if people else None,
    }
    if hub.collector is None:
        return Layout(**beside)
    return Layout(
        **beside,
        private=asked.private.expanduser().resolve(),
        database=_address(hub, asked.database, asked.database_from, "COPROD_DATABASE", "database"),
        survey_database=_address(
            hub,
            asked.survey_database,
            asked.survey_database_from,
            "COPROD_SURVEY_DATABASE",
            "survey-database",
        ),
    )


def _address(
    hub: HubSettings, given: str | None, file: Path | None, variable: str, name: str
) -> str:
    """As the collector is told; else from the file that `coprod hub init` has its unit read."""
    if hub.collector and not (given or file or os.environ.get(variable)):
        beside = hub.collector.token_file.with_name(name)
        file = beside if beside.exists() else None
    return database_address(given, file, variable)
