"""Builds the survey dataset: a Data Package of consented rows, and nothing else.

Wide CSV, one row for each person and phase, sorted by a random id, so that fifty new rows and one
changed one are fifty-two changed lines. The course is one batch, and so is each file that was
brought in: a file of its own for each batch and version. The same store gives the same bytes.
Source: survey-dataset.md, "On disk"; Data Package v2 (datapackage.org).
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from coprod_training.content.instrument import Instrument
from coprod_training.errors import CoprodError
from coprod_training.stored_time import stored
from coprod_training.survey.code_version import code_version
from coprod_training.survey.columns import SOURCES
from coprod_training.survey.consent import consented
from coprod_training.survey.data_resource import PROFILE, csv_resource
from coprod_training.survey.dataset_folder import FROM_HUB, PACKAGE_NAME, write_dataset_folder
from coprod_training.survey.dictionary import codebook, table_schema
from coprod_training.survey.from_hub import FromHub
from coprod_training.survey.imports.store import ImportStore, Kept
from coprod_training.survey.responses import Response
from coprod_training.survey.store import SurveyStore
from coprod_training.survey.table import SOURCE, Row, table


@dataclass(frozen=True)
class Built:
    """What a build wrote. rows: in all files. unreleasable: rows marked draft or pilot.

    before: when the dataset was built whose place it took, "" if that is not known; or None.
    """

    folder: Path
    rows: int
    unreleasable: int
    before: str | None = None

    def lines(self) -> list[str]:
        """The build in words."""
        said = [f"The survey dataset is in {self.folder}. Rows: {self.rows}."]
        if self.before is not None:
            built = f" of {self.before}" if self.before else ""
            said.append(f"It took the place of the dataset{built} that was there.")
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
    hub: FromHub | None = None,
    course: Path = Path("course"),
) -> Built:
    """Write the dataset to `out_dir`, in the place of an earlier one.

    instruments: every version that has rows; each gets a file of its own, so that versions are
    never pooled unseen. now: the time of the build. text_version: of the consent text of the course
    as it is now, which alone a yes in the course has to be to; a row that was brought in stands by
    the text of its own form. hub: of a hub's learners, who are in no store of a workspace. course:
    the folder that the versions were read from, which a refusal names. Raises CoprodError when a
    row's version is not among the instruments or does not fit it, and when `out_dir` holds anything
    else.
    """
    with store.locked():
        agreed = consented(store.consent_events(), text_version)
        rows = [row for row in store.rows().values() if row.pseudonym in agreed]
        kept = ImportStore(store).kept()
    rows += hub.standing(text_version) if hub is not None else []
    brought_in = [*kept.rows.values()]
    _refuse_unknown([*rows, *brought_in], instruments, course)
    files: dict[str, bytes] = {}
    resources, codebooks = [], []
    for batch, instrument, lines in _tables(rows, kept, instruments):
        name = f"submission-{batch}-{instrument.version}"
        path = f"data/{name}.csv"
        files[path] = table(instrument, sorted(lines, key=lambda row: row.submission_id))
        resources.append(_resource(name, path, files[path], instrument))
    for instrument in instruments:
        codebooks.append(f"codebook-{instrument.id}.md")
        files[codebooks[-1]] = codebook(instrument).encode()
    batches = _batches(kept)
    files["datapackage.json"] = _json(
        {
            "$schema": f"{PROFILE}/datapackage.json",
            "name": PACKAGE_NAME,
            "title": "Co-production survey: self-checks from the course"
            + (", and answers to the survey itself" if brought_in else ""),
            "description": "Restricted: one row for each person and phase. Publish nothing from it"
            " except through disclosure control. See README.md.",
            "code": code_version(),
            "created": stored(now),
            "resources": resources,
            "codebooks": codebooks,
            **({"batches": batches} if batches else {}),
            **({FROM_HUB: True} if hub is not None else {}),
        }
    )
    files["README.md"] = _readme(rows, batches, codebooks).encode()
    before = write_dataset_folder(out_dir, files)
    unreleasable = sum(r.course_status != "released" for r in rows)
    return Built(out_dir, len(rows) + len(brought_in), unreleasable, before)


def _tables(
    rows: list[Response], kept: Kept, instruments: Sequence[Instrument]
) -> Iterator[tuple[str, Instrument, list[Row]]]:
    """Each file's batch, version and rows: the course's for every version, then what came in."""
    for instrument in instruments:
        own: list[Row] = [r for r in rows if r.content.instrument == instrument.id]
        yield SOURCE, instrument, own
    for batch in kept.batches:
        live: list[Row] = [r for r in kept.rows.values() if r.batch == batch.about.id]
        for instrument in instruments:
            if live and instrument.id == batch.about.instrument:
                yield batch.about.id, instrument, live


def _batches(kept: Kept) -> list[dict[str, Any]]:
    """What was brought in, file by file. The name of a file is not kept anywhere."""
    return [
        {
            "batch_id": one.about.id,
            "source": one.about.tool,
            "instrument_version": one.about.instrument,
            "imported_on": one.about.day,
            "file_sha256": one.about.sha256,
            "rows_in": one.about.rows_in,
            "accepted": one.about.accepted,
            "unchanged": one.about.unchanged,
            "replaced": one.about.replaced,
            "quarantined": one.about.quarantined,
            "rows_now": sum(row.batch == one.about.id for row in kept.rows.values()),
        }
        for one in kept.batches
    ]


def _refuse_unknown(rows: Sequence[Row], instruments: Sequence[Instrument], course: Path) -> None:
    missing = {row.content.instrument for row in rows} - {one.id for one in instruments}
    if missing:
        raise CoprodError(
            f"Answers were given to {', '.join(sorted(missing))}, which is not in this course.",
            where=str(course / "instruments"),
            fix="Put the file of that version back, or name the course that has it, with --course."
            " Every version that was used has to stay.",
        )


def _resource(name: str, path: str, content: bytes, instrument: Instrument) -> dict[str, Any]:
    title = f"{instrument.title}, version {instrument.version}"
    return csv_resource(name, title, path, content, table_schema(instrument))


def _readme(rows: list[Response], batches: list[dict[str, Any]], codebooks: list[str]) -> str:
    counts = "\n".join(
        f"- {status}: {sum(row.course_status == status for row in rows)}"
        for status in ("draft", "pilot", "released")
    )
    brought_in = "".join(
        f"- {one['batch_id']}: {one['rows_now']} from {SOURCES[one['source']]},"
        f" answers to {one['instrument_version']}, brought in on {one['imported_on']}\n"
        for one in batches
    )
    survey = f"Rows of the survey itself, by batch:\n\n{brought_in}\n" if batches else ""
    books = "\n".join(f"- [{name}]({name})" for name in codebooks)
    return f"""# Co-production survey dataset

Restricted. Each row is one person's self-check, so do not pass this folder on.
Publish nothing from it except through disclosure control.

## What is in it

Only rows of people who said yes to their answers being counted here, and have not taken it back.
To be quoted is a separate yes. Rows by status of the course:

{counts}

Rows marked draft or pilot are never released.

{survey}## What is never in it

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
