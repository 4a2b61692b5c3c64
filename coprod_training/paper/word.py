"""Writes a paper as a Word document, with real styles, so that a screen reader can go by headings.

python-docx is loaded when a document is written, and by nobody else.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from coprod_training.contributions.word_font import set_font
from coprod_training.paper.blocks import (
    Block,
    Boxes,
    Form,
    Heading,
    Items,
    Lines,
    Paper,
    Picture,
    Run,
    Runs,
    Table,
    Words,
)
from coprod_training.paper.forms import BOX

LANGUAGE = "en-GB"
# Our sorts of paragraph, by the name of the style that a reader sees in Word; "" is Normal.
_SORTS = {
    "plain": "",
    "label": "Course label",
    "note": "Course note",
    "quote": "Course quote",
}
QUESTION, ANSWER, BOXES = "Course question", "Course answer line", "Course boxes"


def word_of(paper: Paper) -> bytes:
    """The whole document."""
    document = Document()
    _page(document, paper)
    for block in paper.blocks:
        _write(document, block)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any, paper: Paper) -> None:
    """The title and language, the paper's size, and the styles."""
    about = document.core_properties
    about.title, about.language, about.author, about.comments = paper.title, LANGUAGE, "", ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(18)
    styles = document.styles
    normal = styles["Normal"]
    set_font(normal, paper.size)
    normal.paragraph_format.line_spacing = 1.4
    normal.paragraph_format.space_after = Pt(8)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    normal.element.get_or_add_rPr().append(language)
    for level, more in enumerate((10, 6, 3, 1, 0, 0), 1):
        set_font(styles[f"Heading {level}"], paper.size + more)
    for name in ("Course label", "Course note", "Course quote", QUESTION, ANSWER, BOXES):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = normal
    styles["Course label"].font.bold = styles[QUESTION].font.bold = True
    styles[QUESTION].paragraph_format.keep_with_next = True
    styles["Course quote"].paragraph_format.left_indent = Mm(8)
    styles[BOXES].paragraph_format.left_indent = Mm(12)
    styles[BOXES].paragraph_format.first_line_indent = Mm(-8)
    styles[ANSWER].paragraph_format.space_before = Pt(14)
    _line_below(styles[ANSWER])


def _line_below(style: Any) -> None:
    borders, below = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    # Lines of the same style would otherwise share one border around all of them.
    between = OxmlElement("w:between")
    for edge in (below, between):
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            edge.set(qn(f"w:{name}"), value)
    borders.extend([below, between])
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _write(document: Any, block: Block) -> None:
    match block:
        case Heading(level, text):
            _paragraph(document, text, f"Heading {level}")
        case Words(runs, sort):
            _runs(_paragraph(document, style=_SORTS[sort]), runs)
        case Items(items, numbered):
            _items(document, items, numbered)
        case Table():
            _table(document, block)
        case Boxes(boxes):
            for code, words in boxes:
                paragraph = _paragraph(document, f"{BOX}\u00a0", BOXES)
                paragraph.add_run(f"{code} ").bold = True
                paragraph.add_run(words)
        case Lines(count, label):
            if label:
                _paragraph(document, style=QUESTION).add_run(label)
            for _ in range(count):
                _paragraph(document, style=ANSWER)
        case Picture(content, _, alt):
            shape = document.add_picture(BytesIO(content), width=Mm(150))
            shape._inline.docPr.set("descr", alt)  # python-docx has no word for it
        case Form(question, inside):
            _paragraph(document, question, QUESTION)
            for one in inside:
                _write(document, one)


def _paragraph(document: Any, text: str = "", style: str = "") -> Any:
    """A paragraph at the end. style: its name; left out, Normal.

    python-docx goes through all styles for each one that it is given by name, which takes most of
    the time of a document. Its ids are their names without blanks.
    """
    made = document.add_paragraph(text)
    if style:
        made._p.style = style.replace(" ", "")
    return made


def _items(document: Any, items: Iterable[Runs], numbered: bool) -> None:
    # Numbers are written out: Word's own list would go on counting from the list before.
    for number, item in enumerate(items, 1):
        if numbered:
            _runs(_paragraph(document, f"{number}. ", BOXES), item)
        else:
            _runs(_paragraph(document, style="List Bullet"), item)


def _table(document: Any, table: Table) -> None:
    _paragraph(document, table.name, QUESTION)
    made = document.add_table(rows=1, cols=len(table.heads), style="Table Grid")
    properties = made._tbl.tblPr
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), table.name)
    properties.append(caption)
    for cell, words in zip(made.rows[0].cells, table.heads, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(header)
    for row in table.rows:
        for cell, runs in zip(made.add_row().cells, row, strict=True):
            _runs(cell.paragraphs[0], runs)
    document.add_paragraph()


def _runs(paragraph: Any, runs: Runs) -> None:
    for run in runs:
        if run.link.startswith(("https:", "http:")):
            _link(paragraph, run)
        else:
            _styled(paragraph.add_run(run.text), run)


def _styled(made: Any, run: Run) -> None:
    made.bold, made.italic = run.bold or None, run.italic or None


def _link(paragraph: Any, run: Run) -> None:
    target = paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    made = paragraph.add_run(run.text)
    made.font.underline = True
    _styled(made, run)
    link.append(made._r)
    paragraph._p.append(link)
