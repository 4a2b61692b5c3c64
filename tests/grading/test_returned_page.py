"""The feedback page from values alone: what it says, and that nobody's words act in it."""

import re
from dataclasses import replace

import pytest

from coprod_training.activities.free_text import FreeText
from coprod_training.activities.multiple_choice import MultipleChoice
from coprod_training.activities.single_choice import Option
from coprod_training.answers import Answer
from coprod_training.content.assessment import Assessment, Question, RubricLevel
from coprod_training.content.course import PassRule
from coprod_training.errors import CoprodError
from coprod_training.grading import marking
from coprod_training.grading.feedback_exporter import as_page
from coprod_training.grading.feedback_marks import HandInMarks
from coprod_training.grading.feedback_page import feedback_page
from coprod_training.grading.feedback_words import standing
from coprod_training.grading.gradebook import CellMark
from coprod_training.grading.marked_form import MarkedPart, marked_parts
from coprod_training.grading.rendering import as_markdown

HOSTILE = "<script>top.hit=1</script>\n\n&lt;b&gt; *x* $y$ {{ 7*7 }} 'q' \"r\" </p> <br> &amp;amp;"
RULE = PassRule(objective_percent=75, reflection_level=2)


def choice(number):
    return MultipleChoice(
        id=f"q{number}",
        title=f"Title {number}",
        question=f"Question {number}?",
        options=(
            Option(id="a", text=f"First {HOSTILE}", feedback=f"Fits {HOSTILE}"),
            Option(id="b", text="Second", feedback="UNCHOSEN"),
        ),
        key=("a", "b"),
    )


def asked(questions=3, reflections=1, points=1.0):
    words = tuple(
        Question(
            points=3,
            activity=FreeText(id=f"r{n}", title=f"Words {n}", question="What?"),
            rubric=(RubricLevel(level=2, name="Sound", text="RUBRIC WORDS"),),
        )
        for n in range(reflections)
    )
    scored = tuple(Question(points=points, activity=choice(n)) for n in range(questions))
    return Assessment(id="x", title="The title", module="m", lead="", questions=scored + words)


def mark(activity, points, out_of=1.0, by_hand=False, manual=None, needs=False):
    return CellMark(
        activity=activity,
        out_of=out_of,
        auto=points,
        manual=manual,
        extra=0.0,
        by_hand=by_hand,
        needs_manual=needs,
    )


def page(scores, levels=(), rule=RULE, text="My words.", comment="", out_of=None):
    """scores: points of each question, "" for one left out. levels: of each reflection, or None."""
    outs = out_of or [1.0] * len(scores)
    marks = [mark(f"q{n}", s or 0.0, outs[n]) for n, s in enumerate(scores)]
    marks += [mark(f"r{n}", s, 3.0, True, needs=s is None) for n, s in enumerate(levels)]
    parts = [
        MarkedPart(activity=f"q{n}", by_hand=False, answer="" if s == "" else "First")
        for n, s in enumerate(scores)
    ]
    parts += [MarkedPart(activity=f"r{n}", by_hand=True, answer=text) for n in range(len(levels))]
    found = HandInMarks({one.activity: one for one in marks}, {"r0": comment} if comment else {})
    return feedback_page(asked(len(scores), len(levels)), parts, found, rule)


@pytest.mark.parametrize(
    ("scores", "levels", "lead"),
    [
        ([1, 1, 1], [2], "You have all 3 questions right, and your reflection is Sound."),
        ([1, 0, 1], [1.5], "You have 2 of 3 questions right, and your reflection is Starting."),
        ([1, 0.5], [], "You have 1 of 2 questions right and 1 partly right."),
        ([1, 1], [], "You have both questions right."),
        ([0, ""], [], "You have none of the 2 questions right yet."),
        (["", ""], [], "You answered none of the questions."),
        ([1], [], "You have the question right."),
        ([0], [], "You do not have the question right yet."),
        ([], [None], "Your reflection has not been marked yet."),
        ([], [9], "Your reflection is Strong."),
        ([], [0], "Your reflection is Not yet."),
        (
            [],
            [2, None],
            "Your reflection Words 0 is Sound, and your reflection Words 1 has not been marked "
            "yet.",
        ),
    ],
)
def test_the_first_sentence_says_where_the_learner_stands(scores, levels, lead):
    assert standing(page(scores, levels)).lead == lead


