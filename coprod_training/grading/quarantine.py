"""Hand-ins that hold more than they should are put aside whole, and a clean copy takes their place.

They lie in a hidden folder of the course root, which neither Jupyter nor formgrader serves.
"""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.grading import records
from coprod_training.grading.collected import NOT_A_FOLDER, Form, faults, take
from coprod_training.grading.hand_in_time import time_in

NO_TIME = "The time of the hand-in could not be read. The time of its folder counts."


def make_fit(folder: Path, form: Form, course_root: Path, learner: str) -> tuple[str, ...]:
    """Check one collected folder before it is graded; the reasons when it had to be replaced.

    folder: submitted/<learner>/<assignment>. Raises OSError when it cannot be moved.
    """
    if not faults(folder, form):
        return ()
    if folder.is_symlink() or not folder.is_dir():
        folder.unlink()
        return (NOT_A_FOLDER,)
    at, reasons = time_in(folder), []
    if at is None:
        at = datetime.fromtimestamp(folder.lstat().st_mtime, UTC)
        reasons = [NO_TIME]
    aside = _free_place(records.own_folder(course_root) / "quarantine" / learner / folder.name)
    os.chmod(folder, 0o700)  # noqa: PTH101  # lstat above: this is a real folder
    shutil.move(folder, aside)
    return (*reasons, *take(aside, folder, form, at))


def _free_place(place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return next(
        spot
        for number in range(1, 10_000)
        if not (spot := place.with_name(f"{place.name}-{number}")).exists()
    )
