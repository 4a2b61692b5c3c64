"""A reader finds every command and every kind of activity in the documents."""

import json
import re
import runpy

import campaign
import pytest

from coprod_training.activities import kinds
from coprod_training.cli import VERBS
from coprod_training.contributions.pack_opening import pack_words
from house.tree import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_is_in_the_readme(verb):
    assert f"coprod {verb}" in README


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_of_activity_is_in_the_writers_guide(kind):
    assert f"`{kind}`" in CONTRIBUTING


def test_every_file_that_the_documents_link_to_exists():
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    link = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
    links = [(page, to) for page in pages for to in link.findall(page.read_text())]

    assert [(page.name, to) for page, to in links if not (page.parent / to).exists()] == []


def test_every_test_and_document_that_the_writers_guide_or_a_decision_names_exists():
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    pages = [CONTRIBUTING, *(path.read_text(encoding="utf-8") for path in decisions)]
    named = [re.findall(r"`((?:tests|docs)/[\w./-]+)`", page) for page in pages]

    assert len(named[0]) > 5
    assert [name for each in named for name in each if not (ROOT / name).exists()] == []


def test_the_table_of_reading_ages_is_of_the_lessons_as_they_are():
    page = runpy.run_path(str(ROOT / "docs" / "readability.py"))

    assert page["TABLE"].read_text() == page["table"](ROOT), "Run: python docs/readability.py"


def test_decisions_are_short_and_numbered_without_gaps():
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    assert [path.name[:4] for path in decisions] == [
        f"{number:04}" for number in range(1, len(decisions) + 1)
    ]
    assert [p.name for p in decisions if len(p.read_text().splitlines()) > 40] == []


def with_axe():
    """The tests with axe that the accessibility page names, each with what is in it."""
    page = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if "`tests/" in line and "axe" in line]
    named = {name for row in rows for name in re.findall(r"`(tests/[^`]+)`", row)}
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in named}


def test_each_test_that_the_accessibility_page_names_exists_and_does_what_it_says():
    page = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")

    assert len(with_axe()) > 8
    assert [name for name, text in with_axe().items() if "axe" not in text.lower()] == []
    assert [one for one in re.findall(r"`(tests/[^`]+)`", page) if not (ROOT / one).is_file()] == []


def test_each_test_with_axe_looks_in_all_the_colours_that_the_accessibility_page_says():
    page = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    in_colours = re.compile(r"axe_in_colours\(|in COLOURS|^from at_work import .*\baxe\b", re.M)

    assert "pages are looked at in light, dark and forced colours" in page
    assert [name for name, text in with_axe().items() if not in_colours.search(text)] == []


def test_no_manual_check_is_on_record_while_the_accessibility_page_says_so():
    checks = (ROOT / "course" / "page-checks.yaml").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")

    assert ("(`course/page-checks.yaml` is empty)" in page) == ("\nchecks: []" in checks)


def test_the_accessibility_page_names_the_version_of_axe_that_looks():
    asked = json.loads((ROOT / "tests" / "browser" / "package.json").read_text())
    page = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")

    assert f"axe-core is version {asked['devDependencies']['axe-core']}," in page


def test_the_page_for_contributors_says_of_a_lesson_written_together_what_their_terms_say():
    page = (ROOT / "docs" / "for-contributors.md").read_text(encoding="utf-8")
    said = "If you change your mind later we take it out. Others may keep what they have"

    assert said in " ".join(pack_words()["asks"]["kinds"]["written"].split())
    assert said in " ".join(page.split())
    assert "stays part of" not in page


def test_the_writers_guide_says_how_many_of_the_long_stories_make_one_that_is_told():
    said = re.findall(r"is marked `drawn`: `make test` runs one in (\d+),", CONTRIBUTING)

    assert said == [str(campaign.ONE_IN)]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("readability", "Written by `python docs/readability.py`"),
        ("accessibility/jupyterlab", "Made with `python docs/accessibility/list_jupyterlab.py`"),
        ("readings", "This page is written by hand"),
    ],
)
def test_figures_that_no_benchmark_makes_say_where_they_come_from(name, made):
    page = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")

    assert made in page
    assert f"`docs/{name}.md`" in CONTRIBUTING


def test_what_axe_finds_in_jupyterlab_is_of_the_versions_that_the_course_has():
    page = (ROOT / "docs" / "accessibility" / "jupyterlab.md").read_text(encoding="utf-8")
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    named = re.search(r"^JupyterLab (\S+), nbgrader (\S+)\.$", page, re.M).groups()
    ours = [re.search(rf"^{one}==(\S+)$", pins, re.M)[1] for one in ("jupyterlab", "nbgrader")]

    assert [*named] == ours, "Run: python docs/accessibility/list_jupyterlab.py"
