"""Reads back the tables that coprod_training/spreadsheet.py writes; what is none of them fails."""

import csv
import io
import re

from openpyxl import load_workbook

_SHOWN = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_csv(content, numbers=()):
    """The columns and rows of `csv_bytes`. numbers: the columns that hold numbers."""
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    columns = [_plain(cell) or "" for cell in lines[0]]
    rows = [
        [
            float(cell) if cell and name in numbers else _plain(cell)
            for name, cell in zip(columns, line, strict=True)
        ]
        for line in lines[1:]
    ]
    return columns, rows


def read_xlsx(content):
    """The columns and rows of `xlsx_bytes`."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    first, *rest = book.worksheets[0].iter_rows(values_only=True)
    columns = [str(_shown(name)) for name in first]
    # openpyxl leaves out what is empty at the end of a row.
    return columns, [[*map(_shown, row), *[None] * (len(columns) - len(row))] for row in rest]


def _plain(cell):
    return cell.removeprefix("'") or None


def _shown(value):
    if isinstance(value, str):
        return _SHOWN.sub(lambda sign: chr(int(sign[1], 16)), value) or None
    return float(value) if isinstance(value, int | float) else None
