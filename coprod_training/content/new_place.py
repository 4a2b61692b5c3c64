"""Where a new module or exercise stands in course.yaml: before what the course ends with."""

from coprod_training.content.course import Course
from coprod_training.content.graded_parts import is_marked_by_a_person


def last_module(course: Course) -> str:
    """The module that stays last, by its slug: the action plan; "" when the course has none.

    It is the last one, and all that its exercise asks is marked by a person.
    """
    if not course.modules:
        return ""
    last = course.modules[-1].id
    asked = [one for one in course.assessments if one.module == last]
    by_people = all(
        one.pool is None and all(map(is_marked_by_a_person, one.questions)) for one in asked
    )
    return last if asked and by_people else ""


def exercise_after(course: Course, module: str) -> str:
    """The exercise that a new one of this module stands before, by its slug; "" for the end.

    What draws from several modules comes after all that it draws from, and a later module's
    exercise after an earlier one's.
    """
    order = course.info.modules
    later = set(order[order.index(module) + 1 :])
    for one in course.assessments:
        if one.pool is not None or one.module in later:
            return one.id
    return ""
