"""Brings the end of a released copy forward where a required place of it is emptied.

Whoever opens that copy learns it on the day, also where nobody publishes again.
Source: contribution-process.md, section 8, and docs/decisions/0027.
"""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from coprod_training.content.course import Course, Holds, load_course
from coprod_training.contributions.gate.standing import Ends, gone, not_in_order, we_look
from coprod_training.contributions.requests import held_until
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place


def end_sooner(copy: Path, ref: str, day: date, *, removed: bool) -> None:
    """Note in a copy when it ends, before its words by this contribution go.

    removed: it was withdrawn, so a released copy stays so for 30 days, with a banner; else it is
    hidden, and the copy is a draft on that day. Raises as `load_course`, and OSError.
    """
    course = load_course(copy / "course")
    info = course.info
    if info.status != "released" or not _is_needed(course, ref):
        return
    ends, notice, old = not_in_order(day), info.notice, info.holds
    if removed and (old is None or old.until > day.isoformat()):
        ends = gone(held_until(day))
        notice = we_look(ends.on)
    holds = as_holds(ends)
    if old is not None and day.isoformat() < old.until < holds.until:
        holds = old
    path = copy / "course" / "course.yaml"
    data = json.loads(path.read_text(encoding="utf-8"))
    data |= {"notice": notice, "holds": asdict(holds)}
    put_file_in_place(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def is_pilot(copy: Path) -> bool:
    """Whether only testers may know what stands in a copy; also where nobody can read that."""
    try:
        return load_course(copy / "course").info.status == "pilot"
    except (CoprodError, OSError):
        return True


def _is_needed(course: Course, ref: str) -> bool:
    slots = [slot for module in course.modules for slot in module.slots if slot.required]
    return any(slot.words is not None and slot.words.ref == ref for slot in slots)


def as_holds(ends: Ends) -> Holds:
    """An end as a copy has it."""
    return Holds(
        until=ends.on.isoformat(),
        status_words=ends.banner,
        certificate_off=ends.certificate,
        began_keep=ends.of_review,
    )
