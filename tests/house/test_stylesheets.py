"""What a page's sheets have in common stands once, in the one that is loaded first."""

import re

import pytest

from coprod_training.content.page_script import stylesheet
from house.tree import PACKAGE

FRAME = PACKAGE / "lab" / "frontend" / "style" / "frame.css"
LESSON = FRAME.with_name("lesson.css")
TRAINER = PACKAGE / "trainer" / "static" / "trainer.css"


def rules(css):
    """Each rule: what it stands in, such as "@media print"; whom it is for; what it says."""
    found, inside = set(), []
    for words, mark in re.findall(r"([^{}]*)([{}])", re.sub(r"/\*.*?\*/", "", css, flags=re.S)):
        if mark == "{":
            inside.append(" ".join(words.split()))
            continue
        if words.strip():
            found.add((" ".join(inside[:-1]), inside[-1], " ".join(words.split())))
        inside.pop()
    return found


def said(css):
    """The same for each single declaration."""
    return {
        (around, whom, one.strip())
        for around, whom, what in rules(css)
        for one in what.split(";")
        if one.strip()
    }


@pytest.mark.parametrize("sheet", [FRAME, LESSON, TRAINER], ids=lambda one: one.name)
def test_what_activities_have_is_not_said_again_for_pages(sheet):
    again = said(sheet.read_text(encoding="utf-8")) & said(stylesheet())

    assert again == set(), "The sheets of activities, which each page loads, say this already."


def test_a_rule_that_is_said_again_is_seen():
    first, second = ".a { --b: #fff; } /* } */ @media print { .a { c: d; e: f; } }", ".a { c: d }"

    assert said(f"{first} {second}") == {
        ("", ".a", "--b: #fff"),
        ("@media print", ".a", "c: d"),
        ("@media print", ".a", "e: f"),
        ("", ".a", "c: d"),
    }
