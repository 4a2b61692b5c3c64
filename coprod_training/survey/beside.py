"""What one learner's page shows beside an activity: their own self-checks, released figures.

It is shown to that learner only. Nothing is written, and nothing of it reaches the survey's store.
"""

from dataclasses import replace
from datetime import date

from coprod_training.activities import Activity
from coprod_training.activities.national_compare import Beside, NationalCompare
from coprod_training.activities.rating_grid import Before, RatingGrid
from coprod_training.answers import AnswerStore
from coprod_training.content.course import Course
from coprod_training.content.numbers import counted
from coprod_training.content.place import Place
from coprod_training.content.released import FOLDER, read_release
from coprod_training.errors import CoprodError
from coprod_training.survey.responses import CARRIED, CoursePhase, Finished, SelfCheck, finished


def with_beside(activity: Activity, course: Course, place: Place, today: date) -> Activity:
    """The activity with what stands beside it; most kinds come back as they are.

    today: later answers, of a clock that was wrong, count as today's. Raises NewerRecord.
    """
    if isinstance(activity, NationalCompare):
        return replace(activity, beside=_beside(course, place, today))
    if isinstance(activity, RatingGrid) and activity.phase == "post":
        return replace(activity, before=_before(course, place, today))
    return activity


def _beside(course: Course, place: Place, today: date) -> Beside:
    own = Beside(self_check=_where_a_self_check_is(course))
    for phase in ("post", "pre"):
        if done := _finished(phase, course, place, today):
            own = replace(own, own=_chosen(done), own_phase=phase)
            break
    try:
        release = read_release(course.root / FOLDER, course.instrument)
    except CoprodError:
        # A learner can mend nothing here. `coprod check` and `coprod publish` say what is wrong.
        return replace(own, unreadable=True)
    return replace(own, picture=release.picture() if release else None)


def _where_a_self_check_is(course: Course) -> str:
    """Such as "module 1"; "" when no module that counts has one."""
    for number, module in enumerate(counted(course.modules), 1):
        if any(isinstance(one, RatingGrid) for one in module.activities):
            return f"module {number}"
    return ""


def _before(course: Course, place: Place, today: date) -> Before | None:
    done = _finished("pre", course, place, today)
    if not done:
        return None
    chosen = _chosen(done)
    rows = {row.id: row for one in done for row in one.page.rows()}
    return Before(
        chosen=chosen,
        about=tuple(
            (rows[item].text, rows[item].said(chosen[item])) for item in CARRIED if item in chosen
        ),
        not_staff=any(
            choice.not_staff and chosen.get(row.id) == choice.value
            for row in rows.values()
            for choice in row.choices
        ),
    )


def _finished(phase: CoursePhase, course: Course, place: Place, today: date) -> list[Finished]:
    """The learner's newest finished answers to each self-check of one phase."""
    found = []
    for slug, activity in course.activities():
        if isinstance(activity, RatingGrid) and activity.phase == phase:
            check = SelfCheck(activity, activity.fingerprint())
            answers = AnswerStore(place.answers_of(slug, False)).read().answers
            if (done := finished(check, answers, today)) is not None:
                found.append(done)
    return found


def _chosen(done: list[Finished]) -> dict[str, str]:
    return {item: value for one in done for item, value in one.chosen.items()}
