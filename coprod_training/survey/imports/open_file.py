"""Opens the file that a steward was given, whatever it is, and hands on its sheets."""

import hashlib
from pathlib import Path

from coprod_training.errors import CoprodError, from_the_system
from coprod_training.survey.imports.from_csv import read_text_file
from coprod_training.survey.imports.from_xlsx import read_workbook
from coprod_training.survey.imports.grid import SourceFile

LARGEST = 100_000_000
"""Bytes. Our own choice: 200,000 answers to the survey take about half as a text file."""
_ZIP, _OLD_OFFICE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
_AGAIN = "Export the answers from the survey tool as .xlsx or .csv."


def open_file(path: Path) -> SourceFile:
    """Read a file. Raises CoprodError when it cannot be read as a table."""
    try:
        if not path.is_file():
            raise CoprodError("There is no such file.", where=str(path), fix="Check the name.")
        if path.stat().st_size > LARGEST:
            raise CoprodError(
                "This file is larger than answers to a survey are.", where=str(path), fix=_AGAIN
            )
        return read_source(path.read_bytes())
    except OSError as error:
        raise from_the_system(error) from error


def read_source(content: bytes) -> SourceFile:
    """The same for what a file holds, which is told from its bytes and never from its name.

    Raises CoprodError for what is no table of answers.
    """
    start = content[:512].lstrip().lower()
    if not content.strip():
        raise CoprodError("This file is empty.", fix=_AGAIN)
    if content.startswith(_OLD_OFFICE):
        raise CoprodError(
            "This is an old Excel file (.xls), or one that asks for a password.",
            fix="Take the password off and save it as .xlsx, or export the answers again.",
        )
    if content.startswith(_PDF) or start.startswith((b"<!doctype", b"<html", b"<?xml", b"{\\rtf")):
        raise CoprodError("This is a page or a document, not a table of answers.", fix=_AGAIN)
    sha256 = hashlib.sha256(content).hexdigest()
    if content.startswith(_ZIP):
        return SourceFile(sha256, read_workbook(content), ())
    grid, notes = read_text_file(content)
    return SourceFile(sha256, (grid,), notes)
