"""A contributor's words on paper: only with a yes to paper. All of it is a test record."""

from dataclasses import replace

import pytest
from content.conftest import lesson, module_yaml, staff_copy  # noqa: F401 (fixtures)

from coprod_training.content.build import Build
from coprod_training.content.course import load_course
from coprod_training.content.passages import THEIRS
from coprod_training.content.publish import publish
from coprod_training.content.slot import SlotWords
from coprod_training.paper.html import html_of
from coprod_training.paper.pages import paper_of

SLOT = "test-record-s1"
LISTED = f"""slots:
  - id: {SLOT}
    purpose: A test record.
    prompt: What would you ask?
    form: A few words
    not_to_include: Names
"""
WORDS = SlotWords(text="A test record, first.", credit="test record: A credit")


@pytest.fixture
def sheet(staff_copy, lesson, module_yaml, tmp_path):  # noqa: F811 (the fixtures)
    module_yaml.write_text(module_yaml.read_text() + LISTED)
    lesson.add("code", "no-claim", f'slot("{SLOT}")')

    def of(words):
        out = tmp_path / "out"
        publish(staff_copy, out, Build(words={SLOT: words}))
        return html_of(paper_of(out, load_course(out / "course"), "listening", large=False))

    return of


def test_without_a_yes_to_paper_a_sheet_says_where_the_words_are_and_not_what(sheet):
    page = sheet(WORDS)

    assert WORDS.text not in page
    assert WORDS.credit not in page
    assert "It was not agreed for paper." in page


def test_with_it_they_stand_there_with_their_credit_and_their_terms(sheet):
    page = sheet(replace(WORDS, printed=True))

    assert WORDS.text in page
    assert WORDS.credit in page
    assert THEIRS.replace("'", "&#x27;") in page or THEIRS in page
