"""The parts of `coprod hub` that back a hub up, restore it, and list who deleted their data."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.cli.database_options import refuse_without_hub
from coprod_training.cli.hub_layout import add_places, layout_of
from coprod_training.plain_words import plain_line

_NOT_IN_IT = (
    "NOT in it: the survey's ledger of releases, and what came in through survey tools. They lie in"
    " the workspace of whoever looks after the survey's data: `coprod backup` copies them there,"
    " and `coprod restore` puts them back."
)


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
    which = restore.add_mutually_exclusive_group()
    which.add_argument(
        "--deletions",
        type=Path,
        metavar="FILE",
        help="who deleted their data since, as `coprod hub deletions` wrote it",
    )
    which.add_argument(
        "--without-deletions",
        action="store_true",
        help="after a loss, where no such list is left: whoever deleted their data is back",
    )
    deletions = what.add_parser("deletions", help="write who deleted their data, by pseudonym")
    deletions.add_argument(
        "file", type=Path, metavar="FILE", help="where to write; what it lists stays"
    )
    found = [backup, restore, deletions]
    for one in found:
        add_places(one)
    return found


def run_backup(asked: argparse.Namespace) -> int:
    """Do what was asked for, and say what came of it."""
    refuse_without_hub("coprod_training.hub.backup.writing")
    from coprod_training.hub.backup.restoring import restore
    from coprod_training.hub.backup.writing import back_up, lengthen_list

    layout, now = layout_of(asked), datetime.now(UTC)
    if asked.what == "backup":
        done = back_up(layout, asked.folder, now)
        print(f"The hub is in {done.folder}. It holds secrets and everybody's answers: encrypt it.")
        if layout.people is None:
            print(
                "NOT in it: people's folders, with all that they answered. Say with --people where"
                " they are, or copy those volumes yourself."
            )
        for whose, count in sorted(done.missing.items()):
            print(
                f"NOT in it, as too large, too deep or held by a program: {count} files or folders"
                f" of {whose}."
            )
        print(_NOT_IN_IT)
    elif asked.what == "restore":
        for line in restore(
            layout,
            asked.folder,
            now,
            deletions=asked.deletions,
            without_deletions=asked.without_deletions,
            over=asked.over,
        ):
            print(plain_line(line))
        print(_NOT_IN_IT)
    else:
        lengthen_list(asked.file, layout, now)
        print(f"Who deleted their data, by pseudonym, is in {asked.file}.")
    return 0
