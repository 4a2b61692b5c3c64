"""Documents that are none, or that were made to do harm, are refused in words."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from contributions.small_pack import PACK
from coprod_training.contributions import word_back
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
