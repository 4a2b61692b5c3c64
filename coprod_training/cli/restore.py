"""Put a backup of one machine back, into a workspace that is empty or not there."""

import argparse
from datetime import datetime
from pathlib import Path

from coprod_training.cli.options import add_workspace
from coprod_training.day_words import day_words


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="the dated folder that coprod backup made"
    )
    add_workspace(parser)


def run(asked: argparse.Namespace) -> int:
    """Check the backup, put it back, and say what has come back with it."""
    from coprod_training.lab.workspace_restore import restore

    root = asked.workspace.expanduser().resolve()
    done = restore(root, asked.folder)
    made = datetime.fromisoformat(done.made)
    print(
        f"{done.files} files are in {root} again, each the same by its hash as in the backup of"
        f" {day_words(made.date())}, {made:%H:%M} UTC.",
        "What somebody deleted or took back after that is here again: delete it once more.",
        sep="\n",
    )
    return 0
