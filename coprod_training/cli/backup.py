"""Copy all of one machine's workspace into a new dated folder, with a hash of each file."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.cli.options import add_workspace
from coprod_training.lab.server import is_open
from coprod_training.lab.workspace import Workspace


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to make that folder")
    add_workspace(parser)


def run(asked: argparse.Namespace) -> int:
    """Make the backup, and say where it is and what is not in it."""
    from coprod_training.lab.workspace_backup import back_up

    workspace = Workspace(asked.workspace.expanduser().resolve())
    was_open = is_open(workspace)
    done = back_up(workspace, asked.folder, datetime.now(UTC))
    print(
        f"Everything in {workspace.root} is in {done.folder} ({done.files} files).",
        "It holds keys and everybody's answers: encrypt it, and keep it on another disk.",
        sep="\n",
    )
    if was_open:
        print("The course is open. What was done while this was copied may not be in it.")
    for one in done.left_out:
        print(f"Not in it: what the link {workspace.root / one} leads to. Copy that yourself.")
    for name, count in sorted(done.missing.items()):
        place = workspace.root / name
        print(
            f"Not in it: {count} files or folders that lie too deep in {place}. Copy that yourself."
        )
    return 0
