"""Made-up rows in the form of the dataset, for demonstrations and tests, marked wherever they are.

The mark is in the package's name, in each file's name, and in a column of its own in every row.
Nothing is learned from real rows: there is no way from here back to a person.
No figure of it may ever be shown as real: a release, and what reads one, refuses its name.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from coprod_training.content.instrument import Instrument
from coprod_training.content.resources import SCALE
from coprod_training.errors import CoprodError
from coprod_training.stored_time import stored
from coprod_training.survey.code_version import code_version
from coprod_training.survey.coding import DID_NOT_HAPPEN, DONT_KNOW, NOT_ASKED, NOT_RELEVANT
from coprod_training.survey.data_resource import PROFILE, csv_resource
from coprod_training.survey.dataset_folder import (
    MARK,
    SYNTHETIC_NAME,
    WARNING,
    write_dataset_folder,
)
from coprod_training.survey.dictionary import codebook, table_schema
from coprod_training.survey.responses import PHASES
from coprod_training.survey.wide.schema import Field, fields_of

_COLUMN = {
    "name": "synthetic",
    "type": "string",
    "title": "Made up by a program",
    "description": WARNING,
    "categories": [{"value": MARK, "label": WARNING}],
    "constraints": {"required": True, "enum": [MARK]},
}
_LOST = 0.3  # the share that has no row after the course
_LEFT_OUT = 0.04  # the share of answers that are left out


@dataclass(frozen=True)
class _Person:
    """Whom a program made up. level: where their service stands, from 0 to 5."""

    pair: str
    level: float
    about: dict[str, int | str | None]


def write_synthetic(
    instrument: Instrument, out: Path, learners: int, seed: int, now: datetime
) -> int:
    """Write a made-up dataset to `out`; how many rows it has.

    learners: each has a row before, and most have one after. The same seed gives the same rows.
    Raises CoprodError when `out` holds anything, or when there are no learners to make.
    """
    if learners < 1:
        raise CoprodError("Nobody was asked for.", fix="Give 1 or more with --learners.")
    schema = table_schema(instrument)
    schema = {**schema, "fields": [_COLUMN, *schema["fields"]]}
    fields = fields_of(schema, "the instrument")
    rows = sorted(_rows(instrument, fields, learners, Random(seed)), key=lambda row: row[1])  # noqa: S311 (made up, not secret)
    content = _table(fields, rows)
    name = f"{MARK.lower()}-submission-{instrument.version}"
    path = f"data/{name}.csv"
    described = {
        "$schema": f"{PROFILE}/datapackage.json",
        "name": SYNTHETIC_NAME,
        "title": WARNING,
        "description": f"{WARNING} Seed {seed}, {learners} made-up people.",
        "code": code_version(),
        "created": stored(now),
        "resources": [csv_resource(name, WARNING, path, content, schema)],
        "codebooks": [f"codebook-{instrument.id}.md"],
    }
    write_dataset_folder(
        out,
        {
            path: content,
            f"codebook-{instrument.id}.md": f"{WARNING}\n\n{codebook(instrument)}".encode(),
            "datapackage.json": (
                json.dumps(described, ensure_ascii=False, indent=2) + "\n"
            ).encode(),
            "README.md": f"# {MARK}\n\n{WARNING}\n".encode(),
        },
        made_up=True,
    )
    return len(rows)


def _table(fields: tuple[Field, ...], rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([field.name for field in fields])
    writer.writerows(rows)
    return out.getvalue().encode()


def _rows(
    instrument: Instrument, fields: tuple[Field, ...], learners: int, rng: Random
) -> Iterator[list[str]]:
    listed = {field.name: field for field in fields}
    for _ in range(learners):
        about: dict[str, int | str | None] = {
            name: rng.choice(list(listed[name].words)) for name in ("setting", "region")
        }
        for name in ("SD3", "SD4", "SD5"):
            known = [n for n in listed[name].numbers if n >= 0] if name in listed else []
            about[name] = rng.choice(known) if known else None
        person = _Person(f"{rng.getrandbits(128):032x}", rng.gauss(2.2, 1.0), about)
        for phase in PHASES:
            if phase == "pre" or rng.random() > _LOST:
                values = _row(instrument, fields, person, phase, rng)
                yield ["" if values[field.name] is None else str(values[field.name])
                       for field in fields]  # fmt: skip


def _row(
    instrument: Instrument, fields: tuple[Field, ...], person: _Person, phase: str, rng: Random
) -> dict[str, Any]:
    values: dict[str, Any] = {field.name: _by_default(field) for field in fields}
    level = person.level + (0.4 if phase == "post" else 0.0)
    asked = {item.id for item in instrument.items if phase in item.phases}
    for field in fields:
        if field.number and field.name in asked:
            values[field.name] = _answer(field, level, rng)
    carried = ("setting", "region", "SD3") if phase == "post" else person.about
    values |= {name: person.about[name] for name in carried if name in values}
    steps = [values[i.id] for i in instrument.items if i.id in values and i.codes == SCALE]
    both = (rng.randint(0, 1), rng.randint(0, 1)) if 5 in steps else (NOT_ASKED, NOT_ASKED)
    whole = NOT_ASKED if 5 not in steps else both[0] & both[1]
    values |= {"s5_decide": both[0], "s5_do": both[1], "s5_check": whole}
    values |= {
        "synthetic": MARK,
        "source": "course",
        "batch_id": "course",
        "course_status": "draft",
        "submission_id": f"{rng.getrandbits(80):020x}",
        "pair_id": person.pair,
        "phase": phase,
        "completed_month": "2027-01" if phase == "pre" else "2027-02",
    }
    said = json.dumps(values, sort_keys=True).encode()
    return values | {"content_sha": hashlib.sha256(said).hexdigest()[:16]}


def _answer(field: Field, level: float, rng: Random) -> int | None:
    """One answer near the level, on the item's own scale; now and then a reason for none."""
    if rng.random() < _LEFT_OUT:
        return None
    reasons = [n for n in (DID_NOT_HAPPEN, NOT_RELEVANT, DONT_KNOW) if n in field.numbers]
    if reasons and rng.random() < 0.08:
        return rng.choice(reasons)
    steps = sorted(n for n in field.numbers if n >= 0)
    place = (level + rng.gauss(0, 1)) / 5 * (len(steps) - 1)
    return steps[min(max(round(place), 0), len(steps) - 1)]


def _by_default(field: Field) -> int | str | None:
    """What stands in a column that nothing here fills: not asked, the first word, or nothing."""
    if field.number:
        return NOT_ASKED if NOT_ASKED in field.numbers else None
    return next(iter(field.words), "") if field.filled else None
