"""A published copy as it is on a day, and for one learner.

What was agreed or reviewed until a day has ended by itself: nobody has to publish again. A pilot is
for named testers. Source: contribution-process.md, section 7, and section 11, test 10.
"""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from coprod_training.content.course import Course, CourseFile, Module
from coprod_training.content.slot import Slot

NOT_A_TESTER = "A pilot of this course is under way, for named testers. This is the open draft."


def tester_digest(course: str, learner: str) -> str:
    """Names a tester in a published copy without their name. course: its id. learner: who signs in.

    It keeps a name out of a file that many people have; whoever knows a name can still try it.
    """
    named = f"coprod-training/tester/v1\0{course}\0{learner}"
    return sha256(named.encode()).hexdigest()[:16]


def course_for(course: Course, learner: str, day: date) -> Course:
    """The course on that day as this learner sees it: a pilot is one for its testers alone.

    For anybody else it is an open draft, in which every slot waits: what a pilot shows has not
    passed its module's review yet.
    """
    now = course_on(course, day)
    if now.info.status != "pilot" or tester_digest(now.info.id, learner) in now.info.testers:
        return now
    info = replace(now.info, status="draft", status_words=NOT_A_TESTER)
    modules = tuple(
        replace(one, slots=tuple(replace(slot, words=None) for slot in one.slots))
        for one in now.modules
    )
    return replace(now, info=info, modules=modules)


def course_on(course: Course, day: date) -> Course:
    """The course on that day. A released one whose time is over is a draft, and says why.

    Words that their contributor agreed to until an earlier day are not shown: their slot waits. A
    yes to paper or to reuse that has ended is a no.
    """
    info, today = _keeping_on(course.info, day.isoformat()), day.isoformat()
    if info.status == "released" and info.holds is not None and info.holds.until <= today:
        info = replace(
            info,
            status="draft",
            status_words=info.holds.status_words,
            certificate_off=info.holds.certificate_off,
        )
    modules = tuple(_module(module, today) for module in course.modules)
    return replace(course, info=info, modules=modules)


def _keeping_on(info: CourseFile, today: str) -> CourseFile:
    """Who began before a review ended earns the certificate only until something else ends it."""
    holds = info.holds
    if holds is None or not holds.keep_until or today < holds.keep_until:
        return info
    return replace(info, holds=replace(holds, began_keep=False))


def gives_certificate(info: CourseFile, began: str) -> bool:
    """Whether a learner can earn the certificate of this course.

    info: as it is on the day (`course_on`). began: of their first answer, a day or a time in ISO;
    "" for none. A review that ended takes the certificate off for whoever begins later. Source:
    contribution-process.md, corrections: "learners who have started keep their certificate".
    """
    if info.status == "released":
        return True
    ended = info.holds
    return ended is not None and ended.began_keep and "" < began < ended.until


def _module(module: Module, today: str) -> Module:
    slots = tuple(_slot(slot, today) for slot in module.slots)
    return module if slots == module.slots else replace(module, slots=slots)


def _slot(slot: Slot, today: str) -> Slot:
    return slot if slot.words is None else replace(slot, words=slot.words.on(today))
