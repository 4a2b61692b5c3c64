"""Withdrawn words are found in whatever was built, however they are wrapped."""

import io
import json
import zipfile
from dataclasses import replace

import pytest

from contributions.made_up import REF, on
from contributions.small_pack import PACK
from coprod_training.contributions.built_words import (
    LARGEST,
    NOT_SEARCHED,
    readings,
    still_there,
)
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.html_pack import html_of_pack
from coprod_training.contributions.word_pack import word_of_pack

WORDS = "test record: nobody asked us what the form was for until it was printed"


@pytest.fixture
def store(private):
    one = ContentStore(private)
    one.keep(REF, WORDS.encode())
    one.keep(REF, b"\xff\xfb test record sound", media="audio")
    one.take_out(REF, on(1))
    return one


def packed(text):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("word/document.xml", text)
    return content.getvalue()


CUT = WORDS.replace("print", "pri</w:t></w:r><w:r><w:t>nt")
WRAPPED = {
    "a text": WORDS.encode(),
    "another case and other signs": WORDS.upper().replace(" ", ", ").encode(),
    "a page": f"<p>{WORDS.replace('form', '<b>form</b>')}</p>".encode(),
    "signs of HTML": WORDS.replace(" ", "&nbsp;").encode(),
    "JSON": json.dumps({"said": [WORDS.replace(" us", chr(10) + "us")]}).encode(),
    "lines of JSON": b'{"said": "test record"}\n' + json.dumps({"said": WORDS}).encode(),
    "a notebook": json.dumps({"cells": [{"source": [WORDS[:30], WORDS[30:]]}]}).encode(),
    "a Word document": packed(f"<w:t>{WORDS}</w:t>"),
    "a word that a word processor cut": packed(f"<w:t>{CUT}</w:t>"),
    "a package in a package": packed(packed(WORDS)),
    "UTF-16": WORDS.encode("utf-16"),
    "UTF-16 without its mark": WORDS.encode("utf-16-le"),
    "UTF-16 the other way round": WORDS.encode("utf-16-be"),
    "the recording": b"\xff\xfb test record sound",
    "its reference": f"see {REF}".encode(),
}


@pytest.mark.parametrize("how", WRAPPED)
def test_withdrawn_words_are_found(store, how):
    files = {"clean": b"test record: the course itself", "there": WRAPPED[how]}

    assert still_there(files, store, [REF]) == ("there",)


def test_the_reference_in_a_pack_is_found_also_where_it_is_packed(store):
    pack = replace(PACK, ref=REF)
    files = {"pack.docx": word_of_pack(pack), "pack.html": html_of_pack(pack).encode()}

    assert still_there(files, store, [REF]) == ("pack.docx", "pack.html")
    assert still_there(files, store, []) == ()


def test_what_has_nothing_of_it_is_clean(store):
    files = {
        "picture": b"\x89PNG\r\n\x1a\n\x00\xff",
        "not JSON": b'{"said": ',
        "few words": b"test record: nobody asked us",
    }

    assert still_there(files, store, [REF]) == ()


def test_what_is_no_text_reads_as_nothing():
    assert list(readings(b"\xff\xfe\x00")) == []


def closed(text):
    """A package that says of its file that a password is needed."""
    content = bytearray(packed(text))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    return bytes(content)


def pretending(size):
    """A package that says of its file that it is this large."""
    content = bytearray(packed("test record"))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = size.to_bytes(4, "little")
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        closed("test record"),
        b"PK\x03\x04 not a package",
        packed(packed(packed(packed("test record")))),
        pretending(LARGEST + 1),
    ],
    ids=["closed", "torn", "too deep", "too large"],
)
def test_a_package_into_which_nobody_can_look_is_named(store, content):
    assert still_there({"a": content}, store, []) == (f"a{NOT_SEARCHED}",)
