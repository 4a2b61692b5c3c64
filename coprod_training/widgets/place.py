"""The place of the notebook that asks, and its course."""

import os
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from coprod_training.content.course import Course, load_course
from coprod_training.content.on_a_day import course_for
from coprod_training.content.place import Place, find_place


def here() -> tuple[Place, Course]:
    """The place of the notebook that asks, and its course today."""
    place = find_place(Path.cwd(), os.environ)
    newest = max(f.stat().st_mtime_ns for f in place.course.rglob("*.yaml"))
    today = datetime.now(UTC).date()
    return place, course_for(_course(place.course, newest), place.learner, today)


@lru_cache(maxsize=1)
def _course(root: Path, newest: int) -> Course:  # newest is part of the cache's key
    return load_course(root)
