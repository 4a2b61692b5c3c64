"""The quick way to read a sheet gives what an XML parser gives, or nothing."""

import zipfile
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from coprod_training.survey.imports.xlsx_cells import parsed_rows
from coprod_training.survey.imports.xlsx_plain_rows import plain_rows

from .forms import as_xlsx, msforms, people

SPACE = b' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
CELLS = st.sampled_from(
    [
        '<c r="{}" t="inlineStr"><is><t>a &amp; b</t></is></c>',
        '<c r="{}" t="inlineStr"><is><t xml:space="preserve"> a\nb </t></is></c>',
        '<c r="{}" s="1"><v>46300.5</v></c>',
        '<c r="{}" t="s"><v>0</v></c>',
        '<c r="{}" s="2" t="n"><v>7</v></c>',
        '<c r="{}" t="b"><v>1</v></c>',
        '<c r="{}"/>',
        '<c r="{}" s="3"></c>',
        '<c r="{}"><v></v></c>',
        '<c r="{}" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
        '<c r="{}" t="inlineStr"><v>1</v></c>',
        '<c r="{}" t="str"><v>&#65;&lt;é</v></c>',
        '<c s="1" r="{}"><v>1</v></c>',
        '<c r="{}"><v>1</v><extLst/></c>',
        "<c><v>1</v></c>",
    ]
)
ROWS = st.lists(st.lists(CELLS, max_size=4), max_size=4)


def body(rows, gap=""):
    lines = []
    for number, cells in enumerate(rows, 1):
        named = (cell.format(f"{'ABCD'[n]}{number}") for n, cell in enumerate(cells))
        lines.append(f'<row r="{number}" spans="1:4">{gap.join(named)}</row>')
    return gap.join(lines).encode()


def filled(rows):
    """A cell that holds nothing may be given as empty or be left out."""
    return [(number, [cell for cell in cells if cell[3]]) for number, cells in rows]


@given(ROWS, st.sampled_from(["", "\n", " "]))
def test_both_ways_give_the_same(rows, gap):
    piece = body(rows, gap)

    plain = plain_rows(piece)

    if plain is not None:
        assert filled(plain) == filled(parsed_rows(piece, SPACE))


@given(st.binary(max_size=30), st.integers(0, 400))
def test_both_ways_give_the_same_of_a_damaged_piece(signs, at):
    piece = body([['<c r="{}" t="inlineStr"><is><t>a &amp; b</t></is></c>'] * 3] * 3)
    piece = piece[:at] + signs + piece[at:]
    try:
        plain = plain_rows(piece)
    except UnicodeDecodeError:
        return
    if plain is not None:
        assert filled(plain) == filled(parsed_rows(piece, SPACE))


def test_an_export_is_read_the_quick_way():
    with zipfile.ZipFile(BytesIO(as_xlsx(msforms(people(3), style=None)))) as package:
        raw = package.read("xl/worksheets/sheet1.xml")
    piece = raw.split(b"<sheetData>")[1].split(b"</sheetData>")[0]

    assert filled(plain_rows(piece)) == filled(parsed_rows(piece, SPACE))
