"""Whatever the bytes of a file are, a steward gets a preview or a sentence, never a traceback."""

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_training.errors import CoprodError
from coprod_training.survey.imports.open_file import read_source
from coprod_training.survey.imports.sheet import find_table
from coprod_training.survey.imports.understand import Asked, understand
from coprod_training.survey.pseudonym import Key

from .forms import INSTRUMENT, NOW, WRITERS, as_csv, as_xlsx, people

KEY = Key("survey", b"test record" * 3)
GRIDS = {tool: write(people(3)) for tool, write in WRITERS.items()}
PLAIN = [form(grid) for grid in GRIDS.values() for form in (as_csv, as_xlsx)]
CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "Yes", "No", "Other", ";", '{"a":"Asked"}', "31/12/2026 10:00", "1e9", "="]
    ),
    st.integers(),
    st.dates().map(str),
)


def understood(content):
    """What came of it: the outcomes' count is the rows', or a refusal in words."""
    try:
        source = read_source(content)
        table = find_table(source, None)
        found = understand(source, [INSTRUMENT], Asked(), KEY, NOW)
    except CoprodError as refused:
        said, found = str(refused), None
    if found is None:
        assert said.strip()
        return
    assert len(found.rows) == len(table.lines)
    for row in found.rows:
        assert (row.content is None) == bool(row.problems)


@settings(max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes(content):
    understood(content)


@settings(max_examples=80)
@given(st.text(max_size=400), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_text(text, encoding):
    understood(text.encode(encoding, "replace"))


@settings(max_examples=150)
@given(st.sampled_from(PLAIN), st.data())
def test_an_export_with_bytes_changed(content, data):
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(changed) - 1))
        match data.draw(st.sampled_from(["change", "cut", "double"])):
            case "change":
                changed[at] = data.draw(st.integers(0, 255))
            case "cut":
                del changed[at : at + data.draw(st.integers(1, 50))]
            case _:
                changed[at:at] = changed[at : at + data.draw(st.integers(1, 50))]
        if not changed:
            break
    understood(bytes(changed))


@settings(max_examples=100)
@given(st.sampled_from(sorted(GRIDS)), st.data())
def test_an_export_with_any_cells(tool, data):
    grid = [list(line) for line in GRIDS[tool]]
    for _ in range(data.draw(st.integers(1, 12))):
        row = data.draw(st.integers(0, len(grid) - 1))
        at = data.draw(st.integers(0, len(grid[row]) - 1))
        grid[row][at] = data.draw(CELLS)
    try:
        content = as_csv(grid)
    except UnicodeEncodeError:
        return
    understood(content)


@settings(max_examples=100)
@given(st.data())
def test_a_workbook_whose_parts_were_changed(data):
    content = data.draw(st.sampled_from(PLAIN[1::2]))
    part = data.draw(
        st.sampled_from(
            ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml",
             "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]
        )
    )  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.infolist():
            raw = bytearray(old.read(one))
            if one.filename == part:
                at = data.draw(st.integers(0, len(raw)))
                raw[at : at + data.draw(st.integers(0, 30))] = data.draw(
                    st.one_of(
                        st.binary(max_size=20), st.sampled_from([b"<v>9</v>", b"</row>", b"<"])
                    )
                )
            if data.draw(st.integers(0, 20)):
                new.writestr(one.filename, bytes(raw))
    understood(out.getvalue())
