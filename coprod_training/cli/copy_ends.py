"""Brings the end of a released copy forward where it loses what it needs.

It needs what is in a required place, and somebody who speaks for each setting. Whoever opens that
copy learns it on the day, also where nobody publishes again.
Source: contribution-process.md, section 8, and docs/decisions/0027.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from coprod_training.content.course import Course, CourseFile, Holds, load_course
from coprod_training.content.slot import Slot
from coprod_training.contributions.gate.standing import Ends, gone, not_in_order, we_look
from coprod_training.contributions.requests import held_until
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place


def end_sooner(copy: Path, ref: str, day: date, *, removed: bool, stopped: bool = False) -> None:
    """Note in a copy when it ends, and who speaks for it still, before words of this one go.

    removed: it was withdrawn, so a released copy stays so for 30 days, with a banner; else it is
    hidden, and the copy is a draft on that day. stopped: for somebody's safety, which leaves nobody
    a certificate (`standing`), also where the copy only credits them for work. Raises as
    `load_course`, and OSError.
    """
    course = load_course(copy / "course")
    info = course.info
    if info.status != "released":
        return
    left = tuple(tuple(one for one in refs if one != ref) for refs in info.speakers)
    now = replace(info, speakers=tuple(filter(None, left)))
    if () in left or any(slot.required for slot in _places(course, ref)):
        notice, holds = _sooner(info, day, removed)
        now = replace(now, notice=notice, holds=holds)
    if stopped and now.holds is not None:
        now = replace(now, holds=replace(now.holds, began_keep=False))
    if now != info:
        _write(copy, now)


def _sooner(info: CourseFile, day: date, removed: bool) -> tuple[str, Holds]:
    old, today = info.holds, day.isoformat()
    if not removed or (old is not None and old.until <= today):
        return info.notice, as_holds(not_in_order(day))
    ends = gone(held_until(day))
    over = ends.on.isoformat()
    if old is not None and old.until < over:
        keep_until = min(old.keep_until or over, over)
        return we_look(date.fromisoformat(old.until)), replace(old, keep_until=keep_until)
    return we_look(ends.on), as_holds(ends)


def _write(copy: Path, info: CourseFile) -> None:
    path = copy / "course" / "course.yaml"
    data = json.loads(path.read_text(encoding="utf-8"))
    holds = asdict(info.holds) if info.holds else None
    data |= {"notice": info.notice, "holds": holds, "speakers": info.speakers}
    put_file_in_place(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def is_pilot(copy: Path) -> bool:
    """Whether only testers may know what stands in a copy; also where nobody can read that."""
    try:
        return load_course(copy / "course").info.status == "pilot"
    except (CoprodError, OSError):
        return True


def _places(course: Course, ref: str) -> Iterator[Slot]:
    for slot in (slot for module in course.modules for slot in module.slots):
        if slot.words is not None and slot.words.ref == ref:
            yield slot


def as_holds(ends: Ends) -> Holds:
    """An end as a copy has it."""
    return Holds(
        until=ends.on.isoformat(),
        status_words=ends.banner,
        certificate_off=ends.certificate,
        began_keep=ends.of_review,
        keep_until=ends.keep_until.isoformat() if ends.keep_until else "",
    )
