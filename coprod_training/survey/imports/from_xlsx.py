"""Reads a workbook, and refuses what could run, reach out, or swell: before anything is unpacked.

A workbook is a zip of XML files. What it says of its own sizes is checked first, and Python's
zipfile never unpacks more of a part than that. A formula is refused, because what it shows depends
on who opened the file last; a macro, a link to another file and an XML entity are refused, because
no export of a survey has them. Source: ECMA-376, part 1 (SpreadsheetML) and part 2 (packages).
"""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from coprod_training.errors import CoprodError
from coprod_training.garbage_collection import without_collecting
from coprod_training.survey.imports.grid import Grid
from coprod_training.survey.imports.xlsx_cells import Book, lines_of, text_of, with_signs

MOST_UNPACKED = 400_000_000
"""Bytes of all parts together. Our own choice: 200,000 answers to the survey fill about half."""
_MOST_PARTS = 500
_AGAIN = "Export the answers again from the survey tool, as .xlsx or .csv."
_OTHER_SET = re.compile(rb"encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_WORKBOOK = "xl/workbook.xml"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NOT_READ = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|_.|\*.")
_DATE_LETTERS = re.compile("[dmyhs]", re.IGNORECASE)
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Formats of days and times that every workbook has. Source: ECMA-376, part 1, 18.8.30."""


@without_collecting()
def read_workbook(content: bytes) -> tuple[Grid, ...]:
    """The sheets of a workbook that hold anything.

    Raises CoprodError when it is no workbook of values alone.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _refuse_dangerous(package)
            return tuple(_sheets(package))
    except CoprodError:
        raise
    except Exception as error:
        # A damaged workbook can make the reader fail in any way; what it says may quote a cell.
        raise CoprodError("This is not an Excel workbook that can be read.", fix=_AGAIN) from error


def _refuse_dangerous(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    names = Counter(part.filename.lower().lstrip("/") for part in parts)
    if "content.xml" in names and _WORKBOOK not in names:
        raise CoprodError("This is an OpenDocument file, not an Excel workbook.", fix=_AGAIN)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise CoprodError(
            "This workbook unpacks to far more than answers to a survey need.", fix=_AGAIN
        )
    if any(name.endswith("vbaproject.bin") for name in names):
        raise CoprodError("This workbook holds macros, which are programs.", fix=_AGAIN)
    if any(name.startswith(("xl/externallinks/", "xl/embeddings/")) for name in names):
        raise CoprodError("This workbook reaches into other files.", fix=_AGAIN)
    if max(names.values(), default=0) > 1:
        raise CoprodError("This workbook has two parts with the same name.", fix=_AGAIN)


def _sheets(package: zipfile.ZipFile) -> Iterator[Grid]:
    workbook = Xml.fromstring(_part(package, _WORKBOOK))  # noqa: S314 (see _part)
    names = {one.filename.lstrip("/"): one.filename for one in package.infolist()}
    targets = _targets(package)
    book = Book(
        texts=_texts(package) if "xl/sharedStrings.xml" in names else (),
        date_styles=_date_styles(package) if "xl/styles.xml" in names else frozenset(),
        from_1904=any(
            _local(one.tag) == "workbookPr" and one.get("date1904") in ("1", "true")
            for one in workbook.iter()
        ),
    )
    for sheet in workbook.iter():
        if _local(sheet.tag) != "sheet":
            continue
        path = targets[sheet.attrib[_RELATED]]
        if "worksheets/" not in path:
            continue  # a sheet that is a chart
        raw = _part(package, names[path])
        lines = lines_of(raw, book)
        while lines and lines[-1].is_blank():
            lines.pop()
        if lines:
            yield Grid(sheet.attrib["name"], tuple(lines), strict=False)


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """One part. Whatever could make an XML reader reach out or swell is refused here."""
    raw = package.read(name)
    # Outside of UTF-8 these words would look otherwise; no tool writes workbooks like that.
    other_signs = b"\0" in raw[:1000] or raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    if other_signs or b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or _OTHER_SET.search(raw[:200]):
        raise CoprodError("This workbook has something that no export of answers has.", fix=_AGAIN)
    return raw


def _targets(package: zipfile.ZipFile) -> dict[str, str]:
    """Where the parts of the workbook are, by the ids that it uses for them."""
    root = Xml.fromstring(_part(package, "xl/_rels/workbook.xml.rels"))  # noqa: S314 (see _part)
    return {
        one.attrib["Id"]: posixpath.normpath(posixpath.join("/xl", one.attrib["Target"])).lstrip(
            "/"
        )
        for one in root
        if one.get("TargetMode") != "External"
    }


def _texts(package: zipfile.ZipFile) -> tuple[str, ...]:
    root = Xml.fromstring(_part(package, "xl/sharedStrings.xml"))  # noqa: S314 (see _part)
    return tuple(with_signs(text_of(one)) for one in root)


def _date_styles(package: zipfile.ZipFile) -> frozenset[str]:
    """The styles of cells that show a number as a day or a time."""
    root = Xml.fromstring(_part(package, "xl/styles.xml"))  # noqa: S314 (see _part)
    own = {
        int(one.attrib["numFmtId"]): one.attrib["formatCode"]
        for one in root.iter()
        if _local(one.tag) == "numFmt"
    }
    found = set()
    for group in root:
        if _local(group.tag) == "cellXfs":
            for number, style in enumerate(group):
                shape = int(style.get("numFmtId", "0"))
                code = _NOT_READ.sub("", own.get(shape, "")).split(";")[0]
                if shape in own and code.lower() != "general":
                    is_date = _DATE_LETTERS.search(code) is not None
                else:
                    is_date = shape in _BUILT_IN_DATES
                if is_date:
                    found.add(str(number))
    return frozenset(found)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
