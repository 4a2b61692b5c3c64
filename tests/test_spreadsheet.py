import csv
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_tables import read_csv, read_xlsx

from coprod_training.errors import CoprodError
from coprod_training.spreadsheet import LONGEST_CELL, csv_bytes, table_bytes, xlsx_bytes

COLUMNS = ("learner", "name", "points")
# Signs that begin a formula, part a line, end a cell, or that no XML holds.
SIGNS = "=+-@|%＝＋－＠'\"\t\r\n,; \x00\x0b\x1f\u2028\ufeff\ufffe_x0041_"
NASTY = [
    "O'Brien, Jr",
    '=HYPERLINK("http://example.org","See")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    " =1+1",
    "\t=1+1",
    "\r\n=1+1",
    "＝1+1",
    "'=1+1",
    "''",
    "=cmd|' /C calc'!A0",
    "_x0041_",
    "_x005F_x0041_",
    "a\x00b\x1f",
    "line one\nline two\r\nline three",
    ' "quoted" ',
    "Zoë Ångström 李",
    "1e5",
    "0012",
    "#REF!",
    "<f>1+1</f>",
]
NAMES = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.sampled_from(SIGNS), min_size=1, max_size=8),
    st.text(min_size=1, max_size=20),
)
TABLES = st.lists(st.tuples(NAMES, NAMES, st.none() | st.integers(0, 100)), max_size=20)


def as_it_comes_back(rows):
    """Halves of characters cannot be kept; numbers come back as such."""
    whole = [
        [v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in row]
        for row in rows
    ]
    return [[None if v == "" else v for v in row] for row in whole]


def cells_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(TABLES)
@settings(max_examples=100)
def test_csv_has_the_right_columns_no_formula_and_comes_back_whole(rows):
    content = csv_bytes(COLUMNS, rows)

    lines = cells_of(content)
    assert [len(line) for line in lines] == [len(COLUMNS)] * (len(rows) + 1)
    texts = [cell for line in lines for cell in line]
    assert [cell for cell in texts if re.match(r"\s*[=+\-@|%＝＋－＠]", cell)] == []
    assert read_csv(content, numbers={"points"}) == (list(COLUMNS), as_it_comes_back(rows))


ACT_BEHIND_BLANKS = [
    f"{before}{sign}1" for before in ["", *" \xa0\t\n\0"] for sign in "=+-@|%＝＋－＠"
]


@pytest.mark.parametrize("text", [*ACT_BEHIND_BLANKS, "\t1", "\r1", "\n1", "'1"])
def test_each_sign_that_may_act_has_an_apostrophe_in_front(text):
    (_, (cell,)) = cells_of(csv_bytes(("words",), [(text,)]))
    assert cell == f"'{text}"
    assert read_csv(csv_bytes(("words",), [(text,)])) == (["words"], [[text]])


def test_a_sign_inside_a_text_is_no_reason_for_an_apostrophe():
    text = "We asked: is 3 - 1 fair, or 50% | half?\nYes."

    assert cells_of(csv_bytes(("words",), [(text,)])) == [["words"], [text]]


def test_a_table_is_written_in_the_form_that_is_asked_for():
    rows = [("ann", "Ann", 1.0)]
    as_csv, as_xlsx = (table_bytes(kind, "Marks", COLUMNS, rows) for kind in ("csv", "xlsx"))

    assert as_csv == csv_bytes(COLUMNS, rows)
    assert read_xlsx(as_xlsx) == (list(COLUMNS), [list(row) for row in rows])


@given(TABLES)
@settings(max_examples=50)
def test_a_workbook_has_the_right_columns_no_formula_and_comes_back_whole(rows):
    content = xlsx_bytes("Marks", COLUMNS, rows)

    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert not re.search(r"<f[\s>/]", sheet)
    assert read_xlsx(content) == (list(COLUMNS), as_it_comes_back(rows))


@pytest.mark.slow
def test_ten_thousand_hostile_names_in_one_file(record_property):
    signs = [a + b for a in SIGNS for b in SIGNS]
    names = [f"{signs[n % len(signs)]}{NASTY[n % len(NASTY)]} {n}" for n in range(10_000)]
    rows = [(name, name, float(n)) for n, name in enumerate(names)]

    assert read_csv(csv_bytes(COLUMNS, rows), numbers={"points"})[1] == as_it_comes_back(rows)
    assert read_xlsx(xlsx_bytes("Marks", COLUMNS, rows))[1] == as_it_comes_back(rows)
    record_property("cases", len(names))


def test_nothing_is_not_zero():
    rows = [("ann", "Ann", None), ("ben", "Ben", 0.0)]

    assert cells_of(csv_bytes(COLUMNS, rows))[1:] == [["ann", "Ann", ""], ["ben", "Ben", "0"]]
    assert read_xlsx(xlsx_bytes("Marks", COLUMNS, rows))[1] == [list(row) for row in rows]


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut_off():
    with pytest.raises(CoprodError, match="32,767 characters"):
        xlsx_bytes("Marks", ("words",), [("x" * (LONGEST_CELL + 1),)])
