"""Rules for ids: each is used once, fits everywhere, and leads to something."""

import difflib
from collections.abc import Iterator

from coprod_training.content.answers_file import SETTING
from coprod_training.content.check.staff_copy import (
    StaffCopy,
    calls_of,
    in_cell,
    placed_activities,
)
from coprod_training.content.course import Course
from coprod_training.content.normal_form import GOOD_ID
from coprod_training.content.tidy import slug_of
from coprod_training.errors import Problem
from coprod_training.yamlfile import Route, YamlFile


def names_lead_to_something(staff: StaffCopy) -> Iterator[Problem]:
    """What a notebook shows is in the course's YAML."""
    if staff.course is None:
        return
    known = {
        "activity": [
            *(activity.id for _, activity in staff.course.activities()),
            *(place for _, _, _, place in _places(staff.course)),
        ],
        "slot": [slot.id for module in staff.course.modules for slot in module.slots],
        "variant": [one.id for module in staff.course.modules for one in module.variants],
    }
    words = {"activity": "activity", "slot": "slot", "variant": "passage by setting"}
    for notebook in staff.notebooks:
        for cell, call in calls_of(notebook):
            names = known[call.function]
            if call.name not in names:
                near = difflib.get_close_matches(call.name, names, 1)
                what = f'The course has no {words[call.function]} called "{call.name}".'
                fix = f'Did you mean "{near[0]}"?' if near else "Add it to the YAML, or rename it."
                yield in_cell(notebook, cell, what, fix, call.source_line)


def activities_are_used(staff: StaffCopy) -> Iterator[Problem]:
    """Each activity, slot and passage stands in a notebook, or nobody would ever see it."""
    if staff.course is None:
        return
    used = {(call.function, call.name) for book in staff.notebooks for _, call in calls_of(book)}
    used.add(("activity", SETTING))  # the home page shows it, which `coprod publish` makes
    used |= {("activity", name) for name in _drawn(staff.course)}  # a place shows them
    for file, route, function, name in _ids(staff.course):
        if function in ("activity", "slot", "variant") and (function, name) not in used:
            what = f'No notebook shows "{name}".'
            yield file.problem(
                route, what, f'Put {function}("{name}") in one, or take it out here.'
            )


def activities_stand_in_their_own_notebook(staff: StaffCopy) -> Iterator[Problem]:
    """Answers are kept beside the notebook that an activity belongs to."""
    if staff.course is None:
        return
    home = {placed.activity.id: placed.slug for placed in placed_activities(staff.course)}
    home |= {place: slug for _, slug, _, place in _places(staff.course)}
    for notebook in staff.notebooks:
        slug = next(iter(slug_of(notebook.path).values()))
        for cell, call in calls_of(notebook):
            belongs = home.get(call.name, slug) if call.function == "activity" else slug
            if belongs not in (slug, "course"):
                what = f'The activity "{call.name}" belongs to {belongs}.'
                fix = "Move it there, or make one with a different id for this notebook."
                yield in_cell(notebook, cell, what, fix, call.source_line)


def ids_fit_everywhere(staff: StaffCopy) -> Iterator[Problem]:
    """Small letters, digits and hyphens: an id is a file name and nbgrader's grade id as well."""
    if staff.course is None:
        return
    for file, route, _, name in _ids(staff.course):
        if not GOOD_ID.fullmatch(name):
            what = f'The id "{name}" may only have a to z, 0 to 9 and single hyphens.'
            yield file.problem(route, what, "Write it with those only, such as ladder-sort.")


def ids_are_used_once(staff: StaffCopy) -> Iterator[Problem]:
    """No id appears twice among the activities of a course, nor among its slots or passages."""
    if staff.course is None:
        return
    seen: dict[tuple[str, str], YamlFile] = {}
    for file, route, function, name in _ids(staff.course):
        first = seen.get((function, name))
        if first is None:
            seen[function, name] = file
        else:
            what = f'The id "{name}" is used twice: here and in {first.path.name}.'
            yield file.problem(
                route, what, "Give this one a different id. An id is never used again."
            )


def _ids(course: Course) -> Iterator[tuple[YamlFile, Route, str, str]]:
    """Every id that a writer gives: its file, its route there, what it names, and itself."""
    for placed in placed_activities(course):
        yield placed.file, (*placed.route, "id"), "activity", placed.activity.id
    for number, setting in enumerate(course.info.settings):
        yield course.files[0], ("settings", number, "id"), "setting", setting.id
    for file, module in course.module_files():
        yield file, ("id",), "notebook", module.id
        for number, slot in enumerate(module.slots):
            yield file, ("slots", number, "id"), "slot", slot.id
        for number, variant in enumerate(module.variants):
            yield file, ("variants", number, "id"), "variant", variant.id
    for file, assessment in course.assessment_files():
        yield file, ("id",), "notebook", assessment.id
    for file, _, route, place in _places(course):
        yield file, route, "activity", place


def _places(course: Course) -> Iterator[tuple[YamlFile, str, Route, str]]:
    """Where questions are drawn into: the file, its notebook, the route there, and the place."""
    for file, assessment in course.assessment_files():
        for place in assessment.pool.places if assessment.pool else ():
            yield file, assessment.id, ("pool", "place"), place


def _drawn(course: Course) -> set[str]:
    """The ids of everything that is drawn, and so stands in no notebook by its own name."""
    pools = [assessment.pool for assessment in course.assessments if assessment.pool]
    groups = [group for pool in pools for group in pool.groups]
    return {question.activity.id for group in groups for question in group.questions}


RULES = (
    names_lead_to_something,
    activities_are_used,
    activities_stand_in_their_own_notebook,
    ids_fit_everywhere,
    ids_are_used_once,
)
