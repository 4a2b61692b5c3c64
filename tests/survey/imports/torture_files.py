"""More files that try an importer: files of other sorts, workbooks, dates, columns of the tools."""

import zipfile
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from .forms import (
    as_xlsx,
    limesurvey,
    msforms,
    with_cell,
    with_column,
    without_column,
)
from .torture import LIME, MS, PEOPLE, SMART, Refused, Rows, Waits, case, raw, replaced

REAL = msforms(PEOPLE, style=None)
BOOK = as_xlsx(REAL)
SHEET = "xl/worksheets/sheet1.xml"
SIZE = f'<dimension ref="A1:{get_column_letter(len(REAL[0]))}{len(REAL)}"'.encode()


def rezipped(content, change=None, add=(), twice=""):
    """A workbook with a part changed or added. change: {name: what its bytes become}."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.infolist():
            raw_part = old.read(part)
            new.writestr(part.filename, (change or {}).get(part.filename, lambda b: b)(raw_part))
        for name, part in add:
            new.writestr(name, part)
        if twice:
            new.writestr(f"{twice}", b"")
    return out.getvalue()


def in_sheet(old, new):
    return rezipped(BOOK, {SHEET: lambda part: replaced(part, (old, new))})


def formula():
    book = Workbook()
    for line in [*MS, ["=SUM(A1:A2)"]]:
        book.active.append(line)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


# The file itself
case("an empty file", b"", Refused("is empty"))
case("blanks alone", b" \r\n \r\n", Refused("is empty"))
case("a page of the web", b"<!DOCTYPE html><table><tr><td>ID</td></tr>", Refused("a page"))
case("a PDF", b"%PDF-1.7 ...", Refused("a page or a document"))
case(
    "an old Excel file, or one with a password",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99,
    Refused("asks for a password"),
)
case("a picture", b"\x89PNG\r\n\x1a\n\0\0\0", Refused("characters that no text file has"))
case("half a workbook", BOOK[: len(BOOK) // 2], Refused("not an Excel workbook"))
case("a workbook in name only", b"PK\x03\x04" + b"\0" * 400, Refused("not an Excel workbook"))

# Workbooks
case("real dates", BOOK, Rows())
case("dates as text in a workbook", as_xlsx(MS), Rows())
case("dates as bare numbers", in_sheet(b' s="1"', b""), Rows())
case(
    "a date system that begins in 1904",
    rezipped(
        BOOK,
        {
            "xl/workbook.xml": lambda b: replaced(
                b, (b"<workbookPr/>", b'<workbookPr date1904="1"/>')
            )
        },
    ),
    Rows([], {"date": 4}),
)
case("banner rows in a workbook", as_xlsx([["Survey"], [], *REAL]), Rows())
case("an empty first sheet", as_xlsx(REAL, sheets=("Cover", "Data"), before=([],)), Rows())
case("a cover sheet", as_xlsx(REAL, sheets=("Cover", "Data"), before=([["Read me"]],)), Rows())
case(
    "answers on two sheets",
    as_xlsx(REAL, sheets=("One", "Two"), before=(REAL,)),
    Refused("More than one sheet"),
)
case("a formula", formula(), Refused("holds formulas"))
case(
    "a formula behind its value",
    in_sheet(b"<v>1</v></c>", b"<v>1</v><f>1+1</f></c>"),
    Refused("holds formulas"),
)
case("macros", rezipped(BOOK, add=[("xl/vbaProject.bin", b"x")]), Refused("holds macros"))
case(
    "a link to another file",
    rezipped(BOOK, add=[("xl/externalLinks/externalLink1.xml", b"<a/>")]),
    Refused("reaches into other"),
)
case(
    "a zip bomb",
    rezipped(BOOK, add=[(f"xl/media/{n}.bin", b"\0" * 50_000_000) for n in range(9)]),
    Refused("unpacks to"),
)
case(
    "an XML entity",
    in_sheet(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
    Refused("no export of answers has"),
)
case(
    "a sheet of another character set",
    rezipped(BOOK, {SHEET: lambda part: part.decode().encode("utf-16")}),
    Refused("no export of answers has"),
)
case(
    "two parts with the same name",
    rezipped(BOOK, add=[(SHEET.upper(), b"<a/>")]),
    Refused("two parts with the same name"),
)
case(
    "a cell in the last column there can be",
    in_sheet(b'<c r="A2"', b'<c r="XFD2"'),
    Refused("too wide"),
)
case(
    "a sheet that says it is as large as can be",
    in_sheet(SIZE, b'<dimension ref="A1:XFD1048576"'),
    Rows(),
)
case(
    "a row far below the others",
    in_sheet(b'<row r="5"', b'<row r="1048576"').replace(b"", b""),
    Rows(),
)
case("rows out of order", in_sheet(b'<row r="5"', b'<row r="2"'), Refused("not an Excel workbook"))
case(
    "a comment in the sheet",
    in_sheet(b"</row>", b"<!-- </row> --></row>"),
    Refused("not an Excel workbook"),
)
case(
    "a cell beyond the headings",
    as_xlsx([REAL[0], [*REAL[1], "more"], *REAL[2:]]),
    Rows(PEOPLE[1:], {"torn": 1}),
)
case(
    "an answer in shared and in parted text",
    in_sheet(b"<is><t>South East</t></is>", b"<is><r><t>South</t></r><r><t> East</t></r></is>"),
    Rows(),
)

# Dates
US = "%m/%d/%Y %I:%M:%S %p"
case("dates of the United States", raw(msforms(PEOPLE, style=US)), Rows())
case("dates without seconds", raw(msforms(PEOPLE, style="%d/%m/%Y %H:%M")), Rows())
case("years of two digits", raw(msforms(PEOPLE, style="%d/%m/%y %H:%M")), Rows())
case("months by their names", raw(msforms(PEOPLE, style="%d %b %Y %H:%M")), Rows())
case("days with dots", raw(msforms(PEOPLE, style="%d.%m.%Y %H:%M")), Rows())
EARLY = msforms(PEOPLE, first=REAL[1][1].replace(day=1))
case("no day above 12", raw(EARLY), Waits("whether the day or the month comes first"))
case("no day above 12, and the steward says", raw(EARLY), Rows(), order="dmy")
case(
    "days and months in both orders",
    raw(with_cell(MS, 0, "Completion", "10/13/2026 09:39:04")),
    Waits("only month/day/year"),
)
case(
    "one date in another shape",
    raw(with_cell(MS, 0, "Start time", "2026-10-13 09:30")),
    Rows(PEOPLE[1:], {"date": 1}),
)
case(
    "a day that there is not",
    raw(with_cell(MS, 0, "Start time", "31/02/2026 09:30:00")),
    Rows(PEOPLE[1:], {"date": 1}),
)
case(
    "a day in the future",
    raw(with_cell(MS, 0, "Completion", "13/10/2036 09:30:00")),
    Rows(PEOPLE[1:], {"date": 1}),
)
case(
    "words in the place of a date",
    raw(with_cell(MS, 0, "Completion", "yesterday")),
    Rows(PEOPLE[1:], {"date": 1}),
)
case(
    "some dates real, others text",
    as_xlsx(with_cell(REAL, 0, "Start", "13/10/2026 09:30:00")),
    Waits("others are text"),
)
case(
    "answers that were not finished",
    raw(with_cell(LIME, 1, "submitdate", "")),
    Rows([PEOPLE[0], *PEOPLE[2:]], {"unfinished": 1}),
)
case(
    "a form of LimeSurvey that keeps no days",
    raw(with_cell(LIME, 0, "submitdate", "1980-01-01 00:00:00")),
    Rows(PEOPLE[1:], {"no-day": 1}),
)

# Columns of the tools
QUIZ = with_column(
    with_column(
        with_column(MS, "Total points", [3] * 4, at=5),
        "Points - Which NHS England region?",
        [1] * 4,
    ),
    "Feedback - Which NHS England region?",
    ["Good"] * 4,
)
case("a quiz, with points and feedback", raw(QUIZ), Rows())
case(
    "names and e-mails in their columns",
    raw(with_cell(with_cell(MS, 0, "Email", "jo.planted@example.org"), 0, "Name", "Jo Planted")),
    Rows(),
)
case(
    "the day on which answers were changed",
    raw(with_column(MS, "Last modified time", [""] * 4, at=5)),
    Rows(),
)
case("no column of ids", raw(without_column(MS, "ID")), Refused("has the headings of a survey"))
case("no column of days", raw(without_column(MS, "Completion")), Waits('called "completion time"'))
case(
    "an id that a spreadsheet rounded",
    raw(with_cell(SMART, 2, "UserID", "1.5E+08")),
    Rows(PEOPLE[1:], {"rounded-id": 1}),
)
case(
    "two rows with the same id and other answers",
    raw([*MS, [*MS[1][:3], *MS[2][3:]]]),
    Rows(PEOPLE, {"repeated-id": 1}),
)
case("a row that stands twice", raw([*MS, MS[1]]), Rows(PEOPLE, unchanged=1))
case("another tool than the steward said", raw(), Refused("SmartSurvey has"), tool="smartsurvey")
case(
    "questions by code, and nobody said of which version",
    raw(limesurvey(PEOPLE, headings="code")),
    Waits("given by code only"),
)
