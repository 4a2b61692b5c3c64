"""Puts a backup of one machine back, into a place where nothing is. All of it is there, or nothing.

Each file is compared with the list of the backup where it comes to lie, before it gets its name.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coprod_training.backup.contents import contents_of, files_in, refuse_difference
from coprod_training.backup.folders import unpack
from coprod_training.backup.manifest import Manifest, checked, refuse_added
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import sync
from coprod_training.grading.config import COURSE_ID
from coprod_training.grading.put_back import note_put_back
from coprod_training.lab.workspace import Workspace
from coprod_training.lab.workspace_backup import LISTED, PACKED


@dataclass(frozen=True)
class Restored:
    """made: when the backup was made, UTC in ISO form. files: how many are there again."""

    made: str
    files: int


def restore(root: Path, backup: Path) -> Restored:
    """Make a workspace again. root: absolute; a folder without a file, or not there.

    Raises CoprodError for a place with something in it, and for a backup with a file that is
    missing, added or changed. Then nothing is changed.
    """
    _refuse_full(root)
    backup = backup.expanduser().resolve()
    found = checked(backup)
    refuse_added(backup, found)
    packed, listed = (backup / _file(found, part, backup) for part in (PACKED, LISTED))
    contents = json.loads(listed.read_text(encoding="utf-8"))
    beside = root.with_name(f".{root.name}.restoring")
    if beside.exists():
        raise CoprodError(
            "An earlier restore was cut off, and what it had written is still there.",
            where=str(beside),
            fix="Delete that folder, then try again.",
        )
    root.parent.mkdir(parents=True, exist_ok=True)
    try:
        changed = unpack(packed, beside)
        refuse_difference(contents, contents_of(beside), backup)
        _note_hand_ins(Workspace(beside), changed)
        os.sync()
        _remove_folders(root)
        beside.rename(root)  # over an empty folder; over anything else the system refuses
        sync(root.parent)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return Restored(found.made, files_in(contents))


def _note_hand_ins(workspace: Workspace, changed: Mapping[str, int]) -> None:
    """Keep when the hand-ins came that were put back, beside the marks; see `grading.put_back`."""
    if not workspace.trainer.is_dir():
        return
    inbound = workspace.exchange / COURSE_ID / "inbound"
    place = inbound.relative_to(workspace.root)
    hand_ins = {
        path.name: at for name, at in changed.items() if (path := Path(name)).parent == place
    }
    note_put_back(workspace.trainer, inbound, hand_ins)


def _refuse_full(root: Path) -> None:
    # A command that only looks leaves the folders of a workspace behind, and nothing in them.
    if not root.exists() or (root.is_dir() and not any(_not_a_folder(root))):
        return
    raise CoprodError(
        "There is something here already.",
        where=str(root),
        fix="Nothing was restored. Give another folder with --workspace. Or make a backup of what"
        " is here (coprod backup DIR), clear it (coprod wipe), then restore.",
    )


def _not_a_folder(root: Path) -> Iterator[Path]:
    for base, folders, files in os.walk(root):
        yield from (Path(base, name) for name in files)
        yield from (place for name in folders if (place := Path(base, name)).is_symlink())


def _remove_folders(root: Path) -> None:
    """Those below a folder, which are empty: the system refuses where one is not any more."""
    for base, folders, _ in os.walk(root, topdown=False):
        for name in folders:
            Path(base, name).rmdir()


def _file(found: Manifest, part: str, backup: Path) -> str:
    item = found.item(part)
    if item is None:
        raise CoprodError(
            "This is no backup of one machine.",
            where=str(backup),
            fix="A backup of a hub is put back with: coprod hub restore DIR",
        )
    return item.file
