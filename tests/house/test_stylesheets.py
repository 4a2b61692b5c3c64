"""What a page's sheets have in common stands once, in the one that is loaded first."""

import re

import pytest

from coprod_training.content.page_script import pages_stylesheet, stylesheet
from coprod_training.monitor.pages import style
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
def test_what_activities_and_all_pages_have_is_not_said_again(sheet):
    again = said(sheet.read_text(encoding="utf-8")) & said(pages_stylesheet())

    assert again == set(), "The sheets that come before it on each page say this already."


def test_the_learners_and_the_trainers_pages_say_nothing_alike():
    frame, trainer = (rules(one.read_text(encoding="utf-8")) for one in (FRAME, TRAINER))

    assert frame & trainer == set(), "widgets/static/pages.css is for what both have."


def test_what_all_pages_have_is_with_the_monitor_and_with_no_activity():
    alone = rules(pages_stylesheet()) - rules(stylesheet())

    assert alone <= rules(style())
    assert rules(pages_stylesheet()) >= rules(stylesheet())
    assert ("", ".cp .cp-section", "margin-top: var(--cp-7);") in alone


def test_a_rule_that_is_said_again_is_seen():
    first, second = ".a { --b: #fff; } /* } */ @media print { .a { c: d; e: f; } }", ".a { c: d }"

    assert said(f"{first} {second}") == {
        ("", ".a", "--b: #fff"),
        ("@media print", ".a", "c: d"),
        ("@media print", ".a", "e: f"),
        ("", ".a", "c: d"),
    }
