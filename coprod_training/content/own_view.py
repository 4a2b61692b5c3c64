"""What a page draws from the learner's other answers: their own, and only for themselves."""

from collections.abc import Callable
from typing import Any

from coprod_training.activities import Activity
from coprod_training.activities.rating_grid import RatingGrid
from coprod_training.activities.resource_finder import ResourceFinder
from coprod_training.content.answers_file import COURSE, SETTING
from coprod_training.content.course import Course
from coprod_training.content.numbers import called
from coprod_training.content.survey_sections import (
    FILE,
    Section,
    load_survey_sections,
    with_gaps,
)

Latest = Callable[[str, str], object]
"""The newest response of a learner, given a notebook's slug and an activity's id; or None."""


def own_view(course: Course, activity: Activity, latest: Latest) -> dict[str, Any]:
    """What is added to the view of one activity; nothing for a kind that uses no other answer.

    setting: the learner's, or "". self_check: where the self-check is made, or None when the
    course has none. gaps: ids of the areas with their lowest steps; None without a self-check.
    leads: where the course comes to each question, by what was answered (see `_leads`).
    """
    if isinstance(activity, RatingGrid) and activity.phase == "pre":
        return {"leads": _leads(course, activity)}
    if not isinstance(activity, ResourceFinder):
        return {}
    setting = latest(COURSE, SETTING)
    known = [one.id for one in activity.settings]
    view: dict[str, Any] = {"setting": setting if setting in known else ""}
    for module in course.modules:
        for one in module.activities:
            if isinstance(one, RatingGrid) and one.phase == "pre":
                where = {"title": one.title, "module": module.title, "minutes": one.minutes}
                response = latest(module.id, one.id)
                gaps = _gaps(one, response)
                here = {
                    row.id for part in one.parts for row in part.rows if part.id in (gaps or ())
                }
                leads = [lead for lead in _leads(course, one) if lead["item"] in here]
                low = [lead for lead in leads if _said(response, lead["item"]) in lead["values"]]
                return view | {"self_check": where, "gaps": gaps, "leads": low}
    return view


def _gaps(check: RatingGrid, response: Any) -> list[str] | None:
    # An answer to an older form, whose questions have changed, is no guide.
    if response is None or check.problem_with(response) is not None:
        return None
    return list(check.lowest_parts(response))


def _said(response: Any, item: str) -> Any:
    return response.get(item) if isinstance(response, dict) else None


def _leads(course: Course, check: RatingGrid) -> list[dict[str, Any]]:
    """Each question of a self-check that can leave a gap.

    values: the answers that leave one. sections: the parts of the course that answer it, in words
    and as an address; none where there is no such part yet.
    """
    listed = load_survey_sections(course.root / FILE)
    rows = {row.id: row for row in check.rows()}
    found = []
    for item, values in with_gaps(course.instrument):
        if item.id in rows:
            answer = listed.of(item.id)
            found.append(
                {
                    "item": item.id,
                    "text": _short(rows[item.id].text),
                    "values": list(values),
                    "sections": [
                        {"text": section_in_words(course, one), "href": one.address}
                        for one in (answer.sections if answer else ())
                        if course.module(one.module) is not None
                    ],
                }
            )
    return found


def _short(question: str) -> str:
    """A question as the name of what it asks about: without its examples and its stem's dots."""
    words = question.split(" (")[0].lstrip("…").rstrip("?")
    return words[:1].upper() + words[1:]


def section_in_words(course: Course, section: Section) -> str:
    """Such as "Module 5, Rewrite a form". section: of a module that the course has."""
    module = next(one for one in course.modules if one.id == section.module)
    return f"{called(course.modules, module)}, {section.heading}"
