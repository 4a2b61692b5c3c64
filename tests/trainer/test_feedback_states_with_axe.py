"""Feedback that few learners get, with axe: late, changed later, the action plan, the mixed check.

The pages are drawn from values; test_feedback_exporter.py looks at those that nbgrader makes.
"""

import pytest
from at_work import axe
from shipped import COURSE

from coprod_training.content.draw import drawn
from coprod_training.grading.feedback_exporter import as_page
from coprod_training.grading.feedback_marks import HandInMarks
from coprod_training.grading.feedback_page import feedback_page
from coprod_training.grading.gradebook import CellMark
from coprod_training.grading.marked_form import MarkedPart

pytestmark = [pytest.mark.slow, pytest.mark.browser]
LATE = "points were taken off"
CHANGED = "Your marks have changed."
EACH_PAGE = {
    "late": ("where-is-it-really", {"taken_off": 2.0}, {}, [LATE]),
    "changed": ("where-is-it-really", {}, {"first": 1.0, "changed": True}, [CHANGED]),
    "late and changed": (
        "where-is-it-really",
        {"taken_off": 2.0},
        {"first": 3.0, "changed": True},
        [LATE, CHANGED],
    ),
    "the action plan": ("your-action-plan", {}, {}, ["Your reflection"]),
    "the mixed check": ("mixed-check", {}, {}, ["questions right"]),
}


def as_returned(name, found, more):
    """The whole page, with a part of the points in each question and each reflection."""
    assessment = drawn(COURSE.assessment(name), "ann")
    parts, marks, comments = [], {}, {}
    for number, question in enumerate(assessment.questions):
        activity, by_hand = question.activity, bool(question.rubric)
        parts.append(
            MarkedPart(
                activity=activity.id,
                by_hand=by_hand,
                answer="Words." if by_hand else activity.text_of(activity.key),
                question=activity.question,
                why="" if by_hand else activity.feedback(activity.key).text,
            )
        )
        marks[activity.id] = CellMark(
            activity=activity.id,
            out_of=question.points,
            auto=None if by_hand else question.points * (number % 2),
            manual=2.0 if by_hand else None,
            extra=0.0,
            by_hand=by_hand,
            needs_manual=False,
        )
        comments |= {activity.id: "Say more about cost."} if by_hand else {}
    hand_in = HandInMarks(marks=marks, comments=comments, **found)
    return as_page(
        feedback_page(assessment, parts, hand_in, COURSE.info.pass_rule, **more), COURSE.info
    )


@pytest.fixture(scope="module")
def page(browser):
    """One tab for all; the page's own rule would keep axe out too."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 320, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("state", EACH_PAGE)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(page, tmp_path, state):
    name, found, more, words = EACH_PAGE[state]
    file = tmp_path / "feedback.html"
    file.write_text(as_returned(name, found, more), encoding="utf-8")
    page.goto(file.as_uri())

    said = " ".join(page.locator("main").inner_text().split())
    assert [one for one in words if one not in said] == []
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
