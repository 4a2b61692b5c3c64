"""Who has earned the certificate, among those whose lessons lie in this workspace."""

from datetime import UTC, datetime

from coprod_training.content.course import Course
from coprod_training.content.on_a_day import course_on
from coprod_training.content.unchanged import load_unchanged
from coprod_training.grading.kept_marks import all_hand_ins, keep_marks
from coprod_training.lab.home import Home
from coprod_training.progress.completion import progress_of
from coprod_training.progress.folders import outcomes_in

_NOT_YET = (
    "This learner has not earned the certificate, or their lessons are not on this machine."
    " No certificate was made."
)


def who_earned_it(home: Home) -> tuple[str, ...] | None:
    """Sign-in names, in order; None where this course gives no certificate to anybody.

    What counts is the published copy that was opened. On a hub a learner's lessons are elsewhere:
    they are in no list here, and say it themselves. Raises CoprodError when the gradebook cannot
    be read.
    """
    course = _today(home)
    info, workspace = course.info, home.workspace
    if info.status != "released" and not (info.holds and info.holds.began_keep):
        return None
    keep_marks(workspace.trainer)
    return tuple(
        learner
        for learner in sorted({home.learner, *workspace.learners_on_paper()})
        if not progress_of(
            course,
            outcomes_in(workspace.folder_of(learner, home.learner), course),
            all_hand_ins(workspace.trainer, learner),
        ).certificate
    )


def why_none(home: Home, learner: str) -> str:
    """Why no certificate can be made for a learner, in sentences; "" when one can.

    Raises CoprodError as `who_earned_it` does.
    """
    earned = who_earned_it(home)
    if earned is None:
        return _today(home).info.certificate_off.strip()
    return "" if learner in earned else _NOT_YET


def _today(home: Home) -> Course:
    return course_on(load_unchanged(home.place().course), datetime.now(UTC).date())
