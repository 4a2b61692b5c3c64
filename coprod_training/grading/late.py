"""What a late hand-in loses, by nbgrader's own rule (preprocessors/latesubmissions.py in 0.9.6)."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import func, select, update

from coprod_training.grading.extensions import dues_of
from coprod_training.grading.kept_marks import keep, kept_of
from coprod_training.grading.returned import note_all_changed


class LatePenalties:
    """The penalties of one course. settings: nbgrader's; without a method in them there is none."""

    def __init__(self, settings: Any) -> None:
        """Load the plug-in that the settings name."""
        late = AssignLatePenalties(config=settings)
        late.init_plugin()
        self._plugin = late.plugin_inst

    def of(
        self, learner: str, at: datetime | None, due: datetime | None, score: float
    ) -> float | None:
        """The points taken off, 0 to score; None where nothing is. at, due: UTC."""
        if at is None or due is None or at <= due:
            return None
        penalty = self._plugin.late_submission_penalty(learner, score, (at - due).total_seconds())
        return None if penalty is None else min(max(penalty, 0), score)


# nbgrader's own sum (api.py): a mark that a person gave counts before the course's.
_SCORE = func.sum(
    func.coalesce(Grade.manual_score, Grade.auto_score, 0.0)
    + func.coalesce(Grade.extra_credit, 0.0)
)


def follow_dates(
    book: Gradebook,
    penalties: LatePenalties,
    course_root: Path,
    assignment: str,
    learner: str | None = None,
) -> None:
    """Write changed dates to hand-ins that are there already, and penalties that follow from them.

    learner: only theirs; None: all. Also after a mark was given: what is taken off is a part of the
    points. nbgrader itself would do neither before the next grading, which asks for every mark to
    be looked at once more. Whoever loses more or less now has other marks than those that may have
    gone back, which is noted. Raises CoprodError when the gradebook cannot be read.
    """
    dues = dues_of(course_root, assignment)
    asked = (
        select(
            SubmittedAssignment.id,
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedAssignment.extension,
            SubmittedNotebook.id,
            SubmittedNotebook.late_submission_penalty,
            _SCORE,
        )
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .outerjoin(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .where(Assignment.name == assignment)
        .group_by(SubmittedNotebook.id)
    )
    if learner is not None:
        asked = asked.where(SubmittedAssignment.student_id == learner)
    dates, losses, changed = [], [], []
    for hand_in, who, at, extension, notebook, before, score in book.db.execute(asked).all():
        if extension != dues.extension(who):
            dates.append({"id": hand_in, "extension": dues.extension(who)})
        handed_in = at.replace(tzinfo=UTC) if at else None
        penalty = penalties.of(who, handed_in, dues.of(who), score or 0.0)
        if penalty != before:
            losses.append({"id": notebook, "late_submission_penalty": penalty})
            if (penalty or 0.0) != (before or 0.0):
                changed.append(who)
    for table, rows in ((SubmittedAssignment, dates), (SubmittedNotebook, losses)):
        if rows:
            book.db.execute(update(table), rows)
    book.db.commit()
    if changed:
        note_all_changed(course_root, changed, assignment, datetime.now(UTC))


def follow_dates_of_kept(
    penalties: LatePenalties, course_root: Path, assignment: str, learner: str | None = None
) -> None:
    """Let what earlier hand-ins lose follow changed dates: a later one took their place.

    learner: only theirs; None: all. Raises CoprodError when the gradebook cannot be read.
    """
    dues, changed = dues_of(course_root, assignment), []
    for (who, at), one in kept_of(course_root, assignment).items():
        if learner in (None, who):
            points = sum(mark.points or 0.0 for mark in one.marks)
            lost = penalties.of(who, at, dues.of(who), points) or 0.0
            if lost != one.taken_off:
                changed.append(replace(one, taken_off=lost))
    keep(course_root, changed)
