"""The published copy of the course: the one whose word on its status counts."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from coprod_training.content.course import Course, load_course
from coprod_training.content.on_a_day import course_on
from coprod_training.errors import CourseNotFound
from coprod_training.lab.opening import PACKAGED


def published_course(folder: Path | None, day: date) -> Course | None:
    """The published copy as it is on that day; None where there is none.

    folder: from `--published`; left out, the copy in the installed package. Raises CourseNotFound
    when the folder that was asked for is no published copy.
    """
    root = folder or PACKAGED
    if (root / "course" / "course.yaml").is_file():
        course = load_course(root / "course")
        if course.is_published:
            return course_on(course, day)
    if folder is None:
        return None
    raise CourseNotFound(
        "There is no published copy of the course here.",
        where=str(folder),
        fix="Give the folder that coprod publish wrote.",
    )


def as_unpublished(staff: Course) -> Course:
    """A staff copy as learners would get it from its files alone: an open draft.

    What a file of the repository says of a release counts for nothing: the gate was not asked.
    """
    return replace(staff, info=replace(staff.info, status="draft"))
