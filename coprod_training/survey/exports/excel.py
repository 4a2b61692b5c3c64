"""One table as an Excel workbook: the rows as codes, and a sheet that says what each code means."""

from typing import Any

from coprod_training.errors import CoprodError
from coprod_training.spreadsheet import Row, Sheet, workbook_bytes
from coprod_training.survey.dataset_folder import MARK, WARNING
from coprod_training.survey.exports.same_bytes import same_bytes
from coprod_training.survey.wide.package import Package, Resource

MOST_ROWS = 1_048_575
"""Beside the heading. Source: Excel's specifications and limits."""


def xlsx_bytes(package: Package, resource: Resource, table: Any) -> bytes:
    """The workbook; the same table gives the same bytes. table: pyarrow Table.

    Raises CoprodError when there are more rows than a sheet can hold.
    """
    if table.num_rows > MOST_ROWS:
        raise CoprodError(
            f"A sheet in Excel holds {MOST_ROWS:,} rows, and this table has {table.num_rows:,}.",
            where=resource.path,
            fix="Use the CSV or Parquet file.",
        )
    names = [field.name for field in resource.fields]
    rows: list[Row] = [*zip(*(table[name].to_pylist() for name in names), strict=True)]
    about: list[Row] = [
        ["Package", package.name],
        ["Title", package.title],
        ["Table", resource.title],
        ["Built", package.created],
        ["Fingerprint of the table it was made from (SHA-256)", resource.sha256],
    ]
    meaning: list[Row] = [
        [field.name, field.title, value, words]
        for field in resource.fields
        for value, words in (field.values or {"": field.description}).items()
    ]
    sheets = [
        Sheet("Answers", names, rows),
        Sheet("What each code means", ("column", "title", "value", "words"), meaning),
        Sheet("About", ("what", "is"), about),
    ]
    if package.synthetic:
        sheets.insert(0, Sheet(MARK, ("what this is",), [[WARNING]]))
    return same_bytes(workbook_bytes(sheets))
