"""Reads one learner's answer files into outcomes: the door between the disk and the picture."""

from pathlib import Path

from coprod_training.answers import AnswerStore, Outcome, outcomes_of
from coprod_training.content.course import Course


def outcomes_in(home: Path, course: Course) -> tuple[Outcome, ...]:
    """Every outcome of the learner whose server root is `home`; none when nothing is there."""
    activities = {activity.id: activity for _, activity in course.activities()}
    files = [
        home / "course.answers.jsonl",
        *(home / "modules" / f"{module.id}.answers.jsonl" for module in course.modules),
        *(home / "exercises" / a.id / f"{a.id}.answers.jsonl" for a in course.assessments),
    ]
    return tuple(
        outcome
        for file in files
        for outcome in outcomes_of(AnswerStore(file).read().answers, activities)
    )
