"""Which state the learners' copy of the course is in, by which answers to the survey count."""

from datetime import date
from pathlib import Path

from coprod_training.content.course import Status
from coprod_training.content.on_a_day import course_on
from coprod_training.content.place import PACKAGED_COURSE
from coprod_training.content.unchanged import load_unchanged


def published_state(published: Path | None, day: date) -> Status:
    """The state that learners see on that day.

    The staff copy cannot say: its file goes on saying "released" when a review has ended, or while
    learners have an open draft (docs/decisions/0024).

    published: the folder that `coprod publish` wrote; None for the installed copy, and a draft
    where there is none. Raises CoprodError when the copy cannot be read, as while it is replaced.
    """
    copy = published / "course" if published is not None else PACKAGED_COURSE
    if published is None and not copy.is_dir():
        return "draft"
    return course_on(load_unchanged(copy), day).info.status
