"""Marks that have come back to a learner, for telling them when the course is complete."""

from coprod_training.content.course import Course
from coprod_training.errors import CoprodError
from coprod_training.grading.gradebook import Result
from coprod_training.grading.hand_in_time import parsed_time
from coprod_training.grading.marks_returned import marks_returned
from coprod_training.lab.home import Home


def marks_back(home: Home, course: Course) -> tuple[Result, ...]:
    """This learner's hand-ins whose feedback they have; none before each exercise has some.

    Each has the marks that went out: one that was not returned, or has changed since, is no news
    for a learner (docs/decisions/0006). None either where the records lie out of reach: on a hub.
    """
    back = {
        (one.id, parsed_time(folder.name))
        for one in course.assessments
        for folder in (home.folder / "exercises" / one.id / "feedback").glob("*")
    }
    if {slug for slug, _ in back} != {one.id for one in course.assessments}:
        return ()
    try:
        found = marks_returned(home.workspace.trainer, home.learner)
    except (OSError, CoprodError):
        return ()
    return tuple(one for one in found if (one.assignment, one.handed_in) in back)