AGAIN = " If the exercise is still open, you can hand it in again. The highest mark counts."
ONE_MORE = " If it is closed, you still have one more try: ask your trainer for more time."
TOGETHER = (
    "The questions of all exercises are counted together, and 75% right is enough. "
    f"So other questions can make up for these.{AGAIN}"
)
ENOUGH = "That meets the standard. There is nothing more to do here."


@pytest.mark.parametrize(
    ("scores", "levels", "kind", "verdict"),
    [
        ([1, 1, 1], [2], "meets", ENOUGH),
        ([1, 1, 1, 0], [3], "meets", ENOUGH),
        (
            [1, 1, 1],
            [None],
            "waits",
            "We can say if this meets the standard when all of it is marked.",
        ),
        ([1, 1, 0], [2], "waits", f"What you wrote meets the standard. {TOGETHER}"),
        ([1, 1, 0, 0], [], "waits", TOGETHER),
        (
            [1],
            [1.5],
            "needs",
            f"To meet the standard, you need a reflection at Sound or higher.{AGAIN}{ONE_MORE}",
        ),
        (
            [0],
            [None],
            "waits",
            "We can say if this meets the standard when all of it is marked.",
        ),
        (
            [0],
            [1, None],
            "needs",
            f"To meet the standard, you need each reflection at Sound or higher.{AGAIN}{ONE_MORE}",
        ),
    ],
)
def test_the_verdict_follows_the_rule_of_the_course(scores, levels, kind, verdict):
    found = standing(page(scores, levels))

    assert (found.kind, found.verdict) == (kind, verdict)


def test_who_wrote_enough_before_is_not_asked_for_more():
    before = replace(page([1, 0], [1]), sound_before=True)

    assert standing(before).verdict == (
        "An earlier hand-in of yours counts: what you wrote there meets the standard. If its"
        " feedback came back to you, it stays in the course, as earlier feedback."
    )
    assert standing(replace(before, rule=None)).verdict == ""
    assert standing(replace(page([1], [3]), sound_before=True)).verdict == ENOUGH


def test_unequal_questions_are_weighed_by_their_points():
    assert standing(page([1, 0], out_of=[3.0, 1.0])).kind == "waits"
    assert standing(page([3, 0], out_of=[3.0, 1.0])).kind == "meets"


def test_the_highest_level_has_none_above_it():
    rule = replace(RULE, reflection_level=3)

    assert "a reflection at Strong." in standing(page([], [2], rule)).verdict


def test_a_course_without_a_rule_gives_no_verdict():
    assert standing(page([1], [2], None)).verdict == ""


def test_a_part_without_a_mark_is_never_a_zero():
    unmarked = page([1], [None])
    part = MarkedPart(activity="q0", by_hand=False, answer="First")
    unknown = feedback_page(asked(1, 0), [part], HandInMarks({}, {}), RULE)

    assert unmarked.reflections[0].levels == ()
    assert unknown.questions[0].result == "Not marked yet"
    assert "has not been marked yet" in standing(unknown).lead
    assert "RUBRIC WORDS" not in as_page(unmarked, None)
    assert "There is no comment yet." in as_page(unmarked, None)


def test_a_reflection_left_blank_is_said_to_be_blank():
    blank = page([], [0], text="")

    assert standing(blank).lead == "You did not write a reflection."
    assert "so there was nothing to read" in as_page(blank, None)
    assert "Yours" not in as_page(blank, None)


