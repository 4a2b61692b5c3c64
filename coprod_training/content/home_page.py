"""The learners' first page, made from course.yaml."""

from collections.abc import Mapping
from typing import Any

from coprod_training.content.answers_file import SETTING
from coprod_training.content.calls import IMPORT
from coprod_training.content.course import Course
from coprod_training.content.normal_form import new_part, normal_form
from coprod_training.content.numbers import numbers_of
from coprod_training.content.to_complete import to_complete

STATUS_HEADINGS = {"draft": "This course is a draft", "pilot": "This course is being tried out"}
NOTICE = "Something has changed"

_BEFORE = """\
## Before you start

There are no time limits.
We suggest one module a week, with time to try things out in between.
Your answers are kept as you go, so you can stop at any time and come back.
Do not type the name or details of any client, anywhere in the course.

If a question does not appear below its heading, open the menu named Run at the top of the page.
Then choose Run All Cells.
You need to do this once on each page."""

_EXERCISES = """\
## Exercises

Your trainer opens each exercise.
You start it in the course, under Exercises, and you hand it in there.
Once started, it is also in the folder named exercises, on the left of this page.
You can answer its questions there too, and go back to the course to hand it in."""


def home_page(course: Course, lessons: Mapping[str, str]) -> dict[str, Any]:
    """The data of home.ipynb. lessons: the path of each module's notebook, by slug."""
    info = course.info
    parts = [new_part("markdown", f"# {info.title}", "title")]
    if info.status != "released":
        parts.append(new_part("markdown", _status(course), "status"))
    elif info.notice:
        parts.append(new_part("markdown", f"## {NOTICE}\n\n{info.notice}", "status"))
    parts.append(new_part("markdown", _BEFORE, "before-you-start"))
    if any(activity.id == SETTING for activity in info.activities):
        parts += [
            new_part("markdown", "## Where you work", "where-you-work"),
            new_part("code", IMPORT, "start"),
            new_part("code", f'activity("{SETTING}")', SETTING),
        ]
    parts.append(new_part("markdown", _modules(course, lessons), "modules"))
    if course.assessments:
        parts.append(new_part("markdown", _exercises(course), "exercises"))
    if info.help.contacts:
        parts.append(new_part("markdown", _help(course), "help"))
    return normal_form({"cells": parts}, {"page": "home"}, None)


def _status(course: Course) -> str:
    info = course.info
    paragraphs = (
        f"## {STATUS_HEADINGS[info.status]}",
        info.status_words.strip(),
        info.certificate_off,
    )
    return "\n\n".join(paragraphs)


def _modules(course: Course, lessons: Mapping[str, str]) -> str:
    lines = ["## Modules", ""]
    numbers = numbers_of(course.modules)
    for module in course.modules:
        link = f"[{module.title}]({lessons[module.id]})"
        time = f"{'Optional. ' if module.optional else ''}About {module.minutes} minutes"
        if module.minutes_with_everything > module.minutes:
            time += f", or {module.minutes_with_everything} with everything"
        number, line = numbers[module.id], f"{ended(link)} {time}. {module.lead}"
        if number:
            lines.append(f"{number}. {line}")
        else:  # no part of the numbered list, so a paragraph of its own
            lines += [*([""] if lines[-1] else []), line, ""]
    return "\n".join(lines).rstrip()


def _exercises(course: Course) -> str:
    numbers = numbers_of(course.modules)
    lines = [_EXERCISES, ""]
    for one in course.assessments:
        when = f" Do it after module {numbers[one.module]}." if one.module in numbers else ""
        lines.append(f"- {ended(one.title)} About {one.minutes} minutes.{when}")
    lines += ["", "## What completes the course", "", to_complete(course.info.pass_rule)]
    return "\n".join(lines)


def ended(title: str) -> str:
    """A title as a sentence: with a full stop, unless it ends in a character of its own."""
    return title if title.rstrip(")").endswith(("?", "!", ".")) else f"{title}."


def _help(course: Course) -> str:
    lines = ["## Help", ""]
    lines += [f"- {contact.name}: {contact.how}" for contact in course.info.help.contacts]
    return "\n".join(lines)
