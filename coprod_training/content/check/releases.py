"""Rules for the released survey figures that the course shows."""

from collections.abc import Iterator

from coprod_training.content.check.staff_copy import StaffCopy
from coprod_training.content.released import FOLDER, read_release
from coprod_training.errors import ContentProblems, CoprodError, Problem


def only_releases_lie_among_the_released(staff: StaffCopy) -> Iterator[Problem]:
    """Whatever lies there goes to every learner, so nothing but a release may."""
    if staff.course is None:
        return
    folder = staff.root / "course" / FOLDER
    try:
        read_release(folder, staff.course.instrument)
    except ContentProblems as error:
        yield from error.problems
    except CoprodError as error:
        yield Problem(path=folder, part=error.where, what=error.what, fix=error.fix)


RULES = (only_releases_lie_among_the_released,)
