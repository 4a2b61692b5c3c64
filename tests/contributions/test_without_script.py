"""What each page says in a browser that runs no script: there is a Word document of packs alone."""

import re

import pytest

from contributions.small_pack import PACK
from coprod_training.contributions.edit_page import Edit, edit_page
from coprod_training.contributions.html_pack import html_of_pack
from coprod_training.contributions.quarter import quarter_page
from coprod_training.contributions.side_by_side import side_by_side

EDIT = Edit(ref="a" * 16, title="T", old=None, new="test record", hash="0" * 16)


def said(page):
    return re.search("<noscript>(.*?)</noscript>", page)[1]


@pytest.mark.parametrize(
    "written",
    [
        edit_page(EDIT),
        quarter_page("2027-Q1", "test record"),
        side_by_side(PACK, (), (), "abc123"),
        html_of_pack(PACK, {PACK.passages[0].id: "test record"}),
    ],
)
def test_nobody_is_sent_to_a_word_document_that_there_is_not(written):
    assert "cannot save" in said(written)
    assert "Word" not in said(written)


def test_a_pack_has_one():
    assert "Ask for the Word document." in said(html_of_pack(PACK))
