"""Of the answers beside an exercise, those that are handed in: the newest to each question.

A learner's own file keeps every draft, also words that they took out again. Those stay with them.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from coprod_training.activities import Activity
from coprod_training.content.place import find_place
from coprod_training.errors import CoprodError
from coprod_training.grading.marking import activities_of, staff_assessment
from coprod_training.grading.reading import newest_lines


def answers_to_hand_in(folder: Path, content: bytes) -> bytes:
    """Which lines of an answers file are handed in; the same answers give the same bytes.

    folder: of the exercise, as its learner has it. Raises NewerRecord, see `newest_lines`.
    """
    return newest_lines(content, _asked(folder))


def _asked(folder: Path) -> Mapping[str, Activity]:
    """What the learner's own copy of the course asks in it; without a copy, the newest counts."""
    try:
        return activities_of(staff_assessment(find_place(folder, os.environ).course, folder.name))
    except CoprodError:
        return {}
