"""Delete the whole workspace of one machine, for good."""

import argparse

from coprod_training.cli.options import add_workspace
from coprod_training.errors import CoprodError
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
    if not asked.yes and not _agreed(workspace):
        print("Nothing was deleted.")
        return 1
    wipe(workspace)
    print(
        f"Deleted: {workspace.root}, with everything in it.",
        "Not deleted: backups, files that were saved somewhere else, and what a browser keeps.",
        sep="\n",
    )
    return 0


def _agreed(workspace: Workspace) -> bool:
    """Whether somebody typed the word. Raises CoprodError where nobody can."""
    print(
        f"This deletes everything in {workspace.root}: lessons, everybody's answers, marks and"
        " keys. It cannot be undone. A backup is made with: coprod backup DIR"
    )
    try:
        return input(f"To delete it, type the word {_WORD}: ").strip().lower() == _WORD
    except EOFError:
        raise CoprodError(
            "Nobody is here to answer. Nothing was deleted.",
            fix="To delete it without being asked: --yes",
        ) from None
