"""Builds the survey dataset: a Data Package of consented rows, and nothing else.

Wide CSV, one row for each person and phase, sorted by a random id, so that fifty new rows and one
changed one are fifty-two changed lines. The same store gives the same bytes.
Source: survey-dataset.md, "On disk"; Data Package v2 (datapackage.org).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coprod_training.content.instrument import Instrument
from coprod_training.errors import CoprodError
from coprod_training.survey.code_version import code_version
from coprod_training.survey.consent import consented
from coprod_training.survey.dataset_folder import PACKAGE_NAME, write_dataset_folder
from coprod_training.survey.dictionary import codebook, table_schema
from coprod_training.survey.responses import Response
from coprod_training.survey.store import SurveyStore
from coprod_training.survey.table import SOURCE, table

_PROFILE = "https://datapackage.org/profiles/2.0"


@dataclass(frozen=True)
class Built:
    """What a build wrote. rows: in all files. unreleasable: rows marked draft or pilot."""

    folder: Path
    rows: int
    unreleasable: int

    def lines(self) -> list[str]:
        """The build in words."""
        said = [f"The survey dataset is in {self.folder}. Rows: {self.rows}."]
        if self.unreleasable:
            said.append(
                f"Rows marked draft or pilot, which are never released: {self.unreleasable}."
            )
        return said


def build(
    store: SurveyStore,
    instruments: Sequence[Instrument],
    out_dir: Path,
    now: datetime,
    *,
    text_version: str,
) -> Built:
    """Write the dataset to `out_dir`, in the place of an earlier one.

    instruments: every version that has rows; each gets a file of its own, so that versions are
    never pooled unseen. now: the time of the build. text_version: of the consent text
    as it is now, which alone a yes has to be to. Raises CoprodError when a row's version is not
    among the instruments or does not fit it, and when `out_dir` holds anything else.
    """
    with store.locked():
        agreed = consented(store.consent_events(), text_version)
        rows = [row for row in store.rows().values() if row.pseudonym in agreed]
    rows.sort(key=lambda row: row.submission_id)
    _refuse_unknown(rows, instruments)
    files: dict[str, bytes] = {}
    resources, codebooks = [], []
    for instrument in instruments:
        lines = table(instrument, [r for r in rows if r.content.instrument == instrument.id])
        path = f"data/submission-{SOURCE}-{instrument.version}.csv"
        files[path] = lines
        resources.append(_resource(path, lines, instrument))
        codebooks.append(f"codebook-{instrument.id}.md")
        files[codebooks[-1]] = codebook(instrument).encode()
    files["datapackage.json"] = _json(
        {
            "$schema": f"{_PROFILE}/datapackage.json",
            "name": PACKAGE_NAME,
            "title": "Co-production survey: self-checks from the course",
            "description": "Restricted: one row for each person and phase. Publish nothing from it"
            " except through disclosure control. See README.md.",
            "code": code_version(),
            "created": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "resources": resources,
            "codebooks": codebooks,
        }
    )
    files["README.md"] = _readme(rows, codebooks).encode()
    write_dataset_folder(out_dir, files)
    return Built(out_dir, len(rows), sum(r.course_status != "released" for r in rows))


def _refuse_unknown(rows: list[Response], instruments: Sequence[Instrument]) -> None:
    missing = {row.content.instrument for row in rows} - {one.id for one in instruments}
    if missing:
        raise CoprodError(
            f"Answers were given to {', '.join(sorted(missing))}, which is not in this course.",
            where="course/instruments/",
            fix="Put the file of that version back. Every version that was used has to stay.",
        )


def _resource(path: str, content: bytes, instrument: Instrument) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILE}/dataresource.json",
        "name": f"submission-{SOURCE}-{instrument.version}",
        "title": f"{instrument.title}, version {instrument.version}",
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"lineTerminator": "\n"},
        "schema": table_schema(instrument),
    }


def _readme(rows: list[Response], codebooks: list[str]) -> str:
    counts = "\n".join(
        f"- {status}: {sum(row.course_status == status for row in rows)}"
        for status in ("draft", "pilot", "released")
    )
    books = "\n".join(f"- [{name}]({name})" for name in codebooks)
    return f"""# Co-production survey dataset

Restricted. Each row is one person's self-check, so do not pass this folder on.
Publish nothing from it except through disclosure control.

## What is in it

Only rows of people who said yes to both consent questions, and have not taken it back.
Rows by status of the course:

{counts}

Rows marked draft or pilot are never released.

## What is never in it

Names, logins, marks, written answers and exact times.

## How to read it

What each column means:

{books}

Show change only for people with a row before and a row after (the same pair id).
Show the "looking back" answers (THN) beside it, with how many were matched and how many were lost.
The course was taken by choice. These rows do not stand for all services.
"""


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
