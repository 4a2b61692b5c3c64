"""Everybody's answers to one exercise, from what was collected last."""

from pathlib import Path

from coprod_training.answers import Answer
from coprod_training.content.answers_file import answers_file
from coprod_training.content.course import Assessment
from coprod_training.grading.marking import activities_of
from coprod_training.grading.reading import read_handed_in


def all_answers(course_root: Path, assessment: Assessment) -> list[dict[str, Answer]]:
    """For each hand-in, in no order that tells whose it is: answers by activity."""
    name = Path(answers_file(assessment.id, assessment=True)).name
    activities = activities_of(assessment)
    folders = (course_root / "submitted").glob(f"*/{assessment.id}")
    return [dict(read_handed_in(folder / name, activities).answers) for folder in folders]
