"""Reads one learner's answer files into outcomes: the door between the disk and the picture."""

from pathlib import Path

from coprod_training.answers import AnswerStore, Outcome, outcomes_of
from coprod_training.content.answers_file import COURSE, answers_file
from coprod_training.content.course import Course


def outcomes_in(home: Path, course: Course) -> tuple[Outcome, ...]:
    """Every outcome of the learner whose server root is `home`; none when nothing is there."""
    activities = {activity.id: activity for _, activity in course.activities()}
    files = [
        answers_file(COURSE),
        *(answers_file(module.id) for module in course.modules),
        *(answers_file(one.id, assessment=True) for one in course.assessments),
    ]
    return tuple(
        outcome
        for file in files
        for outcome in outcomes_of(AnswerStore(home / file).read().answers, activities)
    )
