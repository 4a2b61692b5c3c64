"""Puts a release where it was asked for, whole or not at all, and spoils nothing else."""

import json
from collections.abc import Mapping
from pathlib import Path

from coprod_training.content.folders import put_in_place
from coprod_training.content.released import ABOUT, DESCRIPTOR, PACKAGE_NAME, TABLE, release_files
from coprod_training.content.released_companions import COMPANIONS
from coprod_training.errors import CoprodError


def refuse_foreign(folder: Path) -> None:
    """Raise CoprodError when a release in `folder` would take the place of something else."""
    if folder.exists() and not folder.is_dir():
        raise _foreign(folder)
    files = release_files(folder)
    if set(files) - {ABOUT, DESCRIPTOR, TABLE, *COMPANIONS}:
        raise _foreign(folder)
    if DESCRIPTOR in files:
        try:
            name = json.loads(files[DESCRIPTOR].read_bytes())["name"]
        except (ValueError, KeyError, TypeError):
            name = ""
        if name != PACKAGE_NAME:
            raise _foreign(folder)


def write_release(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold these files, and the page about it that was there."""
    refuse_foreign(folder)
    about = folder / ABOUT
    kept = {ABOUT: about.read_bytes()} if about.is_file() else {}
    with put_in_place(folder) as fresh:
        for name, content in {**kept, **files}.items():
            (fresh / name).write_bytes(content)


def _foreign(folder: Path) -> CoprodError:
    return CoprodError(
        "There is something here already, and it is not a release.",
        where=str(folder),
        fix="Give a new folder, or an empty one.",
    )
