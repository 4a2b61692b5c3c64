"""Rules for what stands both in a lesson and in its YAML: the same words in both.

The YAML is what the home page, the certificate and the supervision sheets are made from.
"""

import re
from collections.abc import Iterator

from coprod_training.content.check.staff_copy import StaffCopy, calls_of, in_cell
from coprod_training.content.course import ContentNote, Module
from coprod_training.content.markdown import headings
from coprod_training.content.notebook import Cell, Notebook
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


def content_notes_skip_no_activity(staff: StaffCopy) -> Iterator[Problem]:
    """No activity stands between a content note and its heading: skipping must cost nothing."""
    if staff.course is None:
        return
    lessons = {slug_of(lesson.path)["module"]: lesson for lesson in staff.lessons}
    for module in staff.course.modules:
        note, lesson = module.content_note, lessons.get(module.id)
        if note is None or lesson is None:
            continue
        skipped = _skipped(lesson, note)
        for cell, call in calls_of(lesson):
            if call.function == "activity" and cell.number in skipped:
                what = f'Who skips to "{note.skip_to}", as the content note offers, misses this.'
                fix = "Put the activity before the note, or below that heading."
                yield in_cell(lesson, cell, what, fix, call.source_line)


def _skipped(lesson: Notebook, note: ContentNote) -> range:
    """The numbers of the parts between the two; none where another rule misses one of them."""
    words = _plain(note.text)
    start = next((one.number for one in lesson.markdown() if words in _plain(one.source)), None)
    end = next((one.number for one in lesson.markdown() if _is_headed(one, note.skip_to)), None)
    return range(0) if start is None or end is None else range(start + 1, end)


def _is_headed(cell: Cell, words: str) -> bool:
    return words in [heading.text for heading in headings(cell.source)]


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
                    what = f"This is not an outcome of {module.id}.yaml."
                    yield in_cell(lesson, cell, what, "Make the two lists the same.", number)


def _plain(text: str) -> str:
    """The words without the marks of bold, lists and headings, with single spaces."""
    return " ".join(_MARKS.sub("", text).split())


RULES = (
    lessons_say_what_their_yaml_says,
    content_notes_lead_past,
    content_notes_skip_no_activity,
)
