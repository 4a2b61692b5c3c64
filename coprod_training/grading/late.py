"""What a late hand-in loses, by nbgrader's own rule (preprocessors/latesubmissions.py in 0.9.6)."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties

from coprod_training.grading.extensions import Dues


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


def follow_dates(
    book: Gradebook,
    penalties: LatePenalties,
    assignment: str,
    dues: Dues,
    learners: Collection[str] | None = None,
) -> None:
    """Write changed dates to hand-ins that are there already, and penalties that follow from them.

    learners: only these; None: all. nbgrader itself would do neither before the next grading, which
    asks for every mark to be looked at once more.
    """
    for hand_in in book.assignment_submissions(assignment):
        learner = hand_in.student_id
        if learners is not None and learner not in learners:
            continue
        hand_in.extension = dues.extension(learner)
        at = hand_in.timestamp.replace(tzinfo=UTC) if hand_in.timestamp else None
        for notebook in hand_in.notebooks:
            notebook.late_submission_penalty = penalties.of(
                learner, at, dues.of(learner), notebook.score
            )
    book.db.commit()
