"""Reads a built dataset from the disk: its descriptor, and each table with its dictionary.

Every other form of the dataset begins here, so all of them are of the same bytes. A release does
not: it reads the tables by itself (release/rows.py).
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_training.errors import CoprodError
from coprod_training.survey.dataset_folder import PACKAGE_NAME, SYNTHETIC_NAME
from coprod_training.survey.optional import needed
from coprod_training.survey.wide.schema import Field, fields_of

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True)
class Resource:
    """One table of a dataset. path: inside the folder. sha256: of its bytes, in hex."""

    name: str
    title: str
    path: str
    sha256: str
    fields: tuple[Field, ...]

    def number_fields(self) -> tuple[Field, ...]:
        """The columns of small whole numbers: the answers."""
        return tuple(field for field in self.fields if field.number)


@dataclass(frozen=True)
class Package:
    """A dataset on the disk. created: as in the descriptor. code: what built it, or nothing.

    sha256: of the descriptor, which holds the fingerprint of each table: it stands for all of it.
    """

    folder: Path
    name: str
    title: str
    created: str
    code: dict[str, str]
    sha256: str
    resources: tuple[Resource, ...]

    @property
    def synthetic(self) -> bool:
        """Whether its rows are made up: no figure of it may ever be shown as real."""
        return self.name == SYNTHETIC_NAME


def read_package(folder: Path, *, changed: bool = False) -> Package:
    """The dataset in `folder`. Raises CoprodError when it is none, or was changed by hand.

    changed: tables that were changed since are taken as they are now, to be looked at.
    """
    path = folder / DESCRIPTOR
    try:
        content = path.read_bytes()
        said = json.loads(content)
        name = said["name"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _no_dataset(folder) from error
    if name not in (PACKAGE_NAME, SYNTHETIC_NAME):
        raise _no_dataset(folder)
    resources = tuple(_resource(folder, one, changed) for one in said["resources"])
    digest = hashlib.sha256(content).hexdigest()
    code = {str(key): str(value) for key, value in said.get("code", {}).items()}
    return Package(folder, name, said["title"], said["created"], code, digest, resources)


def read_table(folder: Path, resource: Resource) -> Any:
    """One table as a pyarrow Table: int8 for numbers, text for the rest, null where it is empty.

    Raises CoprodError when a number cannot be read as one; `coprod survey check` says which.
    """
    csv = needed("pyarrow.csv")
    try:
        return csv.read_csv(
            folder / resource.path,
            convert_options=csv.ConvertOptions(
                column_types=arrow_types(resource.fields),
                include_columns=[field.name for field in resource.fields],
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
    except needed("pyarrow").ArrowException as error:
        raise CoprodError(
            "This table does not fit its dictionary.",
            where=str(folder / resource.path),
            fix=f"See where with: coprod survey check {folder}",
        ) from error


def arrow_types(fields: tuple[Field, ...]) -> dict[str, Any]:
    """The pyarrow type of each column."""
    arrow = needed("pyarrow")
    return {field.name: arrow.int8() if field.number else arrow.string() for field in fields}


def _resource(folder: Path, said: dict[str, Any], changed: bool) -> Resource:
    path = folder / said["path"]
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise _no_dataset(folder) from error
    if not changed and said["hash"] != f"sha256:{digest}":
        raise CoprodError(
            "This table is not the one that was built: its fingerprint is different.",
            where=str(path),
            fix="Never change a dataset by hand. Build it again: coprod survey build DIR",
        )
    fields = fields_of(said["schema"], str(folder / DESCRIPTOR))
    return Resource(said["name"], said["title"], said["path"], digest, fields)


def _no_dataset(folder: Path) -> CoprodError:
    return CoprodError(
        "There is no survey dataset here.",
        where=str(folder),
        fix="Build one first: coprod survey build DIR",
    )
