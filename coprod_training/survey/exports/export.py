"""Writes the dataset in other forms into a folder beside it, all of them or none.

They stand beside the dataset, not in it: the Data Package stays as small and as plain as it is, and
whoever passes one form on does not pass on the rest.
"""

import hashlib
import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from coprod_training.content.folders import put_in_place
from coprod_training.errors import CoprodError
from coprod_training.survey.code_version import code_version
from coprod_training.survey.dataset_folder import exports_of
from coprod_training.survey.exports.excel import xlsx_bytes
from coprod_training.survey.exports.long_view import long_bytes
from coprod_training.survey.exports.parquet import parquet_bytes
from coprod_training.survey.exports.spss import sav_bytes
from coprod_training.survey.wide.package import Package, Resource, read_package, read_table

_Write = Callable[[Package, Resource, Any], bytes]
FORMS: dict[str, tuple[str, _Write]] = {
    "parquet": (".parquet", parquet_bytes),
    "long": ("-long.csv", long_bytes),
    "xlsx": (".xlsx", xlsx_bytes),
    "sav": (".sav", sav_bytes),
}
"""Each form with the end of its file's name."""
MANIFEST = "exports.json"


def export(dataset: Path, forms: Collection[str]) -> list[Path]:
    """Write these forms of the dataset beside it, in the place of earlier ones; the files written.

    Raises CoprodError when there is no dataset, when a form is unknown, and when the folder beside
    it holds anything else. The same dataset and code give the same bytes.
    """
    if unknown := sorted(set(forms) - set(FORMS)):
        raise CoprodError(
            f'There is no form called "{unknown[0]}".', fix=f"The forms are: {', '.join(FORMS)}."
        )
    package = read_package(dataset)
    files: dict[str, bytes] = {}
    for resource in package.resources:
        table = read_table(dataset, resource)
        for name in FORMS:  # in one order, however they were asked for
            if name in forms:
                ending, made = FORMS[name]
                files[f"{resource.name}{ending}"] = made(package, resource, table)
    files[MANIFEST] = _manifest(package, files)
    return _put(exports_of(dataset), files)


def _manifest(package: Package, files: dict[str, bytes]) -> bytes:
    said = {
        "package": package.name,
        "title": package.title,
        "synthetic": package.synthetic,
        "dataset": {"created": package.created, "sha256": package.sha256, "code": package.code},
        "code": code_version(),
        "tables": {one.path: one.sha256 for one in package.resources},
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        "warning": "Restricted: one row for each person and phase. Do not pass it on.",
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def _put(folder: Path, files: dict[str, bytes]) -> list[Path]:
    if folder.exists() and (others := _others(folder)):
        raise CoprodError(
            f"There is something here that no export wrote: {others[0]}.",
            where=str(folder),
            fix="Move it somewhere else first, so that it is not lost.",
        )
    with put_in_place(folder, mode=0o700) as fresh:
        for name, content in files.items():
            (fresh / name).touch(mode=0o600)
            (fresh / name).write_bytes(content)
    return [folder / name for name in files]


def _others(folder: Path) -> list[str]:
    """What lies in the folder that its manifest does not name."""
    if not folder.is_dir():
        return [folder.name]
    try:
        ours = {MANIFEST, *json.loads((folder / MANIFEST).read_bytes())["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        ours = set()
    return sorted(one.name for one in folder.iterdir() if one.name not in ours)
