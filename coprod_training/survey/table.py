"""The rows of the dataset as a wide CSV table, every cell checked against its column."""

import csv
import hashlib
import io
import json
from collections.abc import Sequence

from coprod_training.content.instrument import Instrument
from coprod_training.errors import CoprodError
from coprod_training.survey.coding import NOT_ASKED
from coprod_training.survey.columns import NOT_COURSE, Column, columns
from coprod_training.survey.imports.records import ImportedRow
from coprod_training.survey.responses import Response

SOURCE = "course"
Row = Response | ImportedRow

Cell = int | str | None


def cells(row: Row) -> dict[str, Cell]:
    """One row by column name; an item that is not here was not asked."""
    content = row.content
    shared = (content.s5_decide, content.s5_do)
    canonical = json.dumps(vars(content), sort_keys=True).encode()
    return {
        "submission_id": row.submission_id,
        **_origin(row),
        "phase": content.phase,
        "instrument_version": content.instrument,
        "region_list_version": content.region_list_version,
        "completed_month": content.completed_month,
        "setting": content.setting,
        "region": content.region,
        "content_sha": hashlib.sha256(canonical).hexdigest()[:16],
        "s5_decide": content.s5_decide,
        "s5_do": content.s5_do,
        "s5_check": _both(*shared),
        **content.values,
    }


def _origin(row: Row) -> dict[str, Cell]:
    """Where a row came from. In the survey itself nobody is matched, and no course has a status."""
    if isinstance(row, ImportedRow):
        return {
            "pair_id": None,
            "source": row.tool,
            "batch_id": row.batch,
            "course_status": NOT_COURSE,
            "service_pid": row.service,
        }
    return {
        "pair_id": row.pair_id,
        "source": SOURCE,
        "batch_id": SOURCE,
        "course_status": row.course_status,
        "service_pid": None,
    }


def _both(decide: int | None, do: int | None) -> int | None:
    if NOT_ASKED in (decide, do):
        return NOT_ASKED
    if 0 in (decide, do):
        return 0
    return None if None in (decide, do) else 1


def table(instrument: Instrument, rows: Sequence[Row]) -> bytes:
    """One CSV file: a heading, then one line for each row, in the order given.

    Raises CoprodError when a row does not fit the instrument.
    """
    wanted = columns(instrument)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in wanted])
    for row in rows:
        values = cells(row)
        _refuse_misfit(instrument, wanted, values)
        writer.writerow([_cell(values.get(column.name, NOT_ASKED)) for column in wanted])
    return out.getvalue().encode()


def _cell(value: Cell) -> str:
    return "" if value is None else str(value)


def _refuse_misfit(
    instrument: Instrument, wanted: tuple[Column, ...], values: dict[str, Cell]
) -> None:
    known = {column.name: column for column in wanted}
    for name, value in values.items():
        if name not in known or not known[name].takes(value):
            raise CoprodError(
                f"An answer in the store does not fit {name} of the instrument {instrument.id}.",
                where=f"course/instruments/{instrument.id}.yaml",
                fix="A version must not change once it was used. Put it back, and make a new one.",
            )
