"""Rules for survey-sections.yaml: a gap leads to a part of the course that there is, or says so.

The file may be missing. What is written in it wrongly is told when the course is read.
"""

from collections.abc import Iterator

from coprod_training.content.check.staff_copy import StaffCopy, sections
from coprod_training.content.resources import load_resources
from coprod_training.content.survey_sections import FILE, load_survey_sections, with_gaps
from coprod_training.content.tidy import slug_of
from coprod_training.errors import Problem
from coprod_training.yamlfile import Route, read_yaml


def gaps_lead_to_parts_that_there_are(staff: StaffCopy) -> Iterator[Problem]:
    """Each item once; modules, headings and needs that exist. The file may be missing."""
    path = staff.root / "course" / FILE
    if staff.course is None or not path.is_file():
        return
    file, listed = read_yaml(path), load_survey_sections(path)
    headings = _headings(staff)
    needs = {one.id for one in load_resources(staff.course.root / "resources.yaml").needs}

    wanted = [item.id for item, _ in with_gaps(staff.course.instrument)]
    seen: list[str] = []
    for number, answer in enumerate(listed.answers):
        here: Route = ("answers", number)
        seen += answer.items
        for at, section in enumerate(answer.sections):
            place = (*here, "sections", at)
            if section.module not in headings:
                what = f'There is no module "{section.module}".'
                yield file.problem(place, what, "Give the slug of a module in course.yaml.")
            elif section.heading not in headings[section.module]:
                what = f'This module has no heading "{section.heading}" of level 2.'
                yield file.problem(
                    place, what, "Give one exactly as it is in its lesson, word for word."
                )
        for one in answer.needs:
            if one not in needs:
                what = f'resources.yaml has no need "{one}".'
                yield file.problem((*here, "needs"), what, f"They are: {', '.join(sorted(needs))}.")
        if not answer.sections:
            yield file.problem(
                here, "There is no section here.", "Name these items under none_yet."
            )
    seen += listed.none_yet
    for item in sorted({one for one in seen if seen.count(one) > 1}):
        yield file.problem((), f"{item} is here twice.", "Name each item once.")
    for item in wanted:
        if item not in seen:
            fix = "Name the part that answers it, or put it under none_yet."
            yield file.problem((), f"{item} of the survey leads nowhere.", fix)
    for item in seen:
        if item not in wanted:
            what = f"The survey has no item {item} that can leave a gap."
            yield file.problem((), what, "Take it out.")


def _headings(staff: StaffCopy) -> dict[str, set[str]]:
    """The headings of level 2 in each lesson, by its module."""
    return {slug_of(one.path)["module"]: sections(one) for one in staff.lessons}


RULES = (gaps_lead_to_parts_that_there_are,)
