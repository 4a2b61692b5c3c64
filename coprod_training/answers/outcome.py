"""What became of an answer, without what was said.

Everything that follows progress is given outcomes, never answers: the words stay behind here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from coprod_training.activities import Activity
from coprod_training.answers.answer import Answer


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One answer's result. score: 0 to 1, or None when nothing here can say what is right.

    done: the activity needs nothing more from the learner.
    """

    answer_id: str
    activity_id: str
    at: str
    attempt: int
    checked: bool
    done: bool
    score: float | None


def outcome_of(answer: Answer, activity: Activity) -> Outcome | None:
    """The outcome of one answer, or None when it no longer fits a question that has changed."""
    if activity.problem_with(answer.response) is not None:
        return None
    score = activity.score(answer.response)
    whole = activity.complete(answer.response)
    return Outcome(
        answer_id=answer.id,
        activity_id=answer.activity,
        at=answer.at,
        attempt=answer.attempt,
        checked=answer.checked,
        done=whole and (answer.checked or score is None),
        score=score if answer.checked else None,
    )


def outcomes_of(answers: Iterable[Answer], activities: dict[str, Activity]) -> tuple[Outcome, ...]:
    """The outcomes of all answers whose activity the course still has, oldest first."""
    found = (
        outcome_of(answer, activities[answer.activity])
        for answer in answers
        if answer.activity in activities
    )
    return tuple(outcome for outcome in found if outcome is not None)
