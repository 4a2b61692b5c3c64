"""Everybody's answers to one exercise, from what was collected last."""

from collections.abc import Mapping
from pathlib import Path

from coprod_training.activities import Activity
from coprod_training.answers import Answer
from coprod_training.content.answers_file import answers_file
from coprod_training.content.assessment import Assessment
from coprod_training.content.draw import drawn
from coprod_training.grading.marking import activities_of
from coprod_training.grading.reading import read_handed_in


def all_answers(course_root: Path, assessment: Assessment) -> list[dict[str, Answer]]:
    """For each hand-in, in no order that tells whose it is: answers by activity."""
    name = Path(answers_file(assessment.id, assessment=True)).name
    folders = (course_root / "submitted").glob(f"*/{assessment.id}")
    return [
        dict(read_handed_in(folder / name, _asked(assessment, folder.parent.name)).answers)
        for folder in folders
    ]


def _asked(assessment: Assessment, learner: str) -> Mapping[str, Activity]:
    return activities_of(drawn(assessment, learner))
