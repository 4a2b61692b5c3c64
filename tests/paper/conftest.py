"""The shipped course on paper, printed once for all tests that look at it."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from coprod_training.content.course import load_course
from coprod_training.paper.html import html_of
from coprod_training.paper.pages import paper_of
from coprod_training.paper.word import word_of

ROOT = Path(__file__).parents[2]
COURSE = load_course(ROOT / "course")
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
def each_document(printed, each_slug):
    return Document(BytesIO(word_of(printed(each_slug))))


def words_of_document(document):
    """Every paragraph of a Word document, those of its tables too, as one text."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    texts = [one.text for one in document.paragraphs] + [cell.text for cell in cells]
    return "\n".join(" ".join(text.split()) for text in texts)
