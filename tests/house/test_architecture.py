"""The page of the architecture, and its picture, are of the code as it is."""

import ast
import runpy
import xml.etree.ElementTree as Xml

import pytest

from house import layers
from house.tree import ROOT, Import

DRAWN = runpy.run_path(str(ROOT / "docs" / "architecture.py"))
AGAIN = "Run: python docs/architecture.py"


def test_the_page_is_of_the_code_as_it_is():
    assert DRAWN["PAGE"].read_text(encoding="utf-8") == DRAWN["page"](), AGAIN


def test_the_picture_is_of_the_code_as_it_is():
    assert DRAWN["PICTURE"].read_text(encoding="utf-8") == DRAWN["picture"](), AGAIN


def test_every_layer_has_a_title():
    assert len(DRAWN["TITLES"]) == len(layers.LAYERS)


def test_a_new_import_makes_the_page_out_of_date(monkeypatch):
    before = DRAWN["page"]()
    new = Import(ROOT / "coprod_training/answers/new.py", 1, "coprod_training.spreadsheet", False)
    known = layers.imports()
    monkeypatch.setattr(layers, "imports", lambda: (*known, new))

    assert DRAWN["page"]() != before


def test_the_picture_names_itself_and_says_in_words_what_it_shows():
    root = Xml.fromstring(DRAWN["picture"]())
    title, words = root[0], root[1]

    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [title.get("id"), words.get("id")]
    shown = {one.text for one in root.iter("{http://www.w3.org/2000/svg}text")}
    for room in set().union(*layers.LAYERS):
        assert DRAWN["shown"](room) in shown
        assert DRAWN["shown"](room) in words.text


def test_a_room_that_does_not_say_what_it_is_for_is_named(monkeypatch):
    monkeypatch.setattr(ast, "get_docstring", lambda _: None)

    with pytest.raises(ValueError, match=r"yamlfile\.py does not begin"):
        DRAWN["purpose"]("yamlfile")
