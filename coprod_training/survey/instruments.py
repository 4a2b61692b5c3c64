"""Every version of the survey that the course has used: each keeps a table of its own."""

from coprod_training.content.course import Course
from coprod_training.content.instrument import Instrument, load_instrument
from coprod_training.errors import CoprodError


def instruments_of(course: Course) -> tuple[Instrument, ...]:
    """The version that the course uses now, then the others in `instruments/`, by file name.

    Raises ContentProblems when a file cannot be read, and CoprodError when two files would be
    taken for one another.
    """
    found = [course.instrument]
    for path in sorted((course.root / "instruments").glob("*.yaml")):
        if path.stem == course.info.instrument:
            continue
        one = load_instrument(path)
        if one.id != path.stem or one.version in {other.version for other in found}:
            raise CoprodError(
                f'This file says that it is "{one.id}", version {one.version}.',
                where=str(path),
                fix="Give each version of the survey a file of its own, named after its id.",
            )
        found.append(one)
    return tuple(found)
