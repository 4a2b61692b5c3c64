"""What a page draws from the learner's other answers: their own, and only for themselves."""

from collections.abc import Callable
from typing import Any

from coprod_training.activities import Activity
from coprod_training.activities.rating_grid import RatingGrid
from coprod_training.activities.resource_finder import ResourceFinder
from coprod_training.content.answers_file import COURSE, SETTING
from coprod_training.content.course import Course

Latest = Callable[[str, str], object]
"""The newest response of a learner, given a notebook's slug and an activity's id; or None."""


def own_view(course: Course, activity: Activity, latest: Latest) -> dict[str, Any]:
    """What is added to the view of one activity; nothing for a kind that uses no other answer.

    setting: the learner's, or "". self_check: where the self-check is made, or None when the
    course has none. gaps: ids of the areas with their lowest steps; None without a self-check.
    """
    if not isinstance(activity, ResourceFinder):
        return {}
    setting = latest(COURSE, SETTING)
    known = [one.id for one in activity.settings]
    view: dict[str, Any] = {"setting": setting if setting in known else ""}
    for module in course.modules:
        for one in module.activities:
            if isinstance(one, RatingGrid) and one.phase == "pre":
                where = {"title": one.title, "module": module.title, "minutes": one.minutes}
                gaps = _gaps(one, latest(module.id, one.id))
                return view | {"self_check": where, "gaps": gaps}
    return view


def _gaps(check: RatingGrid, response: Any) -> list[str] | None:
    # An answer to an older form, whose questions have changed, is no guide.
    if response is None or check.problem_with(response) is not None:
        return None
    return list(check.lowest_parts(response))
