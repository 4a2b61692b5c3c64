"""Exports of the survey as four tools write them, made by code. Every answer is a test record."""

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

from coprod_training.content.instrument import load_instrument
from coprod_training.survey.coding import SETTINGS

COURSE = Path(__file__).parents[3] / "course"
INSTRUMENT = load_instrument(COURSE / "instruments" / "cps-0.1.yaml")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BEGAN = datetime.fromisoformat("2026-10-13T09:30")
ITEMS = {item.id: item for item in INSTRUMENT.asked_in("baseline")}
SINGLE = [one for one in ITEMS.values() if one.type in ("single", "consent")]


def person(n=0, **changes):
    """Whole answers of one person: {item: value, or list of values, or text}."""
    said = {}
    for place, item in enumerate(ITEMS.values()):
        codes = [code for code in INSTRUMENT.codes_of(item) if not code.excludes_others]
        if item.type == "multiple":
            said[item.id] = [codes[(n + place) % len(codes)].value]
        elif item.type == "text":
            said[item.id] = ""
        else:
            said[item.id] = codes[(n + place) % len(codes)].value
    return {**said, "CN1": "1", "CN2": "0", **changes}


def people(count=3, **changes):
    return [person(n, **changes) for n in range(count)]


def text_of(item, value):
    """The words of one answer."""
    codes = INSTRUMENT.codes_of(ITEMS[item])
    return next((code.text for code in codes if code.value == value), value)


def values_of(said):
    """The columns that a person's answers have to end in, worked out apart from the importer."""
    numbers = {"not_relevant": -8, "dont_know": -9, "did_not_happen": -6}
    found = {}
    for item in ITEMS.values():
        if item.type in ("text", "consent") or item.id in ("SD1", "SD2"):
            continue
        value = said.get(item.id)
        codes = INSTRUMENT.codes_of(item)
        if item.type == "multiple":
            for code in codes:
                found[f"{item.id}_{code.value}"] = int(code.value in value) if value else None
        elif not value:
            found[item.id] = None
        elif item.id == "SD4" and value in ("5", "6"):
            found[item.id] = 10
        else:
            code = next(code for code in codes if code.value == value)
            found[item.id] = numbers[code.missing] if code.missing else int(value)
    return SETTINGS[said["SD1"]], said["SD2"], found


def moments(n, first=BEGAN):
    began = first + timedelta(days=n % 17, minutes=7 * n % 600)
    return began, began + timedelta(minutes=9, seconds=4)


def msforms(said, *, first=BEGAN, style="%d/%m/%Y %H:%M:%S", ids=None):
    """[headings, rows…] as Microsoft Forms writes them. style: None for real dates."""
    heads = ["ID", "Start time", "Completion time", "Email", "Name"]
    grid = [heads + [item.text for item in ITEMS.values()]]
    for n, one in enumerate(said):
        when = [m if style is None else m.strftime(style) for m in moments(n, first)]
        row = [(ids or range(1, 10**6))[n], *when, "anonymous", ""]
        for item in ITEMS.values():
            value = one.get(item.id)
            if item.type == "multiple":
                row.append("".join(f"{text_of(item.id, v)};" for v in value or ()))
            else:
                row.append(text_of(item.id, value) if value else "")
        grid.append(row)
    return grid


