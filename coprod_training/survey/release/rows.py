"""Reads the rows of a built dataset that may be released, as small whole numbers.

Source: survey-dataset.md, "On disk" and "Scale".
"""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod_training.content.instrument import Instrument
from coprod_training.errors import CoprodError
from coprod_training.survey.coding import REGION_ITEM, SETTINGS, coded_items
from coprod_training.survey.columns import NOT_COURSE
from coprod_training.survey.dataset_folder import PACKAGE_NAME, SYNTHETIC_NAME, digest_of_tables
from coprod_training.survey.release.taken_out import NOBODY, TakenOut

NOT_ANSWERED = -128
"""Stands for an empty place. The dataset's own numbers begin at -9."""
SERVICE = "service_pid"
_COURSE, _RELEASED = "course", "released"


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of one version of the instrument that may be released; all lists are one a row.

    prints: the fingerprint of each row's answers. setting, region: indices into `settings` and
    `regions`. service: a pseudonym, "" where none was given; None where no row
    has one. items: numbers by item id, int8. left_out: how many rows were not taken, by reason.
    came_back: ids of rows whose people may be counted already, as other rows.
    """

    settings: tuple[str, ...]
    regions: tuple[str, ...]
    ids: list[str]
    pairs: list[str]
    prints: list[str]
    phases: list[str]
    months: list[str]
    setting: NDArray[np.int8]
    region: NDArray[np.int8]
    service: list[str] | None
    items: dict[str, NDArray[np.int8]]
    left_out: dict[str, int] = field(default_factory=dict)
    digest: str = ""
    came_back: frozenset[str] = frozenset()


DRAFT = "answered while the course was a draft or a pilot"
OTHER_VERSION = "answered a different version of the survey"
NOWHERE = "without a setting or a region"
NO_CONSENT = "without consent"


def read_rows(folder: Path, instrument: Instrument, out: TakenOut = NOBODY) -> Rows:
    """The rows of `coprod survey build` that may be released.

    out: what the store says of rows by now. Raises CoprodError when the folder is no dataset, was
    changed since, has a row twice, or still has a row that was taken out.
    """
    regions = tuple(code.value for code in instrument.codes_of(instrument.item(REGION_ITEM)))
    settings = tuple(SETTINGS.values())
    names = [item.id for item in coded_items(instrument)]
    left_out: Counter[str] = Counter()
    taken: list[dict[str, str]] = []
    seen: set[str] = set()
    coded = False
    tables, digest = _tables(folder)
    for path, text in tables:
        reader = csv.DictReader(io.StringIO(text), strict=True)
        for row in reader:
            name = row.get("submission_id") or ""
            if not name or name in seen:
                raise _unusable(path, "A row has no id, or is here twice.")
            if out.has(row):
                raise _unusable(path, "This dataset is older than a withdrawal.")
            seen.add(name)
            # A column that nobody filled says that this version of the form asks for no codes.
            coded = coded or (bool(row.get(SERVICE)) and row["instrument_version"] == instrument.id)
            if why := _why_not(row, instrument, settings, regions):
                left_out[why] += 1
            else:
                taken.append(row)
    taken.sort(key=lambda row: row["submission_id"])
    return Rows(
        settings=settings,
        regions=regions,
        ids=[row["submission_id"] for row in taken],
        pairs=[row.get("pair_id") or "" for row in taken],
        prints=[_print(row, names) for row in taken],
        phases=[row["phase"] for row in taken],
        months=[row["completed_month"] for row in taken],
        setting=_indices(taken, "setting", settings),
        region=_indices(taken, "region", regions),
        service=[row.get(SERVICE) or "" for row in taken] if coded else None,
        items={name: _numbers(taken, name) for name in names},
        left_out=dict(left_out),
        digest=digest,
        came_back=out.came_back,
    )


def _why_not(
    row: Mapping[str, str],
    instrument: Instrument,
    settings: Collection[str],
    regions: Collection[str],
) -> str:
    """Why a row is not released; "" when it may be."""
    status = row.get("course_status") or ""
    of_course = row.get("source") == _COURSE
    if status != _RELEASED if of_course else status not in ("", NOT_COURSE):
        return DRAFT
    if row.get("instrument_version") != instrument.id:
        return OTHER_VERSION
    # `build` keeps nobody without a yes; this holds for a dataset that was made in another way.
    consent = (words for name, words in row.items() if name.startswith("consent_"))
    if any(words != "1" for words in consent):
        return NO_CONSENT
    if (row.get("setting") or "") not in settings or (row.get("region") or "") not in regions:
        return NOWHERE
    return ""


def _print(row: Mapping[str, str], names: Iterable[str]) -> str:
    """Changes when an answer in the row does.

    Whoever tries all answers finds those that give this one, so it is kept nowhere as it is: see
    `kept_print`. It has the length that lists have from when it was kept, which are still read.
    """
    said = [row["setting"], row["region"], *(row.get(name) or "" for name in names)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:8]


def _indices(rows: list[dict[str, str]], name: str, known: tuple[str, ...]) -> NDArray[np.int8]:
    return np.array([known.index(row[name]) for row in rows], dtype=np.int8)


def _numbers(rows: list[dict[str, str]], name: str) -> NDArray[np.int8]:
    return np.array([int(row.get(name) or NOT_ANSWERED) for row in rows], dtype=np.int8)


def _tables(folder: Path) -> tuple[list[tuple[Path, str]], str]:
    """The text of every table, and one fingerprint for all of them."""
    descriptor = folder / "datapackage.json"
    try:
        data: Any = json.loads(descriptor.read_bytes())
        name, listed = data["name"], data["resources"]
    except (OSError, ValueError, KeyError, TypeError):
        name = listed = None
    if name == SYNTHETIC_NAME:
        raise CoprodError(
            "These rows are made up by a program, so no figures are published from them.",
            where=str(folder),
            fix="Make a dataset of real answers with: coprod survey build DIR",
        )
    if name != PACKAGE_NAME:
        raise CoprodError(
            "This is not a survey dataset.",
            where=str(folder),
            fix="Make one with: coprod survey build DIR",
        )
    tables: list[tuple[Path, str]] = []
    prints: list[str] = []
    for one in listed:
        path = folder / one["path"]
        if path.suffix != ".csv" or not path.name.startswith("submission"):
            continue
        content = path.read_bytes() if path.is_file() else b""
        prints.append(f"sha256:{hashlib.sha256(content).hexdigest()}")
        if one.get("hash") != prints[-1]:
            raise _unusable(path, "This table is not the one that was built.")
        tables.append((path, content.decode()))
    return tables, digest_of_tables(prints)


def _unusable(path: Path, what: str) -> CoprodError:
    return CoprodError(
        what, where=str(path), fix="Build the dataset again, with: coprod survey build DIR"
    )
