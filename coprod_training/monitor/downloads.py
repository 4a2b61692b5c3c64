"""A table as a file for Excel or another program, with its moment and its definitions."""

from dataclasses import replace

from coprod_training.monitor.tables import FigureTable, about
from coprod_training.monitor.watched import Watched
from coprod_training.spreadsheet import Kind, Sheet, csv_bytes, workbook_bytes
from coprod_training.survey.exports.same_bytes import same_bytes

_LONGEST_TITLE = 31


def file_of(watched: Watched, table: FigureTable, kind: Kind) -> bytes:
    """The table as a file; the same figures are the same bytes, whenever it is asked for.

    A workbook also holds what is said about the figures. A CSV can hold one table, so
    there this is a file of its own.
    """
    said = about(watched)
    first, *more = [said] if table == said else [_marked(watched, table), said]
    if kind == "csv":
        return csv_bytes(first.columns, first.rows)
    sheets = [Sheet(one.title[:_LONGEST_TITLE], one.columns, one.rows) for one in (first, *more)]
    return same_bytes(workbook_bytes(sheets))


def _marked(watched: Watched, table: FigureTable) -> FigureTable:
    """The table with its moment, and that it is made up, in each row.

    Rows are copied from one file into another, where the file's name does not go with them.
    """
    marks = {"As at": f"{watched.at:%Y-%m-%d %H:%M} UTC"}
    if watched.made_up:
        marks["Made up"] = "Yes"
    rows = tuple((*row, *marks.values()) for row in table.rows)
    return replace(table, columns=(*table.columns, *marks), rows=rows)
