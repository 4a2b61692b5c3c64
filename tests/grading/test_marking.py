"""Scores as real nbgrader keeps them; and the pure marking behind them."""

import json
import re

import pytest
from graded_course import ASSESSMENT, SLUG, read_marks

from coprod_training.answers import Answer
from coprod_training.content.assessment import Assessment
from coprod_training.errors import CoprodError
from coprod_training.grading import marking
from coprod_training.grading.marked_form import marked_parts

slow = pytest.mark.slow


@pytest.fixture
def assessment(tmp_path) -> Assessment:
    (tmp_path / "assessments").mkdir()
    (tmp_path / "assessments" / f"{SLUG}.yaml").write_text(ASSESSMENT)
    return marking.staff_assessment(tmp_path, SLUG)


def marked(assessment, activity, response, question="", text="", **how):
    about = {"activity": activity, "question": question, "text": text}
    answer = (
        None
        if response is None
        else Answer(id="1", response=response, at="2026-01-01T00:00:00Z", **about)
    )
    return marking.mark(assessment.question(activity), answer, 2.0, **{"show_key": False, **how})


@slow
@pytest.mark.parametrize(
    ("learner", "one", "many", "words"),
    [
        ("right", 1.0, 2.0, None),
        ("partly", 1.0, 1.0, 0.0),
        ("wrong", 0.0, 0.0, 0.0),
        ("blank", 0.0, 0.0, 0.0),
    ],
)
def test_nbgrader_keeps_the_scores_of_the_answers(graded_course, learner, one, many, words):
    marks = read_marks(graded_course.trainer)

    assert [marks[learner, f"test-{name}"] for name in ("one", "many", "words")] == [
        one,
        many,
        words,
    ]


@slow
def test_grading_again_by_force_changes_nothing(graded_course):
    before = read_marks(graded_course.trainer)
    page = graded_course.trainer / "autograded" / "right" / SLUG / f"{SLUG}.ipynb"
    first = page.read_bytes()

    graded_course.nbgrader("autograde", SLUG, "--force")

    assert (page.read_bytes(), read_marks(graded_course.trainer)) == (first, before)


@slow
def test_each_graded_part_has_exactly_one_finite_result(graded_course):
    found = 0
    for page in graded_course.trainer.glob("autograded/*/*/*.ipynb"):
        for cell in json.loads(page.read_text())["cells"]:
            part = cell["metadata"].get("nbgrader", {})
            if cell["cell_type"] == "code" and part.get("grade"):
                (output,) = cell["outputs"]
                assert 0 <= float("".join(output["data"]["text/plain"])) <= part["points"]
                found += 1
    assert found == 2 * len(list(graded_course.trainer.glob("autograded/*")))
    assert found


@slow
def test_feedback_shows_what_was_marked_and_no_key(graded_course):
    graded_course.nbgrader("generate_feedback", SLUG, "--student", "partly")
    page = (graded_course.trainer / "feedback/partly" / SLUG / f"{SLUG}.html").read_text()

    assert "You found 1 of the 2 that fit." in page
    assert "You did not write a reflection" in page
    assert not re.search("STAFF-ONLY|Second green word", page)


def test_a_question_without_an_answer_gets_nothing_and_says_so(assessment):
    mark = marked(assessment, "test-one", None)

    assert mark.points == 0
    assert "No answer was handed in." in mark.html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Words <of> before", f"Words <of> before\n({marking.EARLIER})"),
        ("", marking.EARLIER),
        (marking.NO_ANSWER, f"{marking.NO_ANSWER}\n({marking.EARLIER})"),
    ],
)
def test_an_answer_to_earlier_words_is_shown_as_it_was_given_and_keeps_its_mark(
    assessment, text, shown
):
    mark = marked(assessment, "test-one", "green", question="0" * 16, text=text, show_key=True)

    assert mark.points == 2.0
    assert "The green word" not in mark.html
    assert "Green is green." not in mark.html  # it is about words that were not there
    assert part_of(mark).answer == shown


def test_an_answer_to_the_words_of_today_is_shown_in_them(assessment):
    question = assessment.question("test-one").activity.fingerprint()

    mark = marked(assessment, "test-one", "green", question=question, text="PLANTED")

    assert part_of(mark).answer == "The green word"
    assert part_of(mark).why.startswith("Green is green.")


def part_of(mark):
    """As a trainer's page and the feedback read it."""
    about = {"grade": True, "grade_id": "test-one"}
    output = {"data": {"text/html": mark.html}}
    cell = {"metadata": {"nbgrader": about}, "outputs": [output]}
    (part,) = marked_parts({"cells": [cell]})
    return part


def test_points_are_a_share_of_what_the_gradebook_holds(assessment):
    assert marked(assessment, "test-many", ["a"]).points == 1.0


def test_the_key_stays_hidden_while_another_attempt_is_allowed(assessment):
    assert "STAFF-ONLY" not in marked(assessment, "test-one", "red").html
    assert "STAFF-ONLY" in marked(assessment, "test-one", "red", show_key=True).html


def test_a_question_without_a_key_is_never_marked(assessment):
    with pytest.raises(CoprodError, match="has no key here") as caught:
        marked(assessment, "test-words", "Some words.")

    assert caught.value.fix == "Grade with the staff copy of the course, and check the key."
