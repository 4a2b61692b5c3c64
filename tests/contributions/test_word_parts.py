"""Documents whose parts have other names, or other namespaces, than Word's own. Test records."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from contributions.small_pack import LONG, PACK, content_of, document, paragraph
from coprod_training.contributions.merge import merge
from coprod_training.contributions.word_back import read_word
from coprod_training.errors import CoprodError

EXTENDED = (
    '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    '<w15:commentEx w15:paraId="00000001"/>'
    '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/></w15:commentsEx>'
)
FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="7"><w:p><w:r><w:t>Test record: below.</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
RELATED = (
    '<Relationship Id="rIdE" Target="commentsExtended.xml"'
    ' Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended"/>'
    '<Relationship Id="rIdF" Target="/word/footnotes.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/>'
    "</Relationships>"
)
RENAMED = {
    "document.xml": "document2.xml",
    "comments.xml": "remarks2.xml",
    "commentsExtended.xml": "remarksExtended2.xml",
    "footnotes.xml": "notes2.xml",
    "footer1.xml": "edge2.xml",
}
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        "http://purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def with_replies():
    """A comment, a reply that hangs on nothing of its own, and a footnote, as Word saves them."""
    made = document()
    line = paragraph(made, LONG)
    for at in range(2):
        made.add_comment(line.runs[-1:], text=f"Test record {at}", author="Planted")
    (footer,) = made.sections[0].footer.paragraphs
    footer.add_run(" Test record: seen.")
    parts = parts_of(content_of(made))
    comments = parts["word/comments.xml"]
    for at in (1, 2):
        comments = comments.replace(
            "<w:p>",
            '<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
            f' w14:paraId="0000000{at}">',
            1,
        )
    body = parts["word/document.xml"]
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        body = body.replace(f'<w:{name} w:id="1"/>', "")
    body = body.replace(
        "door for it.</w:t></w:r>",
        'door for it.</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r>',
    )
    related = parts["word/_rels/document.xml.rels"].replace("</Relationships>", RELATED)
    return {
        **parts,
        "word/document.xml": body,
        "word/comments.xml": comments,
        "word/commentsExtended.xml": EXTENDED,
        "word/footnotes.xml": FOOTNOTES,
        "word/_rels/document.xml.rels": related,
    }


def parts_of(content):
    with ZipFile(BytesIO(content)) as archive:
        return {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def packed(parts):
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def replaced(text, changes):
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def renamed(parts):
    """As Word for the web saves a document: only the relationships say which part is which."""
    return {
        replaced(name, RENAMED): replaced(text, RENAMED) if name.endswith(".rels") else text
        for name, text in parts.items()
    }


def strict(parts):
    return {name: replaced(text, STRICT) for name, text in parts.items()}


def test_the_document_of_these_tests_has_one_of_each():
    back = read_word(packed(with_replies()))

    assert [(one.words, one.number) for one in back.remarks] == [
        ("Test record 0", LONG),
        ("Test record 1", LONG),
    ]
    assert "[note: Test record: below.]" in "".join(one.text for one in back.lines)
    assert back.besides == ("At the top or the bottom of the pages it says: Test record: seen.",)
    assert back.pack == PACK


@pytest.mark.parametrize("saved", [renamed, strict, lambda parts: strict(renamed(parts))])
def test_other_names_of_parts_and_strict_namespaces_bring_the_same_back(saved):
    parts = with_replies()

    other = saved(parts)

    assert other != parts
    assert read_word(packed(other)) == read_word(packed(parts))


def test_a_strict_document_that_nobody_changed_brings_nothing_back():
    back = read_word(packed(strict(parts_of(content_of(document())))))
    result = merge(PACK, back, name="abc123")

    assert (result.said, result.for_keeper, result.not_landed) == ((), (), ())


@pytest.mark.parametrize(
    "target", ["gone.xml", "../../../etc/passwd", "http://example.org/document.xml", ""]
)
def test_a_relationship_that_leads_nowhere_is_passed_over_for_the_usual_name(target):
    parts = with_replies()
    for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
        parts[name] = parts[name].replace("word/document.xml", target)
        parts[name] = parts[name].replace('"comments.xml', f'"{target}')

    assert len(read_word(packed(parts)).remarks) == 2


def test_relationships_that_are_not_there_leave_the_usual_names():
    parts = {name: text for name, text in with_replies().items() if not name.endswith(".rels")}

    assert len(read_word(packed(parts)).remarks) == 2


@pytest.mark.parametrize("body", ["", "<w:tbl/>"])
def test_a_document_without_a_paragraph_is_refused_in_words(body):
    parts = parts_of(content_of(document()))
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts["word/document.xml"] = (
        f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>'
    )

    with pytest.raises(CoprodError, match="cannot be read as a Word document"):
        read_word(packed(parts))


def test_a_document_of_names_that_nobody_knows_takes_no_passage_out():
    parts = parts_of(content_of(document()))
    parts["word/document.xml"] = replaced(
        parts["word/document.xml"], dict.fromkeys(STRICT, "urn:test-record")
    )

    with pytest.raises(CoprodError, match="cannot be read as a Word document"):
        read_word(packed(parts))
