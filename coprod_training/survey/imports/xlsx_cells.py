"""The cells of one worksheet, read in pieces so that a large one takes little memory.

openpyxl makes several objects of each cell: 5,000 answers took it most of the time that the whole
of an import may take. Source: ECMA-376, part 1, 18.3 (worksheets) and 18.17.4 (days as numbers).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from xml.etree import ElementTree as Xml

from coprod_training.errors import CoprodError
from coprod_training.survey.imports.grid import MOST_COLUMNS, MOST_LINES, Line, letter_of
from coprod_training.survey.imports.plain import Cell
from coprod_training.survey.imports.xlsx_plain_rows import PlainCell, plain_rows

_PIECE = 2_000_000  # bytes
_ROOT = re.compile(rb"<(?:\w+:)?worksheet\b[^>]*>")
_DATA = re.compile(rb"<(?P<prefix>\w+:)?sheetData(?P<more>\s[^>]*)?(?P<none>/)?>")
_SPACES = re.compile(rb"\sxmlns(?::\w+)?=(?:\"[^\"]*\"|'[^']*')")
_HIDDEN_SIGN = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS = "0123456789"
_1900 = datetime.fromisoformat("1899-12-30T00:00")
_1904 = datetime.fromisoformat("1904-01-01T00:00")


@dataclass(frozen=True)
class Book:
    """What the sheets of a workbook share. date_styles: styles that show a number as a day."""

    texts: tuple[str, ...]
    date_styles: frozenset[str]
    from_1904: bool


def text_of(element: Xml.Element) -> str:
    """The text of a shared or inline string: all its runs, without notes on how it is spoken."""
    if len(element) == 1 and element[0].tag.endswith("}t"):
        text = element[0].text or ""
    else:
        text = "".join(_runs(element))
    return text


def with_signs(text: str) -> str:
    """A text with the characters that XML cannot hold, as a workbook writes them (ST_Xstring)."""
    if "_x" not in text:
        return text
    return _HIDDEN_SIGN.sub(lambda sign: chr(int(sign[1], 16)), text)


def lines_of(raw: bytes, book: Book) -> list[Line]:
    """The rows of a worksheet. raw: its XML, from which entities were refused already.

    Raises CoprodError when a row is wider, or the sheet longer, than answers are. What is not a
    worksheet raises whatever the XML reader raises.
    """
    lines: list[Line] = []
    number = 0
    for given, cells in _rows(raw):
        if given and given <= number:
            raise ValueError("rows are out of order")
        number = given or number + 1
        if len(lines) >= MOST_LINES:
            raise _too_large(number)
        lines.append(Line(number, _in_place(cells, number, book)))
    return lines


def _in_place(given: list[PlainCell], number: int, book: Book) -> tuple[Cell, ...]:
    """The cells of a row, each where its letters say: one that is empty may be left out."""
    names = _names()
    cells: list[Cell] = []
    for letters, sort, style, text in given:
        if letters and letters != names[len(cells)]:
            place = _index_of(letters)
            if place < len(cells):
                raise ValueError("cells are out of order")
            if place >= MOST_COLUMNS:
                raise _too_large(number)
            cells.extend([None] * (place - len(cells)))
        if len(cells) >= MOST_COLUMNS:
            raise _too_large(number)
        cells.append(_value(sort, style, text, book))
    return tuple(cells)


@cache
def _names() -> tuple[str, ...]:
    """The letters of each column there may be, and of one more."""
    return tuple(letter_of(n) for n in range(MOST_COLUMNS + 1))


def _too_large(number: int) -> CoprodError:
    return CoprodError(
        f"Row {number} is too wide, or the sheet too long, for answers to a survey.",
        fix=f"A sheet may have {MOST_LINES:,} rows of {MOST_COLUMNS:,} cells.",
    )


def _rows(raw: bytes) -> Iterator[tuple[int, list[PlainCell]]]:
    """The rows, a few thousand at a time; a number of 0 is one that the row does not say."""
    root, data = _ROOT.search(raw), _DATA.search(raw)
    if root is None or data is None:
        raise ValueError("no worksheet")
    if data["none"]:
        return
    prefix = data["prefix"] or b""
    end = raw.rindex(b"</" + prefix + b"sheetData")
    spaces = b"".join([*_SPACES.findall(root[0]), *_SPACES.findall(data[0])])
    closing = b"</" + prefix + b"row>"
    at = data.end()
    for sign in (b"<!--", b"<![CDATA[", b"<?"):
        # Inside these the end of a row would be no end.
        if raw.find(sign, at, end) >= 0:
            raise ValueError("not as tools write it")
    while at < end:
        cut = raw.find(closing, min(at + _PIECE, end), end)
        until = end if cut < 0 else cut + len(closing)
        piece = raw[at:until]
        plain = plain_rows(piece)
        yield from parsed_rows(piece, spaces) if plain is None else plain
        at = until


def parsed_rows(piece: bytes, spaces: bytes) -> Iterator[tuple[int, list[PlainCell]]]:
    """The rows of a piece by way of an XML parser. spaces: the namespaces of the whole sheet."""
    root = Xml.fromstring(b"<piece" + spaces + b">" + piece + b"</piece>")  # noqa: S314 (see above)
    for row in root:
        cells = []
        for cell in row:
            letters = (cell.get("r") or "").rstrip(_DIGITS)
            text = _text_in(cell)
            if text or not letters:
                cells.append((letters, cell.get("t", "n"), cell.get("s", "0"), text))
        yield int(row.get("r", "0")), cells


def _text_in(cell: Xml.Element) -> str:
    """What a cell holds, as it stands there; "" for nothing."""
    if any(one.tag.endswith("}f") for one in cell):
        raise CoprodError(
            "This workbook holds formulas, and what they show can change.",
            fix="Export the answers again from the survey tool, as .xlsx or .csv.",
        )
    for one in cell:
        if one.tag.endswith("}v"):
            return one.text or ""
        if one.tag.endswith("}is"):
            return text_of(one)
    return ""


def _value(sort: str, style: str, text: str, book: Book) -> Cell:
    if not text:
        return None
    if sort == "inlineStr":
        return with_signs(text)
    if sort == "s":
        return book.texts[int(text)] or None
    if sort == "n":
        return _number(text, style in book.date_styles, book.from_1904)
    if sort == "b":
        return "TRUE" if text == "1" else "FALSE"
    return text


def _number(text: str, is_date: bool, from_1904: bool) -> Cell:
    value = float(text)
    if is_date and 1 <= value < 2_958_466:  # the year 9999, the last that a workbook knows
        return (_1904 if from_1904 else _1900) + timedelta(seconds=round(value * 86_400))
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return text.strip()


def _runs(element: Xml.Element) -> Iterator[str]:
    for one in element:
        if one.tag.endswith("}t"):
            yield one.text or ""
        elif one.tag.endswith("}r"):
            yield from _runs(one)


def _index_of(letters: str) -> int:
    if not 1 <= len(letters) <= 3 or not letters.isascii() or not letters.isalpha():
        raise ValueError("no cell has this name")
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1
