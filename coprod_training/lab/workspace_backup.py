"""Copies the workspace of one machine into a new dated folder, which nobody else can open.

The course may be open meanwhile: each database is copied as it is at one moment, each other file is
read until nobody writes to it, and of a file of lines a reader passes over a torn last one.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import get_args

from coprod_training.backup.contents import files_in, leading_out, packed_contents
from coprod_training.backup.dated import dated_folder, refuse_inside
from coprod_training.backup.folders import pack
from coprod_training.backup.manifest import item_of, write_manifest
from coprod_training.errors import CoprodError
from coprod_training.lab.workspace import TOP, Role, Workspace

PACKED, LISTED = "workspace", "contents"


@dataclass(frozen=True)
class Copied:
    """folder: the backup. files: how many. left_out: links out of the workspace, never followed.

    missing: how many files and folders lie too deep, by the folder at the top that they lie in.
    """

    folder: Path
    files: int
    left_out: list[str]
    missing: Mapping[str, int]


def back_up(workspace: Workspace, into: Path, now: datetime) -> Copied:
    """Make a backup below a folder, in a new one such as coprod-20261127T192200Z. now: UTC.

    Raises CoprodError where there is no workspace or a part of it is a link, and for a place that
    lies inside it; OSError and sqlite3.Error for what cannot be read, or a full disk. Then there is
    no backup at all.
    """
    into = into.expanduser().resolve()
    if not workspace.is_there():
        raise CoprodError(
            "There is no workspace here.",
            where=str(workspace.root),
            fix="Give the folder that the course is kept in, with --workspace.",
        )
    refuse_inside(into, workspace.root)
    _refuse_linked(workspace.root)
    with dated_folder(into, now) as (folder, done):
        packed, listed = folder / f"{PACKED}.tar.gz", folder / f"{LISTED}.json"
        # Which servers run, and how to reach them, holds of this moment and this machine alone.
        running = [workspace.settings(role) / "runtime" for role in get_args(Role)]
        missing = pack(workspace.root, packed, running)
        # What was packed, not what lies in the workspace: that may be another by now.
        contents = packed_contents(packed)
        with os.fdopen(os.open(listed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(contents, file, indent=1, sort_keys=True)
        write_manifest(
            folder,
            now,
            [
                item_of(PACKED, "folder", "lessons, answers, marks and keys", packed),
                item_of(LISTED, "list", "each file of it, with its SHA-256", listed),
            ],
        )
    # Jupyter's settings have links to what is installed, which each start of the course makes anew.
    out = [one for one in leading_out(contents, workspace.root) if not one.startswith("jupyter/")]
    return Copied(done, files_in(contents), out, missing)


def _refuse_linked(root: Path) -> None:
    """A copy without all marks, say, would pass for a whole one where nobody reads what is said."""
    for name in TOP:
        if (root / name).is_symlink():
            raise CoprodError(
                "A part of this workspace is a link, which a backup never follows.",
                where=str(root / name),
                fix="Put the folder that it leads to in its place. Nothing was copied.",
            )
