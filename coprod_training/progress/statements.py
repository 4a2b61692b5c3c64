"""xAPI statements, derived from answer lines: who did what, never what was said.

Nothing stores them beside the answers, so answer and statement cannot disagree: the id of a
statement is made from the id of its line, and deriving again gives the same bytes.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from coprod_training.answers import Outcome
from coprod_training.content.course import CourseFile
from coprod_training.grading.gradebook import Result
from coprod_training.progress.vocabulary import (
    ACTIVITY_TYPES,
    ATTEMPT,
    COURSE_VERSION,
    HOME_PAGE,
    OBJECT_ID,
    VERBS,
    VerbName,
)

Statement = dict[str, Any]
# Made once for this project with uuid4; changing it would give every statement a second id.
NAMESPACE = UUID("5b1f3f0e-6a0e-4f0c-9b63-6a3f0f5f7f52")


def answered(outcome: Outcome, actor: str, course: CourseFile) -> Statement:
    """The statement of one answer. actor: the progress pseudonym, never a name.

    result.score.scaled is 0 to 1, and is there only when the answer was checked here.
    """
    result: dict[str, Any] = {
        "completion": outcome.done,
        "extensions": {ATTEMPT: outcome.attempt},
    }
    if outcome.score is not None:
        result["score"] = {"scaled": round(outcome.score, 4)}
        result["success"] = outcome.score == 1
    return _statement(
        uuid5(NAMESPACE, outcome.answer_id),
        actor,
        "answered",
        "activity",
        outcome.activity_id,
        course,
        outcome.at,
        result,
    )


def scored(result: Result, actor: str, course: CourseFile) -> Statement | None:
    """The statement of one marked hand-in; None while it is not handed in or not yet marked."""
    if result.points is None or result.handed_in is None:
        return None
    at = result.handed_in.isoformat().replace("+00:00", "Z")
    out_of = sum(mark.out_of for mark in result.marks)
    score = points_of(result.points, out_of)
    if out_of:
        score["scaled"] = min(1.0, round(result.points / out_of, 4))
    name = uuid5(NAMESPACE, f"{actor}/{result.assignment}/{at}/{result.points}")
    return _statement(
        name, actor, "scored", "assignment", result.assignment, course, at, {"score": score}
    )


def points_of(points: float, out_of: float) -> dict[str, float]:
    """The points of a score, as xAPI allows them: it knows none above the most there are.

    A trainer may give more than that; such a score is told by its `scaled` alone.
    """
    return {"raw": points, "min": 0, "max": out_of} if points <= out_of else {}


def statements_of(
    outcomes: Iterable[Outcome], actor: str, course: CourseFile
) -> tuple[Statement, ...]:
    """One statement for each outcome, in order."""
    return tuple(answered(outcome, actor, course) for outcome in outcomes)


def _statement(
    name: UUID,
    actor: str,
    verb: VerbName,
    kind: str,
    slug: str,
    course: CourseFile,
    at: str,
    result: dict[str, Any],
) -> Statement:
    return {
        "id": str(name),
        "actor": {"objectType": "Agent", "account": {"homePage": HOME_PAGE, "name": actor}},
        "verb": {"id": VERBS[verb], "display": {"en-GB": verb}},
        "object": {
            "objectType": "Activity",
            "id": OBJECT_ID.format(course=course.id, kind=kind, slug=slug),
            "definition": {"type": ACTIVITY_TYPES[kind]},
        },
        "result": result,
        "context": {"extensions": {COURSE_VERSION: course.version}},
        "timestamp": at,
    }
