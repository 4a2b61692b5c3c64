"""How heavy a page of feedback is, with the longest answer to each question of each exercise."""

import pytest
from shipped import COURSE
from test_feedback_exporter import HEAVIEST

from coprod_training.grading.feedback_exporter import as_page
from coprod_training.grading.feedback_marks import HandInMarks
from coprod_training.grading.feedback_page import feedback_page
from coprod_training.grading.gradebook import CellMark
from coprod_training.grading.marked_form import MarkedPart

COMMENT = 900  # letters: some ten lines for each reflection
# What English is written with. A sign that HTML needs for itself, and letters of other alphabets,
# take more bytes than one.
WRITTEN = {"letters": "Staff decide. ", "apostrophes": "'", "quotes": '"Don\'t," I said. '}


def heaviest(assessment, written):
    """The page with everything that the form allows."""
    parts, marks, comments = [], {}, {}
    for question in assessment.questions:
        activity, by_hand = question.activity, bool(question.rubric)
        answer = filled(written, activity.max_characters) if by_hand else everything(activity)
        parts.append(
            MarkedPart(
                activity=activity.id,
                by_hand=by_hand,
                question=activity.question,
                answer=answer,
                why="" if by_hand else everything(activity),
                more="",
            )
        )
        marks[activity.id] = CellMark(
            activity=activity.id,
            out_of=3.0,
            auto=None if by_hand else 3.0,
            manual=3.0 if by_hand else None,
            extra=0.0,
            by_hand=by_hand,
            needs_manual=False,
        )
        comments[activity.id] = filled(written, COMMENT) if by_hand else ""
    found = HandInMarks(marks=marks, comments=comments, handed_in=None)
    info = COURSE.info
    return as_page(feedback_page(assessment, parts, found, info.pass_rule), info)


def filled(words, letters):
    return (words * letters)[:letters]


def everything(activity):
    """More words than any answer to it, and than what is said about it."""
    return activity.text_of(activity.key) + activity.feedback(activity.key).text


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("assessment", COURSE.assessments, ids=lambda one: one.id)
def test_the_longest_answers_and_comments_make_no_heavy_page(assessment, written):
    page = heaviest(assessment, written)

    assert len(page.encode()) <= HEAVIEST
    assert page.count(filled(written, COMMENT)) >= sum(bool(q.rubric) for q in assessment.questions)


def test_a_sign_that_html_needs_for_itself_stays_a_word():
    page = heaviest(COURSE.assessments[0], "</p><b onclick='x'>&amp;")

    assert "&lt;/p&gt;&lt;b onclick='x'&gt;&amp;amp;" in page
    assert "<b onclick" not in page
