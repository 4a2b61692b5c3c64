"""Rules for what stands both in a lesson and in its YAML: the same words in both.

The YAML is what the home page, the certificate and the supervision sheets are made from.
"""

import re
from collections.abc import Iterator

from coprod_training.content.check.staff_copy import StaffCopy, in_cell
from coprod_training.content.course import Module
from coprod_training.content.markdown import headings
from coprod_training.content.notebook import Notebook
from coprod_training.content.tidy import slug_of
from coprod_training.errors import Problem
from coprod_training.yamlfile import Route

_MARKS = re.compile(r"\*\*|^\s*[-*+] |^#+ ", re.MULTILINE)
_LIST_ITEM = re.compile(r"\s*[-*+] (.*)")


def lessons_say_what_their_yaml_says(staff: StaffCopy) -> Iterator[Problem]:
    """Title, lead, outcomes, content note and team task stand in the lesson word for word."""
    if staff.course is None:
        return
    lessons = {slug_of(lesson.path)["module"]: lesson for lesson in staff.lessons}
    for file, module in staff.course.module_files():
        lesson = lessons.get(module.id)
        if lesson is None:
            continue  # another rule says so
        words = _plain("\n".join(cell.source for cell in lesson.markdown()))
        for route, text in _said_twice(module):
            if _plain(text) not in words:
                line, name = file.line_of(route), lesson.path.name
                what = f"{name} does not say this in these words."
                fix = "Make the two the same, word for word."
                yield Problem(path=file.path, line=line, what=what, fix=fix)
        yield from _other_outcomes(lesson, module)


def content_notes_lead_past(staff: StaffCopy) -> Iterator[Problem]:
    """The heading that a content note skips to is in the lesson."""
    if staff.course is None:
        return
    lessons = {slug_of(lesson.path)["module"]: lesson for lesson in staff.lessons}
    for file, module in staff.course.module_files():
        note, lesson = module.content_note, lessons.get(module.id)
        if note is None or lesson is None:
            continue
        found = [one.text for cell in lesson.markdown() for one in headings(cell.source)]
        if note.skip_to not in found:
            line = file.line_of(("content_note", "skip_to"))
            what = f'{lesson.path.name} has no heading "{note.skip_to}" to skip to.'
            yield Problem(path=file.path, line=line, what=what, fix="Name a heading of the lesson.")


def _said_twice(module: Module) -> Iterator[tuple[Route, str]]:
    yield ("title",), module.title
    yield ("lead",), module.lead
    for number, outcome in enumerate(module.outcomes):
        yield ("outcomes", number), outcome
    if module.content_note is not None:
        yield ("content_note", "text"), module.content_note.text
    task = module.team_task
    yield ("team_task", "text"), task.text
    yield ("team_task", "with_partner"), task.with_partner
    yield ("team_task", "staff_only"), task.staff_only


def _other_outcomes(lesson: Notebook, module: Module) -> Iterator[Problem]:
    """Lines of the list of outcomes that the YAML does not have."""
    outcomes = {_plain(outcome) for outcome in module.outcomes}
    for cell in lesson.markdown():
        items = {
            number: _plain(found[1])
            for number, line in enumerate(cell.source.split("\n"))
            if (found := _LIST_ITEM.match(line))
        }
        if outcomes & set(items.values()):
            for number, item in items.items():
                if item not in outcomes:
                    what = f"This is no outcome of {module.id}.yaml."
                    yield in_cell(lesson, cell, what, "Make the two lists the same.", number)


def _plain(text: str) -> str:
    """The words without the marks of bold, lists and headings, with single spaces."""
    return " ".join(_MARKS.sub("", text).split())


RULES = (lessons_say_what_their_yaml_says, content_notes_lead_past)
