"""The shipped course on paper, printed once for all tests that look at it."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import _Cell
from read_back import Page
from shipped import COURSE

from coprod_training.content.public_form import texts_in
from coprod_training.paper.html import html_of
from coprod_training.paper.pages import paper_of
from coprod_training.paper.word import word_of

ROOT = Path(__file__).parents[2]
SLUGS = [one.id for one in (*COURSE.modules, *COURSE.assessments)]


@pytest.fixture(scope="session")
def course():
    return COURSE


@pytest.fixture(scope="session")
def printed():
    """Gives a paper of the shipped course, by its slug."""
    usual = {"large": False, "learner": "paper-07"}
    return lambda slug, **more: paper_of(ROOT, COURSE, slug, **usual | more)


@pytest.fixture(scope="session", params=SLUGS)
def each_slug(request):
    return request.param


@pytest.fixture(scope="session")
def each_page(printed, each_slug):
    return html_of(printed(each_slug))


@pytest.fixture(scope="session")
def each_read(each_page):
    return Page(each_page)


@pytest.fixture(scope="session")
def each_document(printed, each_slug):
    return Document(BytesIO(word_of(printed(each_slug))))


STAFF_ONLY = {
    "feedback",
    "rationale",
    "facilitator_notes",
    "ours",
    "debrief",
    "trust",
    "who_decides",
    "cost",
    "rubric",
}


def secrets_in(data, secret=False):
    """The texts of YAML data that a sheet must not show, names of levels aside."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name != "name":
                yield from secrets_in(value, secret or name in STAFF_ONLY)
    elif isinstance(data, list):
        for value in data:
            yield from secrets_in(value, secret)
    elif secret:
        yield from (text for text in texts_in(data) if len(text) >= 20)


@pytest.fixture(scope="session")
def secrets(course, each_slug):
    """What only staff may read, or what is said after an answer."""
    (file,) = [one for one in course.files if one.data["id"] == each_slug]
    found = list(secrets_in(file.data))
    assert len(found) >= 5
    return found


@pytest.fixture(scope="session")
def words_in_document(each_document):
    return words_of_document(each_document)


def words_of_document(document):
    """Every paragraph of a Word document, those of its tables too, as one text."""
    # Read one by one: `row.cells` reads the whole table anew for each row.
    cells = [
        _Cell(one, table).text for table in document.tables for one in table._tbl.iter(qn("w:tc"))
    ]
    texts = [one.text for one in document.paragraphs] + cells
    return "\n".join(" ".join(text.split()) for text in texts)
