"""Documents that are none, or that were made to do harm, are refused in words."""

import tracemalloc
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from contributions.small_pack import LONG, PACK, content_of, document, merged, paragraph
from coprod_training.contributions import word_back, word_lines
from coprod_training.contributions.word_back import read_word
from coprod_training.contributions.word_pack import word_of_pack
from coprod_training.errors import CoprodError


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04 no zip", b"<html></html>"])
def test_what_is_no_document_is_refused_in_words(content):
    with pytest.raises(CoprodError, match="cannot be read as a Word document"):
        read_word(content)


def test_a_part_that_cannot_be_read_is_listed_and_not_passed_over():
    out = BytesIO()
    with ZipFile(BytesIO(word_of_pack(PACK))) as sent, ZipFile(out, "w") as archive:
        for name in sent.namelist():
            archive.writestr(name, sent.read(name))
        archive.writestr("word/comments.xml", "<w:comments>Test record")

    (said,) = read_word(out.getvalue()).besides
    assert "word/comments.xml" in said


def test_a_document_as_deep_as_a_well_is_refused():
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    deep = f'<w:document xmlns:w="{name}">{"<w:r>" * 5000}{"</w:r>" * 5000}</w:document>'
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", deep)

    with pytest.raises(CoprodError, match="cannot be read as a Word document"):
        read_word(out.getvalue())


def test_a_document_that_unpacks_to_far_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(word_back, "LARGEST", 1_000_000)
    out = BytesIO()
    with ZipFile(out, "w", compression=8) as archive:
        archive.writestr("word/document.xml", b" " * 1_000_001)

    with pytest.raises(CoprodError, match="far larger than a pack"):
        read_word(out.getvalue())


def test_a_small_file_with_far_too_many_paragraphs_is_refused_before_it_is_read():
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    out = BytesIO()
    with ZipFile(out, "w", compression=8) as archive:
        body = "<w:p/>" * (word_back.MOST + 1)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}">{body}</w:document>')

    with pytest.raises(CoprodError, match="far larger than a pack"):
        read_word(out.getvalue())


NAME = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SMALL = f'<w:document xmlns:w="{NAME}"><w:body><w:p/></w:body></w:document>'


def packed(xml, how=ZIP_DEFLATED):
    out = BytesIO()
    with ZipFile(out, "w", compression=how) as archive:
        archive.writestr("word/document.xml", xml)
    return bytearray(out.getvalue())


@pytest.mark.parametrize("how", [ZIP_BZIP2, ZIP_LZMA])
def test_what_no_word_processor_packs_with_is_refused(how):
    with pytest.raises(CoprodError, match="cannot be read as a Word document"):
        read_word(packed(SMALL, how))


def test_a_document_that_says_it_is_small_is_read_no_further_than_that():
    content = packed(b" " * 50_000_000)
    size = content.rindex(b"PK\x01\x02") + 24  # where the list of files says how long it is
    content[size : size + 4] = (1_000).to_bytes(4, "little")

    tracemalloc.start()
    try:
        with pytest.raises(CoprodError, match="cannot be read as a Word document"):
            read_word(content)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_document_that_was_damaged_on_its_way_is_refused_in_words():
    content = packed(SMALL)
    content[30 + len("word/document.xml")] = 0xFF  # the first byte that is packed

    with pytest.raises(CoprodError, match="cannot be read as a Word document"):
        read_word(content)


def test_a_document_with_far_too_many_comments_is_refused(monkeypatch):
    monkeypatch.setattr(word_back, "MOST_REMARKS", 2)
    made = document()
    for _ in range(3):
        made.add_comment(paragraph(made, LONG).runs, text="Test record: why?")

    with pytest.raises(CoprodError, match="far larger than a pack"):
        read_word(content_of(made))


def test_of_more_comments_on_the_same_words_than_anybody_makes_each_has_its_place(monkeypatch):
    monkeypatch.setattr(word_lines, "MOST_OPEN", 1)
    made = document()
    run = paragraph(made, LONG).add_run(" Test record: more.")
    for words in ("Test record: one", "Test record: two"):
        made.add_comment(run, text=words)

    said = [one for one in merged(made).said if one.sort == "comment"]
    assert [(one.number, one.words) for one in said] == [
        (LONG, "Test record: one"),
        (LONG, "Test record: two"),
    ]
    assert [one.about for one in said] == ["Test record: more.", ""]


def test_what_is_not_read_does_not_count(monkeypatch):
    monkeypatch.setattr(word_back, "LARGEST", 1_000_000)
    out = BytesIO(word_of_pack(PACK))
    with ZipFile(out, "a") as archive:
        archive.writestr("word/media/picture.png", b"0" * 1_000_001)

    assert read_word(out.getvalue()).pack == PACK


def test_entities_in_a_document_are_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("planted secret")
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    evil = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{name}">'
        "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", evil)

    assert "planted secret" not in repr(read_word(out.getvalue()))
