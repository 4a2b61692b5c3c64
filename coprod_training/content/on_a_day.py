"""A published copy as it is on a day: what was agreed or reviewed until then has ended by itself.

Nobody has to publish again for it. Source: contribution-process.md, section 11, test 10.
"""

from dataclasses import replace
from datetime import date

from coprod_training.content.course import Course, Module, Slot


def course_on(course: Course, day: date) -> Course:
    """The course on that day. A released one whose time is over is a draft, and says why.

    Words that their contributor agreed to until an earlier day are not shown: their slot waits.
    """
    info, today = course.info, day.isoformat()
    if info.status == "released" and info.holds is not None and info.holds.until <= today:
        info = replace(
            info,
            status="draft",
            status_words=info.holds.status_words,
            certificate_off=info.holds.certificate_off,
        )
    modules = tuple(_module(module, today) for module in course.modules)
    return replace(course, info=info, modules=modules)


def _module(module: Module, today: str) -> Module:
    slots = tuple(_slot(slot, today) for slot in module.slots)
    return module if slots == module.slots else replace(module, slots=slots)


def _slot(slot: Slot, today: str) -> Slot:
    ended = slot.words is not None and slot.words.until and slot.words.until <= today
    return replace(slot, words=None) if ended else slot
