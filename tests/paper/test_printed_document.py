"""The Word document, reopened: styles, headings, tables, language."""

import struct
import zlib
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from read_back import Page

from coprod_training.paper.blocks import Heading, Items, Paper, Picture, Run, Table, Words
from coprod_training.paper.html import html_of
from coprod_training.paper.word import word_of


def part(name, content):
    """One part of a picture. Source: PNG specification, section 5.3."""
    checked = name + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


# The smallest picture there is: one grey point.
POINT = (
    b"\x89PNG\r\n\x1a\n"
    + part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + part(b"IDAT", zlib.compress(b"\0\0"))
    + part(b"IEND", b"")
)


def reopened(*blocks, size=14):
    return Document(BytesIO(word_of(Paper("A test", size, blocks))))


def test_the_document_has_the_headings_of_the_page(each_document, each_read):
    found = [
        [int(one.style.name.removeprefix("Heading ")), one.text]
        for one in each_document.paragraphs
        if one.style.name.startswith("Heading")
    ]

    assert found == each_read.headings


def test_no_feedback_rationale_rubric_or_note_is_in_the_document(words_in_document, secrets):
    assert [one for one in secrets if one in words_in_document] == []


def test_it_says_the_title_and_the_language(each_document, each_read):
    (title,) = [text for level, text in each_read.headings if level == 1]
    language = each_document.styles["Normal"].element.find(f".//{qn('w:lang')}")

    assert each_document.core_properties.title == title
    assert each_document.core_properties.language == "en-GB"
    assert language.get(qn("w:val")) == "en-GB"


def test_every_table_repeats_its_first_row_and_has_a_name(each_document):
    for table in each_document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_the_document_says_all_that_the_page_says(words_in_document, each_read):
    said = words_in_document.split()
    missing = set(each_read.words.split()) - set(said)

    assert missing == set()


def test_large_print_has_no_style_below_18_points(printed):
    document = Document(BytesIO(word_of(printed("where-is-it-really", large=True))))
    used = {one.style.name: one.style for one in document.paragraphs}

    assert document.styles["Normal"].font.size == Pt(18)
    assert [name for name, one in used.items() if one.font.size and one.font.size < Pt(18)] == []


def test_a_picture_has_its_words_in_both_forms():
    picture = Picture(POINT, "image/png", 'Six "steps" <up>')

    (shape,) = reopened(picture).inline_shapes
    page = Page(html_of(Paper("A test", 14, (Heading(1, "A test"), picture))))

    assert shape._inline.docPr.get("descr") == 'Six "steps" <up>'
    assert [one["alt"] for one in page.with_tag("img")] == ['Six "steps" <up>']


def test_words_that_look_like_html_stay_words():
    run = Run(text='<script>alert(1)</script> & "more"', link='https://example.org/"><b>')
    table = Table("<i>name</i>", ("<b>", "two"), (((run,), (run,)),))
    text = html_of(Paper("<u>", 14, (Heading(1, "<u>"), Words((run,)), Items(((run,),)), table)))

    assert "<script" not in text
    assert not {"u", "i"} & {name for name, _ in Page(text).tags}
    assert Page(text).words.count("<script>alert(1)</script>") == 4


def test_lists_and_links_are_real_ones():
    address = "https://example.org/first"
    document = reopened(Items(((Run(text="One"),), (Run(text="Two", link=address),))))

    assert [one.style.name for one in document.paragraphs] == ["List Bullet", "List Bullet"]
    assert document.paragraphs[1].hyperlinks[0].address == address
