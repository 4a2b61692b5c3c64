"""Reads a text file: finds its character set and its delimiter, and refuses what is damaged.

The character set and the delimiter are told from the bytes, never from the name of the file.
Source: survey-dataset.md, "Import"; RFC 4180 for quotation marks.
"""

import codecs
import csv
import io
from collections import Counter

from coprod_training.errors import CoprodError
from coprod_training.spreadsheet import LONGEST_CELL
from coprod_training.survey.imports.grid import MOST_COLUMNS, MOST_LINES, Grid, Line

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 60  # lines that a delimiter is told from
_AGAIN = "Export the answers again from the survey tool, and do not open the file in between."


def read_text_file(content: bytes) -> tuple[Grid, tuple[str, ...]]:
    """The one sheet of a text file, with notes on how it was read.

    Raises CoprodError when it is no text, or its lines cannot be parted for certain.
    """
    text, notes = _decoded(content)
    if "\0" in text:
        raise CoprodError("This file has characters that no text file has.", fix=_AGAIN)
    first, _, rest = text.partition("\n")
    if first.strip().lower() in {f"sep={sign}" for sign in (",", ";", "\t", "|")}:
        # Excel's own line says the delimiter. It stays a line, so that numbers are as Excel's.
        delimiter, body = first.strip("\r\n")[4:5], rest
        lines = [Line(1, ()), *_lines(body, delimiter, 2)]
    else:
        delimiter = _delimiter_of(text)
        lines = _lines(text, delimiter, 1)
    named = _DELIMITERS[delimiter]
    return Grid("", tuple(lines), strict=True), (*notes, f"Cells are separated by {named}.")


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, name in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(name), ()
            except UnicodeDecodeError as error:
                raise _not_text(content, error.start) from error
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _not_text(content, error.start) from error
    return text, ("The file is in Windows' own character set (Windows-1252).",)


def _not_text(content: bytes, at: int) -> CoprodError:
    line = content.count(b"\n", 0, at) + 1
    return CoprodError(f"Line {line} of this file cannot be read as text.", fix=_AGAIN)


def _delimiter_of(text: str) -> str:
    """The character that parts the most lines into the same number of cells, at least two."""
    best, most = ",", 0.0
    for sign in _DELIMITERS:
        widths: Counter[int] = Counter()
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        try:
            for _, cells in zip(range(_LOOKED_AT), reader, strict=False):
                if any(map(str.strip, cells)):
                    widths[len(cells)] += 1
        except csv.Error:
            continue
        if not widths:
            continue
        width, times = widths.most_common(1)[0]
        points = (width - 1) * times / sum(widths.values())
        if points > most:
            best, most = sign, points
    return best


def _lines(text: str, delimiter: str, first: int) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    try:
        for number, cells in enumerate(reader, first):
            if len(cells) > MOST_COLUMNS or number > MOST_LINES:
                raise CoprodError(
                    f"Row {number} is too wide, or the file too long, to be answers to a survey.",
                    fix=f"A file may have {MOST_LINES:,} rows of {MOST_COLUMNS:,} cells.",
                )
            # Python has a limit as well, but any library in the same process may lift it.
            if max(map(len, cells), default=0) > LONGEST_CELL:
                raise csv.Error("field larger than a cell may be")
            lines.append(Line(number, tuple(cell or None for cell in cells)))
    except csv.Error as error:
        # The words of the error are Python's and can hold nothing of the file.
        raise CoprodError(
            f"Row {first + len(lines)} cannot be told apart from the next: {_why(error)}.",
            fix=_AGAIN,
        ) from error
    return lines


def _why(error: csv.Error) -> str:
    said = str(error)
    if "field larger" in said:
        return "one of its cells is longer than any answer"
    if "end of data" in said:
        return "a quotation mark is opened and never closed"
    return "its quotation marks do not fit together"
