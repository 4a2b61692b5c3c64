"""What nbgrader must know of each graded part of an exercise, taken from the assessment's YAML.

A scored question is one autograded code part. A reflection is two parts: the page on which it is
written, which is locked, and a text part into which the handed-in words are put for the trainer.
Source: nbgrader's notebook format, schema version 3.
"""

from typing import Any

from coprod_training.content.assessment import Assessment, Question
from coprod_training.content.draw import NOBODY, drawn

# nbgrader puts these same words into every released copy, so a blank reflection is one that
# still holds them.
REFLECTION_WORDS = (
    "Write your reflection above.\nWhen you hand in, it is copied to this place for your trainer."
)
SCHEMA = 3


def is_marked_by_a_person(question: Question) -> bool:
    """Whether a trainer gives the points, and no key does."""
    return not type(question.activity).scored


def page_marks(question: Question) -> dict[str, Any]:
    """Metadata for nbgrader, for the code part that shows the question."""
    if is_marked_by_a_person(question):
        return _marks("code", f"{question.activity.id}-page", None, solution=False)
    return _marks("code", question.part, question.points, solution=False)


def reflection_marks(question: Question) -> dict[str, Any]:
    """Metadata for nbgrader, for the text part that a trainer marks."""
    return _marks("markdown", question.activity.id, question.points, solution=True)


def marks_wanted(assessment: Assessment) -> dict[str, dict[str, Any]]:
    """All the metadata of one exercise, by grade id; that of a place is the same for everybody."""
    questions = drawn(assessment, NOBODY).questions
    wanted = [page_marks(question) for question in questions]
    wanted += [
        reflection_marks(question) for question in questions if is_marked_by_a_person(question)
    ]
    return {marks["grade_id"]: marks for marks in wanted}


def _marks(
    cell_type: str, grade_id: str, points: float | None, *, solution: bool
) -> dict[str, Any]:
    marks: dict[str, Any] = {
        "cell_type": cell_type,
        "grade": points is not None,
        "grade_id": grade_id,
        "locked": not solution,
        "schema_version": SCHEMA,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        marks["points"] = int(points) if points == int(points) else points
    return marks
