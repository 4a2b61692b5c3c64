"""Statements as a learner's server derives them, from outcomes made up here."""

from datetime import UTC, datetime, timedelta

from coprod_training.answers import Outcome
from coprod_training.progress.statements import statements_of

BEGAN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def outcome(activity, number=1, *, learner="amira", done=True, score=None, days_off=0):
    at = BEGAN + timedelta(minutes=number, days=days_off)
    return Outcome(
        answer_id=f"{learner}-{activity}-{number}",
        activity_id=activity,
        at=at.isoformat().replace("+00:00", "Z"),
        attempt=number,
        checked=score is not None,
        done=done,
        score=score,
    )


def statements(course, *outcomes, actor="SOMEBODY"):
    """A list, as it is sent."""
    return list(statements_of(outcomes, actor, course.info))


def of_activities(course, activities, learner="amira", **more):
    """A done statement for each of these activities."""
    return statements(course, *(outcome(one, learner=learner, **more) for one in activities))