def test_the_level_that_was_given_is_marked_in_words():
    html = as_page(page([], [2]), None)

    (yours,) = re.findall(r"<li class=\"yours\">(.*?)</li>", html)
    assert "Yours</span> <b>Sound</b> <span>RUBRIC WORDS</span>" in yours
    assert "Your trainer did not leave a comment." in html
    assert [f"<b>{name}</b>" in html for name in ("Not yet", "Starting", "Strong")] == [True] * 3


@pytest.mark.parametrize("by_course", [0.0, 1.0])
def test_a_result_that_a_trainer_changed_says_so(by_course):
    part = MarkedPart(activity="q0", by_hand=False, answer="", question="Question?")
    found = HandInMarks({"q0": mark("q0", by_course, manual=1.0)}, {})

    html = as_page(feedback_page(asked(1, 0), [part], found, RULE), None)

    assert ("Your trainer changed this result." in html) is (by_course != 1.0)
    assert "</svg> Right</p>" in html


def test_a_question_that_is_asked_no_more_keeps_its_stored_words():
    part = MarkedPart(activity="gone", by_hand=False, answer="A", question="The old question?")

    html = as_page(feedback_page(asked(0, 0), [part], HandInMarks({}, {}), None), None)

    assert "1. A question" in html
    assert "The old question?" in html


def form(question, response, show_key=False, words=HOSTILE):
    """The graded notebook of one question and one reflection, as ScoreAnswers leaves it."""
    answer = Answer(id="1", activity="q0", response=response, at="2026-01-01T00:00:00Z")
    stored = marking.mark(
        question, answer if response is not None else None, 1.0, show_key=show_key
    ).html
    scored = {"grade": True, "solution": False, "grade_id": "q0"}
    written = {"grade": True, "solution": True, "grade_id": "r0"}
    return {
        "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": "# Title"},
            {"metadata": {"nbgrader": scored}, "outputs": [{"data": {"text/html": [stored]}}]},
            {"metadata": {"nbgrader": written}, "source": [as_markdown(words)]},
        ]
    }


def test_what_was_stored_comes_back_word_for_word():
    question = Question(points=1, activity=choice(0), rationale="KEY")

    scored, written = marked_parts(form(question, ["a"]))

    assert scored.answer == f"First {HOSTILE}"
    assert scored.why == f"You found 1 of the 2 that fit.\nFits {HOSTILE}"
    assert scored.more == ""
    assert written.answer == HOSTILE


def test_the_rationale_comes_back_only_where_it_was_stored():
    question = Question(points=1, activity=choice(0), rationale="KEY")

    assert next(marked_parts(form(question, ["a"], show_key=True))).more == "KEY"


def test_a_question_without_an_answer_comes_back_without_one():
    (scored, _) = marked_parts(form(Question(points=1, activity=choice(0)), None))

    assert (scored.answer, scored.why, scored.question) == ("", "", "Question 0?")


def test_a_reflection_that_is_still_as_released_is_blank():
    notebook = form(Question(points=1, activity=choice(0)), None)
    notebook["cells"][2]["source"] = "Write your reflection above."

    assert list(marked_parts(notebook))[1].answer == ""


@pytest.mark.parametrize("outputs", [[], [{"data": {}}], [{"data": {"text/html": "<p>Other</p>"}}]])
def test_marks_of_another_version_are_refused_with_a_sentence(outputs):
    notebook = form(Question(points=1, activity=choice(0)), None)
    notebook["cells"][1]["outputs"] = outputs

    with pytest.raises(CoprodError, match="written by a different version of the course") as caught:
        list(marked_parts(notebook))

    assert caught.value.fix == "Grade this hand-in again, then make the feedback."


def test_words_of_learners_and_trainers_never_become_part_of_the_page():
    calm = as_page(page([1], [2], text="x", comment="x"), None)
    hostile = as_page(page([1], [2], text=HOSTILE, comment=HOSTILE), None)

    assert re.findall(r"<[^>]*>", hostile) == re.findall(r"<[^>]*>", calm)
    assert "{{ 7*7 }}" in hostile
