from coprod_training.activities import kind_named
from coprod_training.content.assessment import Assessment, Question
from coprod_training.content.graded_parts import REFLECTION_WORDS, marks_wanted


def question(kind, points):
    return Question(points=points, activity=kind_named(kind).example().activity)


def marks_of(*questions):
    return marks_wanted(
        Assessment(id="a", title="A", module="m", lead="L", questions=tuple(questions))
    )


def test_a_scored_question_is_one_locked_part_with_points():
    (marks,) = marks_of(question("single_choice", 2.0)).values()

    assert marks == {
        "cell_type": "code",
        "grade": True,
        "grade_id": "example-single",
        "locked": True,
        "points": 2,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }


def test_a_reflection_is_a_locked_page_and_a_part_that_a_person_marks():
    page, words = marks_of(question("free_text", 3.0)).values()

    assert (page["grade_id"], page["grade"], page["locked"]) == ("example-text-page", False, True)
    assert "points" not in page
    assert (words["grade_id"], words["cell_type"], words["points"]) == (
        "example-text",
        "markdown",
        3,
    )
    assert (words["grade"], words["solution"], words["locked"]) == (True, True, False)


def test_half_points_stay_half_points():
    (marks,) = marks_of(question("single_choice", 0.5)).values()

    assert marks["points"] == 0.5


def test_below_a_reflection_nobody_is_told_that_there_is_nothing_to_write():
    first, second = REFLECTION_WORDS.split("\n")

    assert first == "Write your reflection above."
    assert second == "When you hand in, it is copied to this place for your trainer."
