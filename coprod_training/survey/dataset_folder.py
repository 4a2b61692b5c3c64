"""Puts a finished dataset where it was asked for, whole or not at all, and spoils nothing else."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from coprod_training.content.folders import put_in_place
from coprod_training.errors import CoprodError

PACKAGE_NAME = "coprod-survey-dataset"
SYNTHETIC_NAME = "coprod-survey-synthetic"
"""The package name of made-up rows: everything that is made of them has it as well."""
MARK = "SYNTHETIC"
"""What stands in each made-up row of every form that can hold it."""
WARNING = f"{MARK}: made up by a program. No person answered this. Never show it as a result."
FROM_HUB = "from_hub"
"""Stands in the package when a hub's learners are in it: only the hub knows who still agrees."""
_DESCRIPTOR = "datapackage.json"


def digest_of_tables(prints: Iterable[str]) -> str:
    """One fingerprint for all tables of a dataset, as the ledger of releases keeps it.

    prints: of each table of rows, such as "sha256:1f…". In hex.
    """
    return hashlib.sha256("".join(sorted(prints)).encode()).hexdigest()


def write_dataset_folder(
    out_dir: Path, files: Mapping[str, bytes], *, made_up: bool = False
) -> str | None:
    """Make `out_dir` hold exactly these files, which only their owner may read.

    files: contents by path inside the folder. made_up: they are made-up rows, which take the place
    of nothing. Returns when the dataset was built that was there before, "" where it does not say,
    and None when there was none. Raises CoprodError when the folder holds anything that a dataset
    of ours would not: replacing it would lose somebody's work.
    """
    out_dir = out_dir.resolve()
    before = None
    if out_dir.exists() and not (out_dir.is_dir() and not any(out_dir.iterdir())):
        _refuse_to_replace(out_dir, made_up)
        before = str(_descriptor(out_dir).get("created", ""))
    try:
        with put_in_place(out_dir, mode=0o700) as fresh:
            for name, content in files.items():
                path = fresh / name
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.touch(mode=0o600)
                path.write_bytes(content)
    except OSError as error:
        raise CoprodError(
            "The dataset could not be written. What was there before is still there.",
            where=str(out_dir),
            fix="Check that there is room on the disk and that you may write here.",
        ) from error
    return before


def exports_of(dataset: Path) -> Path:
    """The folder beside a dataset that holds its other forms."""
    whole = dataset.resolve()
    return whole.with_name(f"{whole.name}-exports")


def is_from_hub(folder: Path) -> bool:
    """Whether a dataset has answers of a hub's learners."""
    return _descriptor(folder).get(FROM_HUB) is True


def is_dataset(folder: Path) -> bool:
    """Whether a dataset was built in this folder, of made-up rows too."""
    return _descriptor(folder).get("name") in (PACKAGE_NAME, SYNTHETIC_NAME)


def _refuse_to_replace(out_dir: Path, made_up: bool) -> None:
    name = _descriptor(out_dir).get("name") if out_dir.is_dir() else None
    what = ""
    if name == SYNTHETIC_NAME:
        what = "There is a made-up dataset here already. Nothing is written over it."
    elif name != PACKAGE_NAME:
        what = "There is something here already, and it is not a survey dataset."
    elif made_up:
        what = "There is a survey dataset here already. Made-up rows never take its place."
    if what:
        fix = "Give a new folder, or an empty one."
        raise CoprodError(what, where=str(out_dir), fix=fix)
    here = {p.relative_to(out_dir).as_posix() for p in out_dir.rglob("*") if not p.is_dir()}
    others = sorted(here - _ours(out_dir))
    if others:
        raise CoprodError(
            f"This dataset has other files in it: {', '.join(others)}.",
            where=str(out_dir),
            fix="Move them somewhere else first, so that they are not lost.",
        )


def _ours(folder: Path) -> set[str]:
    """The files that the dataset there says it is made of. Raises CoprodError when it does not."""
    descriptor = _descriptor(folder)
    try:
        listed = {resource["path"] for resource in descriptor["resources"]}
        return {*listed, *descriptor["codebooks"], _DESCRIPTOR, "README.md"}
    except (KeyError, TypeError) as error:
        raise CoprodError(
            "The dataset that is here does not say whole which files are its own.",
            where=str(folder / _DESCRIPTOR),
            fix="Give a new folder, or move what is here somewhere else first.",
        ) from error


def _descriptor(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / _DESCRIPTOR).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
