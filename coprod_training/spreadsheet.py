"""Tables that open in Excel as they are meant: the right columns, and no text taken for a formula.

One table in two forms, CSV and XLSX; read back (tests/read_tables.py), it is the same. A value
is a text, a number, or None for "nothing here", which is never the same as zero; an empty text is
None too. A table is a sequence of rows, each with one value for each column.

Source of the rules for CSV: OWASP, CSV Injection. A cell that begins with one of = + - @ (also in
their wide forms, also after blanks) is a formula to Excel, unless an apostrophe stands before it.
The signs | and % get one as well, to be on the safe side: to Excel they begin no formula. So does
an apostrophe, so that taking the first one away always gives the text as it was.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coprod_training.errors import CoprodError

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | float | None
Row = Sequence[Value]
Kind = Literal["csv", "xlsx"]
KINDS: dict[Kind, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The media type of each form that a table is written in, by the end of a file's name."""

LONGEST_CELL = 32_767
"""Characters. Source: Excel's specifications and limits, "total number of characters"."""
_ACTS = re.compile(r"[\s\x00]*[=+\-@|%＝＋－＠]|[\t\r\n']")
# What XML cannot hold, or would change; and what would read as such a sign (ECMA-376, ST_Xstring).
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WIDEST = 40  # characters; a longer text is cut off on the screen, not in the file


def table_bytes(kind: Kind, title: str, columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    """A table in one of the two forms. title: of the sheet of a workbook, at most 31 characters.

    Raises CoprodError when a text is longer than a cell of a workbook can be.
    """
    return csv_bytes(columns, rows) if kind == "csv" else xlsx_bytes(title, columns, rows)


def csv_bytes(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A table as CSV: UTF-8 with a mark, as Excel needs it, and lines that end in CR LF."""
    out = io.StringIO(newline="")
    # In quotes, since LibreOffice can be told to part cells at a semicolon as well.
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(map(_guarded, columns))
    writer.writerows([_guarded(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook. title: at most 31 characters."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Row]


def xlsx_bytes(title: str, columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    """A table as one sheet of an Excel workbook. title: of the sheet, at most 31 characters.

    Raises CoprodError when a text is longer than a cell can be.
    """
    return workbook_bytes([Sheet(title, columns, rows)])


def workbook_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Tables as the sheets of one Excel workbook, in their order. Raises CoprodError as above."""
    # Loaded here: most commands write no workbook.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for one in sheets:
        _add(book, one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _guarded(value: Value) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return f"{value:.15g}"
    text = _whole(value)
    return f"'{text}" if _ACTS.match(text) else text


def _add(book: "Workbook", one: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    if any(
        isinstance(cell, str) and len(_for_xml(cell)) > LONGEST_CELL
        for row in one.rows
        for cell in row
    ):
        raise CoprodError(
            f"A text has more than {LONGEST_CELL:,} characters, which no cell in Excel can hold.",
            fix="Write the table as CSV instead.",
        )
    sheet = book.create_sheet(one.title)
    sheet.freeze_panes = "A2"
    for number, name in enumerate(one.columns):
        longest = max((len(str(row[number] or "")) for row in one.rows), default=0)
        width = min(max(len(name), longest), _WIDEST) + 2
        sheet.column_dimensions[get_column_letter(number + 1)].width = width
    sheet.append([_cell(sheet, name, bold=True) for name in one.columns])
    for row in one.rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: "WriteOnlyWorksheet", value: Value, *, bold: bool = False) -> object:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if value is None or not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, _for_xml(value))
    cell.data_type = "s"  # a text, whatever character it begins with
    if bold:
        cell.font = Font(bold=True)
    return cell


def _for_xml(text: str) -> str:
    return _HIDDEN.sub(lambda sign: f"_x{ord(sign[0]):04X}_", _whole(text))


def _whole(text: str) -> str:
    """The text without halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode()
