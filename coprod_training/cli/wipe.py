"""Delete the whole workspace of one machine, for good."""

import argparse

from coprod_training.cli.options import add_workspace
from coprod_training.cli.sure import is_sure
from coprod_training.lab.workspace import Workspace

_WORD = "wipe"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument("--yes", action="store_true", help="do not ask before deleting")
    add_workspace(parser)


def run(asked: argparse.Namespace) -> int:
    """Ask, delete, and say what is still somewhere else."""
    from coprod_training.lab.workspace_wipe import refuse_to_wipe, wipe

    # Not resolved: what the name leads to is not what was asked for.
    workspace = Workspace(asked.workspace.expanduser().absolute())
    refuse_to_wipe(workspace)
    what = (
        f"This deletes everything in {workspace.root}: lessons, everybody's answers, marks and"
        " keys. It cannot be undone. A backup is made with: coprod backup DIR"
    )
    if not asked.yes and not is_sure(what, _WORD):
        print("Nothing was deleted.")
        return 1
    wipe(workspace)
    print(
        f"Deleted: {workspace.root}, with everything in it.",
        "Not deleted: backups, files that were saved somewhere else, and what a browser keeps.",
        sep="\n",
    )
    return 0
