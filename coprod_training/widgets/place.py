"""The place of the notebook that asks, and its course."""

import os
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.content.course import Course
from coprod_training.content.on_a_day import course_for
from coprod_training.content.place import Place, find_place
from coprod_training.content.unchanged import load_unchanged


def here() -> tuple[Place, Course]:
    """The place of the notebook that asks, and its course today."""
    place = find_place(Path.cwd(), os.environ)
    today = datetime.now(UTC).date()
    return place, course_for(load_unchanged(place.course), place.learner, today)
