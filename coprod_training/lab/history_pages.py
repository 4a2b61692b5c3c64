"""Who made the course, and what people with lived experience changed: for the page inside it."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tornado import web

from coprod_training.content.course import Course
from coprod_training.content.unchanged import load_unchanged
from coprod_training.contributions.gripp2 import short_form
from coprod_training.contributions.history import (
    History,
    ModuleHistory,
    from_data,
    module_history,
    on_day,
    shares,
    without_all,
)
from coprod_training.contributions.history_files import DATA
from coprod_training.contributions.history_words import (
    credit_line,
    in_numbers,
    perspective_lines,
    share_line,
    we_did,
)
from coprod_training.lab.handler import CoprodHandler, in_words
from coprod_training.lab.home import Home


class HistoryPage(CoprodHandler):
    """GET api/history."""

    @web.authenticated
    @in_words
    async def get(self) -> None:
        """The whole history as the front end draws it (`CourseHistory` in replies.ts)."""
        today = datetime.now(UTC).date()
        self.reply(as_shown(history_for(self.home, today), self.home.course()))


def history_for(home: Home, day: date) -> History:
    """What this learner may see on that day of the history that came with the course.

    A pilot's contributions are for its testers alone. A copy that came without a history has none.
    """
    place, course = home.place(), home.course()
    found = _read(place.course.parent / DATA)
    if found is None:
        return _nothing(course, day)
    if load_unchanged(place.course).info.status == "pilot" and course.info.status != "pilot":
        found = without_all(found, found.refs)
    return on_day(found, day)


def as_shown(history: History, course: Course) -> dict[str, Any]:
    """The history in sentences, and how many places of the course wait for a contributor."""
    slots = [slot for module in course.modules for slot in module.slots]
    return {
        "places": len(slots),
        "waiting": sum(slot.words is None for slot in slots),
        "modules": [_module(one) for one in history.modules],
        "credits": [credit_line(one) for one in history.credits],
        "shares": [
            *map(share_line, shares(history)),
            *perspective_lines(history.perspectives),
        ],
        "asked": list(history.asked),
        "gripp2": [
            {"name": one.name, "said": list(one.said), "blank": one.blank, "from": one.rests_on}
            for one in short_form(history)
        ],
    }


def _read(path: Path) -> History | None:
    try:
        return from_data(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def _nothing(course: Course, day: date) -> History:
    return History(
        course=course.info.title,
        edition=course.info.version,
        made="",
        modules=tuple(
            module_history(one.id, one.title, 0, None, (), {}, day) for one in course.modules
        ),
        purposes=tuple(slot.purpose for one in course.modules for slot in one.slots),
    )


def _module(one: ModuleHistory) -> dict[str, Any]:
    return {
        "id": one.module,
        "title": one.title,
        "numbers": list(in_numbers(one)),
        "said": [{"you": point.words, "we": we_did(point)} for point in one.said],
        "impact": [note.text for note in one.impact],
        "dissents": list(one.dissents),
    }
