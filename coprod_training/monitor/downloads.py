"""A table as a file for Excel or another program, with its moment and its definitions."""

from coprod_training.monitor.tables import FigureTable
from coprod_training.monitor.watched import Watched
from coprod_training.spreadsheet import Sheet, csv_bytes, workbook_bytes

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LONGEST_TITLE = 31


def file_of(watched: Watched, table: FigureTable, kind: str) -> bytes:
    """The table as "csv" or "xlsx". A CSV holds the table alone, so that programs can read it."""
    if kind == "csv":
        return csv_bytes(table.columns, table.rows)
    about = [
        ("As at", watched.as_at),
        ("About", watched.words.limits),
        *([("About", "Made-up services: no figure here is real.")] if watched.made_up else []),
        ("Rule", watched.words.rule),
        *watched.words.definitions.items(),
    ]
    return workbook_bytes(
        [
            Sheet(table.title[:_LONGEST_TITLE], table.columns, table.rows),
            Sheet("About these figures", ("What", "Words"), about),
        ]
    )
