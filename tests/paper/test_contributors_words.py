"""A contributor's words on paper: only with a yes to paper. All of it is a test record."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from content.conftest import lesson, module_yaml, staff_copy  # noqa: F401 (fixtures)

from coprod_training.cli import main
from coprod_training.content.build import Build
from coprod_training.content.course import load_course
from coprod_training.content.passages import NOT_FOR_PAPER, THEIRS
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
def published(staff_copy, lesson, module_yaml, tmp_path):  # noqa: F811 (the fixtures)
    module_yaml.write_text(module_yaml.read_text() + LISTED)
    lesson.add("code", "no-claim", f'slot("{SLOT}")')

    def with_words(words):
        publish(staff_copy, tmp_path / "out", Build(words={SLOT: words}))
        return tmp_path / "out"

    return with_words


@pytest.fixture
def sheet(published):
    def of(words):
        out = published(words)
        return html_of(paper_of(out, load_course(out / "course"), "listening", large=False))

    return of


@pytest.fixture
def printed(published, tmp_path):
    """What `coprod print` writes of a published copy today."""

    def of(words):
        asked = ["--course", str(published(words)), "--to", str(tmp_path / "sheets")]
        assert main(["print", "listening", *asked]) == 0
        return (tmp_path / "sheets" / "listening.html").read_text(encoding="utf-8")

    return of


def test_without_a_yes_to_paper_a_sheet_says_where_the_words_are_and_not_what(sheet):
    page = sheet(WORDS)

    assert WORDS.text not in page
    assert WORDS.credit not in page
    assert NOT_FOR_PAPER in page


def test_with_it_they_stand_there_with_their_credit_and_their_terms(sheet):
    page = sheet(replace(WORDS, printed=True))

    assert WORDS.text in page
    assert WORDS.credit in page
    assert THEIRS.replace("'", "&#x27;") in page or THEIRS in page


def test_a_sheet_of_a_copy_shows_no_words_after_the_day_that_they_were_agreed_until(printed):
    today = datetime.now(UTC).date()
    past, to_come = today.isoformat(), (today + timedelta(days=1)).isoformat()

    shown = replace(WORDS, printed=True, until=to_come, printed_until=to_come)
    assert WORDS.text in printed(shown)
    assert "They were not agreed for paper." in printed(replace(shown, printed_until=past))
    page = printed(replace(shown, until=past))
    assert WORDS.text not in page
    assert "Waiting for a lived-experience contributor." in page
