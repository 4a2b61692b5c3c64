"""Writes a pack as a Word document in which every passage is anchored and changes are tracked.

python-docx is loaded when a pack is written, and by nobody else.
"""

import json
from io import BytesIO
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from coprod_training.contributions.anchors import bookmark, said_first
from coprod_training.contributions.pack_opening import head_of
from coprod_training.contributions.passages import Pack, Passage, as_data
from coprod_training.contributions.word_font import set_font

LANGUAGE = "en-GB"
NAMESPACE = "urn:coprod-training:pack"
"""Of the part that carries the pack itself, beside the document (ECMA-376, 15.2.5)."""
PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
# Word processors keep a part of this sort only with a file of properties beside it.
_ABOUT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    '<ds:datastoreItem ds:itemID="{6F2A7C14-5C0D-4B1E-9E55-2D1C0A6B7F31}" xmlns:ds='
    '"http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_STYLES = {
    "words": "Normal",
    "label": "Course label",
    "note": "Course note",
    "quote": "Course quote",
    "item": "List Bullet",
    "answer": "Course answer",
}


def word_of_pack(pack: Pack) -> bytes:
    """The whole document."""
    document = Document()
    _page(document, pack)
    title, how, which = head_of(pack)
    document.add_heading(title, 1)
    document.add_paragraph(how)
    document.add_paragraph(which, style="Course note")
    writer = _Writer(document)
    for is_row, together in groupby(pack.numbered(), lambda one: one[1].sort in ("heads", "row")):
        if is_row:
            writer.table(list(together))
        else:
            for number, passage in together:
                writer.paragraph(number, passage)
    _track_changes(document)
    _carry(document, pack)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


class _Writer:
    """Counts the bookmarks, whose ids are unique in a document, and remembers the styles' ids.

    python-docx looks through all styles each time it is given a name: most of a pack's time.
    """

    def __init__(self, document: Any) -> None:
        self._document, self._bookmarks = document, 0
        self._ids = {one.name: one.style_id for one in document.styles}

    def paragraph(self, number: int, passage: Passage) -> None:
        heading = f"Heading {passage.level or 2}"
        made = self._document.add_paragraph()
        made._p.style = self._ids[heading if passage.sort == "heading" else _STYLES[passage.sort]]
        self._words(made, number, passage, passage.text)
        if passage.sort == "answer" and passage.cells:
            made.add_run(f"({'; '.join(passage.cells)}) ").italic = True

    def table(self, rows: list[tuple[int, Passage]]) -> None:
        """Each run of rows below its heads."""
        table: Any = None
        for number, passage in rows:
            if table is None or passage.sort == "heads":
                table = self._document.add_table(0, len(passage.cells), style="Table Grid")
            cells = table.add_row().cells
            if passage.sort == "heads":
                header = OxmlElement("w:tblHeader")
                header.set(qn("w:val"), "true")
                table.rows[-1]._tr.get_or_add_trPr().append(header)
            for part, (cell, words) in enumerate(zip(cells, passage.cells, strict=True), 1):
                self._words(cell.paragraphs[0], number, passage, words, part)
        self._document.add_paragraph()

    def _words(
        self, paragraph: Any, number: int, passage: Passage, words: str, part: int = 0
    ) -> None:
        """The number, the label and the words, with the bookmark round all of them."""
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for one in (start, end):
            one.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), bookmark(number, part))
        paragraph._p.append(start)
        if part <= 1:
            paragraph.add_run(f"[{number}]")._r.style = self._ids["Course number"]
            paragraph.add_run(" ")
        if label := said_first(passage):
            paragraph.add_run(label).bold = True
        made = paragraph.add_run(words)
        made.bold = True if passage.sort == "heads" else None
        paragraph._p.append(end)


def _page(document: Any, pack: Pack) -> None:
    about = document.core_properties
    about.title, about.language = f"Review pack: {pack.title}", LANGUAGE
    about.author, about.comments, about.subject = "", "", f"Pack {pack.id}"
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.footer.paragraphs[0].text = f"Pack {pack.id}"
    styles = document.styles
    normal = styles["Normal"]
    set_font(normal, 12)
    normal.paragraph_format.line_spacing = 1.3
    normal.paragraph_format.space_after = Pt(7)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    normal.element.get_or_add_rPr().append(language)
    for level, size in enumerate((20, 17, 15, 13, 12, 12), 1):
        set_font(styles[f"Heading {level}"], size)
    for name in ("Course label", "Course note", "Course quote", "Course answer"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = normal
    styles["Course label"].font.bold = True
    styles["Course quote"].paragraph_format.left_indent = Mm(8)
    styles["Course answer"].paragraph_format.space_after = Pt(28)
    styles.add_style("Course number", WD_STYLE_TYPE.CHARACTER).font.size = Pt(10)


def _track_changes(document: Any) -> None:
    """Word begins with tracking on. Source: ECMA-376, 17.15.1.90."""
    settings = document.settings.element
    track = OxmlElement("w:trackRevisions")
    settings.insert_element_before(
        track, "w:doNotTrackMoves", "w:doNotTrackFormatting", "w:documentProtection",
        "w:autoFormatOverride", "w:styleLockTheme", "w:defaultTabStop", "w:characterSpacingControl",
        "w:compat", "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping",
        "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator",
    )  # fmt: skip  # the names that may follow it, in their order


def _carry(document: Any, pack: Pack) -> None:
    """The pack itself, so that whoever reads the document back knows what was sent."""
    said = escape(json.dumps(as_data(pack), ensure_ascii=False))
    content = f'<?xml version="1.0" encoding="UTF-8"?><pack xmlns="{NAMESPACE}">{said}</pack>'
    package = document.part.package
    # item1.xml is python-docx's own template's.
    part = Part(PackURI("/customXml/item2.xml"), "application/xml", content.encode(), package)
    about = Part(PackURI("/customXml/itemProps2.xml"), PROPERTIES, _ABOUT.encode(), package)
    part.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
