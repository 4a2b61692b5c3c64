"""The recordings of a published copy: one file each in course/media/, found by their place."""

import re
from pathlib import Path

from coprod_training.content.course import Course
from coprod_training.content.slot import RecordingFile

FOLDER = "media"
_NAME = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{3,4}")


def recording_in(course: Course, slot: str) -> RecordingFile | None:
    """The recording that a place shows in this copy; None when it shows none.

    course: as it is today for this learner, so that what has ended or is for testers is not given.
    """
    for module in course.modules:
        for one in module.slots:
            if one.id == slot and one.words is not None:
                return one.words.recording
    return None


def path_of(course: Path, file: str) -> Path | None:
    """The file of a recording; None when it is no such name, a link, or not there."""
    if not _NAME.fullmatch(file):
        return None
    path = course / FOLDER / file
    return path if path.is_file() and not path.is_symlink() else None
