"""The page in which JupyterLab starts: the course's from its first byte."""

import re
import sys
from pathlib import Path

from coprod_training.lab.first_page import TITLE, WORDS, of_the_course

STOCK = Path(sys.prefix) / "share" / "jupyter" / "lab" / "static" / "index.html"


def test_the_page_of_the_installed_jupyterlab_becomes_the_courses():
    stock = STOCK.read_text(encoding="utf-8")

    page = of_the_course(stock, "/person/one/")

    assert re.findall(r"<title>(.*?)</title>", page) == [TITLE]
    icons = re.findall(r'<link rel="(?:icon|)"[^>]*href="([^"]*)"', page)
    assert icons == ["/person/one/coprod/static/icon.svg"]
    assert "favicon.ico" not in page
    assert page.index('<div id="coprod-first">') < page.index("Remove token from URL")
    # All else is JupyterLab's own: its settings and its script.
    for own in (r'<script id="jupyter-config-data".*?</script>', r"<script defer.*?</script>"):
        assert re.findall(own, page) == re.findall(own, stock) != []


def test_the_words_are_those_of_the_title():
    assert f'<p role="status">{TITLE}</p>' in WORDS.read_text(encoding="utf-8")


def test_a_page_that_is_not_as_expected_is_left_as_it_is():
    assert of_the_course("<title>Other</title>", "/") == "<title>Other</title>"
