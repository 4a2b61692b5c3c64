"""A reflection on earlier words of its question: whoever marks and the learner are told of it."""

import json
from collections import defaultdict
from types import SimpleNamespace

import nbformat
import pytest
from graded_course import ASSESSMENT, SLUG, source_notebook

from coprod_training.activities.action_plan import ActionPlan
from coprod_training.answers import Answer
from coprod_training.grading import marking
from coprod_training.grading.feedback_exporter import as_page
from coprod_training.grading.feedback_marks import HandInMarks
from coprod_training.grading.feedback_page import feedback_page
from coprod_training.grading.filled_form import FormText
from coprod_training.grading.gradebook import CellMark
from coprod_training.grading.marked_form import marked_parts
from coprod_training.grading.marking import EARLIER, Written
from coprod_training.trainer.marking_page import to_judge, to_mark
from coprod_training.trainer.site import draw

BEFORE = "0" * 16  # no question of today has this fingerprint
WORDS = "What I saw <then>.\n\nThis answer is to earlier words of the question."


@pytest.fixture
def assessment(tmp_path):
    (tmp_path / "assessments").mkdir()
    (tmp_path / "assessments" / f"{SLUG}.yaml").write_text(ASSESSMENT)
    return marking.staff_assessment(tmp_path, SLUG)


def answered(activity, response, question, text=""):
    at = "2026-01-01T00:00:00Z"
    answer = Answer(
        id="1", activity=activity.id, response=response, at=at, question=question, text=text
    )
    return marking.reflection(activity, answer)


def in_the_marked_copy(assessment, question, words=WORDS):
    """The reflection as it is read back from the copy that grading wrote."""
    form = FormText(json.loads(nbformat.writes(source_notebook())))
    answers = {
        cell.activity: answered(assessment.question(cell.activity).activity, words, question)
        if cell.by_hand
        else marking.mark(assessment.question(cell.activity), None, 1.0, show_key=False)
        for cell in form.cells
    }
    (part,) = [one for one in marked_parts(json.loads(form.filled(answers))) if one.by_hand]
    return part


def marking_page(assessment, part):
    ids = {"test-words": ("a-mark", "a-comment")}
    reflections = to_mark(assessment, [part], HandInMarks({}, {}), ids, {})
    page = defaultdict(str, total=1, flags={}, hidden={}, reflections=reflections)
    return draw("marking.html.j2", base_url="", page=page, who=SimpleNamespace(name=""))


def feedback(assessment, part):
    return as_page(feedback_page(assessment, [part], HandInMarks({}, {}), None), None)


@pytest.mark.parametrize("page", [marking_page, feedback])
def test_it_is_said_on_the_marking_page_and_in_feedback(assessment, page):
    today = assessment.question("test-words").activity.fingerprint()
    said = f"<p>{EARLIER}</p>" if page is marking_page else f'<p class="soft">{EARLIER}</p>'

    parts = [in_the_marked_copy(assessment, question) for question in (BEFORE, today, "")]

    assert [one.answer for one in parts] == [WORDS] * 3  # who only writes it has no say in it
    assert [said in page(assessment, one) for one in parts] == [True, False, False]


def judged(assessment, question, manual=None):
    """What a trainer may judge of an answer that the course gave 0 of 1 point."""
    answer = Answer(
        id="1", activity="test-one", response="red", at="2026-01-01T00:00:00Z", question=question
    )
    html = marking.mark(assessment.question("test-one"), answer, 1.0, show_key=False).html
    about = {"grade": True, "grade_id": "test-one"}
    cell = {"metadata": {"nbgrader": about}, "outputs": [{"data": {"text/html": html}}]}
    mark = CellMark(
        activity="test-one",
        out_of=1.0,
        auto=0.0,
        manual=manual,
        extra=0.0,
        by_hand=False,
        needs_manual=False,
    )
    found = HandInMarks({"test-one": mark}, {})
    return to_judge(assessment, marked_parts({"cells": [cell]}), found, {"test-one": "an-id"})


@pytest.mark.parametrize(("manual", "now"), [(None, "0 of 1"), (1.0, "1 of 1"), (0.3, "0.3 of 1")])
def test_a_person_can_give_another_mark_than_the_course_did(assessment, manual, now):
    (one,) = judged(assessment, BEFORE, manual)
    page = defaultdict(str, total=1, flags={}, hidden={}, to_judge=[one])
    page["questions"] = [defaultdict(str)]

    drawn = draw("marking.html.j2", base_url="", page=page, who=SimpleNamespace(name=""))

    assert (one.grade, one.answer) == ("an-id", EARLIER)
    assert [choice.text for choice in one.choices if choice.given] == [now]
    assert {"0 of 1", "0.5 of 1", "1 of 1"} <= {choice.text for choice in one.choices}
    assert 'data-grade="an-id"' in drawn
    assert drawn.count('type="radio"') == len(one.choices)


def test_of_an_answer_to_the_words_of_today_there_is_nothing_to_judge(assessment):
    today = assessment.question("test-one").activity.fingerprint()

    assert [judged(assessment, question) for question in (today, "")] == [(), ()]


def test_where_nothing_was_written_there_is_nothing_to_say(assessment):
    part = in_the_marked_copy(assessment, BEFORE, " \u200b\n")

    assert (part.answer, part.earlier) == ("", False)


@pytest.mark.parametrize(
    ("question", "text", "shown"),
    [
        (BEFORE, "When a form is due, I said I would ask.", "When a form is due, I said I"),
        (BEFORE, "", "If a form is due for change, then I will name"),
        ("", "When a form is due, I said I would ask.", "If a form is due for change, then"),
    ],
)
def test_a_plan_has_the_words_that_stood_around_its_parts(question, text, shown):
    plan = ActionPlan.example()

    found = answered(plan.activity, plan.right, question, text)

    assert found.text.startswith(shown)
    assert found == Written(found.text, earlier=question == BEFORE)


def test_a_long_plan_is_shown_to_its_end():
    plan, long = ActionPlan.example(), "If a form is due, we ask. " * 300

    found = answered(plan.activity, plan.right, BEFORE, long)

    assert (found.text, found.earlier) == (long, True)