def smartsurvey(said, *, first=BEGAN, style="%d/%m/%Y %H:%M:%S"):
    """Three lines of headings: questions with their numbers, their parts, and an empty one."""
    top = ["UserID", "UserNo", "Name", "Email", "IP Address", "Unique ID", "Started", "Ended"]
    top.append("Tracking Link")
    parts, columns, number, area = [""] * len(top), [], 0, ""
    stems = {one.id: one.stem for one in INSTRUMENT.areas}
    for item in ITEMS.values():
        if item.type == "multiple":
            number += 1
            for place, code in enumerate(INSTRUMENT.codes_of(item), 1):
                top.append(f"Q{number}. {item.text}" if place == 1 else "")
                parts.append(f"Q{number}.{place}. {code.text}")
                columns.append((item.id, code.value))
        elif stems[item.area]:
            new = item.area != area
            number += new
            place = 1 if new else place + 1
            top.append(f"Q{number}. {stems[item.area]}" if new else "")
            parts.append(f"Q{number}.{place}. {item.text}")
            columns.append((item.id, ""))
        else:
            number += 1
            top.append(f"Q{number}. {item.text}")
            parts.append("")
            columns.append((item.id, ""))
        area = item.area
    grid = [top, parts, [""] * len(top)]
    for n, one in enumerate(said):
        began, done = (m.strftime(style) for m in moments(n, first))
        row = [150_000_000 + n, n + 1, "", "", "192.0.2.7", "", began, done, "Main link"]
        for item, value in columns:
            if value:
                row.append(text_of(item, value) if value in (one.get(item) or ()) else "")
            else:
                text = text_of(item, one[item]) if one.get(item) else ""
                row.append(text.replace("'", "@SQ@"))
        grid.append(row)
    return grid


def limesurvey(said, *, first=BEGAN, headings="both", codes=False, style="%Y-%m-%d %H:%M:%S"):
    """headings: "code", "text" or "both". codes: answers by code, several as Y or nothing."""
    own = {
        "id": "Response ID", "submitdate": "Date submitted", "lastpage": "Last page",
        "startlanguage": "Start language", "seed": "Seed", "startdate": "Date started",
        "datestamp": "Date last action", "ipaddr": "IP address",
    }  # fmt: skip
    heads = [{"code": c, "text": t, "both": f"{c}. {t}"}[headings] for c, t in own.items()]
    columns = []
    for item in ITEMS.values():
        options = INSTRUMENT.codes_of(item) if item.type == "multiple" else (None,)
        for code in options:
            name = item.id if code is None else f"{item.id}[{code.value}]"
            text = item.text if code is None else f"{item.text} [{code.text}]"
            heads.append({"code": name, "text": text, "both": f"{name}. {text}"}[headings])
            columns.append((item.id, code.value if code else ""))
    grid = [heads]
    for n, one in enumerate(said):
        began, done = (m.strftime(style) for m in moments(n, first))
        row = [n + 1, done, 9, "en", 40 + n, began, done, "192.0.2.7"]
        for item, value in columns:
            if value:
                row.append("Y" if value in (one.get(item) or ()) else "")
            else:
                answer = one.get(item) or ""
                row.append(answer if codes else text_of(item, answer))
        grid.append(row)
    return grid


WRITERS = {"msforms": msforms, "smartsurvey": smartsurvey, "limesurvey": limesurvey}


def as_csv(grid, *, delimiter=",", encoding="utf-8", quoting=csv.QUOTE_MINIMAL, end="\r\n"):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(grid)
    return out.getvalue().encode(encoding)


def as_xlsx(grid, *, sheets=("Sheet1",), before=()):
    """A workbook whose last sheet holds the grid; before: what the other sheets hold."""
    book = Workbook()
    book.remove(book.active)
    for name, lines in zip(sheets, [*before, grid], strict=True):
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append([None if cell == "" else cell for cell in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(grid, heading):
    """The place of a column by the beginning of its heading."""
    return next(n for n, cell in enumerate(grid[0]) if str(cell).startswith(heading))


def with_cell(grid, row, heading, value):
    """A copy with one cell changed. row: of the answers, from 0."""
    copy = [list(line) for line in grid]
    copy[row + 1][column(grid, heading)] = value
    return copy


def with_column(grid, heading, cells, at=None):
    """A copy with a column more."""
    place = len(grid[0]) if at is None else at
    return [
        [*line[:place], value, *line[place:]]
        for line, value in zip(grid, [heading, *cells], strict=True)
    ]


def without_column(grid, heading):
    place = column(grid, heading)
    return [[*line[:place], *line[place + 1 :]] for line in grid]


def with_heading(grid, heading, new):
    copy = [list(line) for line in grid]
    copy[0][column(grid, heading)] = new
    return copy
