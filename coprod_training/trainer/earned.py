"""Who has earned the certificate, among the learners whose marks lie in this workspace.

Their lessons lie here too on one machine. On a hub they are out of a trainer's reach, and its
collector says what is done (docs/decisions/0062).
"""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from coprod_training.answers import Outcome
from coprod_training.content.course import Course
from coprod_training.content.on_a_day import course_on
from coprod_training.content.unchanged import load_unchanged
from coprod_training.grading.counted_hand_ins import counted_hand_ins
from coprod_training.grading.gradebook import Result
from coprod_training.grading.kept_marks import keep_marks
from coprod_training.lab.home import Home
from coprod_training.progress.completion import progress_of
from coprod_training.progress.folders import outcomes_in
from coprod_training.trainer.lessons_on_hub import LessonsOnHub, lessons_on_hub

_NOT_YET = (
    "This learner has not earned the certificate, or their lessons are not on this machine."
    " No certificate was made."
)
NOT_SEEN = (
    "No certificate was made yet. Look at their course home together, then tick the box that says"
    " what you saw."
)
"""Said of everybody who is not in the list, so that no page tells who said no."""
_AWAY = (
    "No certificate was made, because the hub cannot say just now what learners have done. Try"
    " again in a moment."
)


@dataclass(frozen=True)
class Earned:
    """learners: sign-in names of who has earned it, in order.

    on_hub: whether lessons are kept elsewhere. away: whether the hub could not be asked. unseen:
    whose marks suffice, and of whose lessons the hub keeps nothing, as they said no to being
    counted. No page lists them: that no is nobody's business.
    """

    learners: tuple[str, ...]
    on_hub: bool = False
    away: bool = False
    unseen: frozenset[str] = frozenset()


async def earned_here(home: Home, environ: Mapping[str, str] = os.environ) -> Earned | None:
    """Who has earned it; None where this course gives no certificate to anybody.

    What counts is the published copy that was opened. Raises CoprodError when the gradebook cannot
    be read.
    """
    course = _today(home)
    if not _gives_any(course):
        return None
    hub = await lessons_on_hub(environ)
    # It reads the gradebook: other pages go on meanwhile.
    return await asyncio.to_thread(who_earned_it, home, course, hub)


def who_earned_it(home: Home, course: Course, hub: LessonsOnHub | None = None) -> Earned:
    """The same of a course that gives some. hub: what it says; None on one machine."""
    workspace = home.workspace
    keep_marks(workspace.trainer)
    marks: dict[str, list[Result]] = {}
    for one in counted_hand_ins(workspace.trainer):
        marks.setdefault(one.learner, []).append(one)
    lessons: dict[str, tuple[Outcome, ...]] = dict(hub.of) if hub else {}
    for learner in {home.learner, *workspace.learners_on_paper()}:
        here = outcomes_in(workspace.folder_of(learner, home.learner), course)
        lessons[learner] = (*lessons.get(learner, ()), *here)
    earned = [
        learner
        for learner, outcomes in lessons.items()
        if not progress_of(course, outcomes, marks.get(learner, ())).certificate
    ]
    unseen = [
        learner
        for learner, results in marks.items()
        if hub and hub.known and learner not in lessons
        if progress_of(course, (), results).marks_suffice
    ]
    return Earned(
        tuple(sorted(earned)),
        on_hub=hub is not None,
        away=hub is not None and not hub.known,
        unseen=frozenset(unseen),
    )


async def why_none(
    home: Home, learner: str, seen: bool = False, environ: Mapping[str, str] = os.environ
) -> str:
    """Why no certificate can be made for a learner, in sentences; "" when one can.

    seen: whether the trainer says that they saw on the learner's course home that every module is
    complete. It counts on a hub, for those of whom nothing is kept there. Raises CoprodError as
    `earned_here` does.
    """
    earned = await earned_here(home, environ)
    if earned is None:
        return _today(home).info.certificate_off.strip()
    if learner in earned.learners:
        return ""
    if earned.away:
        return _AWAY
    if earned.on_hub and not seen:
        return NOT_SEEN
    return "" if learner in earned.unseen else _NOT_YET


def _gives_any(course: Course) -> bool:
    info = course.info
    return info.status == "released" or bool(info.holds and info.holds.began_keep)


def _today(home: Home) -> Course:
    return course_on(load_unchanged(home.place().course), datetime.now(UTC).date())
