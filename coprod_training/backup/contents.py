"""What is in a folder, file by file: read from a packed one, or from one on the disk."""

import os
import tarfile
from collections.abc import Mapping
from hashlib import sha256
from io import DEFAULT_BUFFER_SIZE
from pathlib import Path
from typing import IO

from coprod_training.backup.manifest import digest_of
from coprod_training.errors import CoprodError

_FOLDER = "folder"


def packed_contents(file: Path) -> dict[str, str]:
    """Each path in what `pack` wrote, with its SHA-256, "folder", or where a link leads."""
    found = {}
    with tarfile.open(file, "r:gz") as tar:
        for one in tar:
            content = tar.extractfile(one) if one.isreg() else None
            if content is not None:
                found[one.name] = _digest(content)
            elif one.issym():
                found[one.name] = _link(one.linkname)
            elif one.name != ".":
                found[one.name] = _FOLDER
    return found


def contents_of(folder: Path) -> dict[str, str]:
    """The same of a folder on the disk. No link is followed."""
    found = {}
    for base, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(base, name)
            inside = path.relative_to(folder).as_posix()
            if path.is_symlink():
                found[inside] = _link(str(path.readlink()))
            else:
                found[inside] = _FOLDER if path.is_dir() else digest_of(path)
    return found


def files_in(listed: Mapping[str, str]) -> int:
    """How many of these are files."""
    return sum(one != _FOLDER and not one.startswith(_link("")) for one in listed.values())


def leading_out(listed: Mapping[str, str], folder: Path) -> list[str]:
    """The links of a folder that lead out of it: what is at their end is not among these."""
    links = [name for name, one in listed.items() if one.startswith(_link(""))]
    root = folder.resolve()
    return sorted(one for one in links if not (folder / one).resolve().is_relative_to(root))


def refuse_difference(listed: Mapping[str, str], found: Mapping[str, str], backup: Path) -> None:
    """Raise CoprodError, naming the first file that is not as the list of a backup says."""
    for names, what in (
        (listed.keys() - found.keys(), "A file of this backup is missing"),
        (found.keys() - listed.keys(), "This backup has a file that is not in its list"),
        (
            {name for name in listed.keys() & found.keys() if listed[name] != found[name]},
            "A file of this backup has changed since it was written",
        ),
    ):
        if names:
            raise CoprodError(
                f"{what}: {min(names)}",
                where=str(backup),
                fix="Copy it again from where it is kept, or use a different backup. Nothing was"
                " restored.",
            )


def _digest(content: IO[bytes]) -> str:
    found = sha256()
    while piece := content.read(DEFAULT_BUFFER_SIZE * 16):
        found.update(piece)
    return found.hexdigest()


def _link(to: str) -> str:
    return f"link to {to}"
