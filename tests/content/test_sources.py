from pathlib import Path

import pytest

from coprod_training.content.facts import load_facts
from coprod_training.content.sources import NOT_READ, linked, sources_list, sources_of
from coprod_training.errors import CoprodError

TEXTS = ["It is so [F001] [F003].", "And so [F002]; and again [F003]."]
LESSON = Path("modules", "01-listening.ipynb")


@pytest.fixture
def facts(staff_copy):
    return load_facts(staff_copy / "course" / "facts.yaml")


def test_marks_become_numbered_links(facts):
    sources = sources_of(TEXTS, facts, LESSON)

    assert linked(TEXTS[0], sources) == (
        "It is so ([source 1](https://example.org/first), "
        "[source 2](https://example.org/second%20%28copy%29))."
    )


def test_facts_from_one_place_share_a_number(facts):
    sources = sources_of(TEXTS, facts, LESSON)

    assert linked("So [F001] [F002].", sources) == "So ([source 1](https://example.org/first))."


def test_the_list_says_which_source_has_not_been_read(facts):
    assert sources_list(sources_of(TEXTS, facts, LESSON)).split("\n") == [
        "## Sources",
        "",
        "1. [Test record: a first source \\[of two\\]](https://example.org/first)",
        f"2. [Test record: a second source](https://example.org/second%20%28copy%29). {NOT_READ}",
    ]


def test_a_lesson_that_cites_nothing_has_no_list(facts):
    assert sources_list(sources_of(["Words."], facts, LESSON)) == ""


def test_a_fact_that_does_not_exist_is_named_with_the_lesson_that_cites_it(facts):
    with pytest.raises(CoprodError, match=r"01-listening\.ipynb\n  There is no fact F999"):
        sources_of(["So [F999]."], facts, LESSON)
