"""A round of grading: everything that was handed in, through nbgrader itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_training.grading import gradebook, records, second_marks
from coprod_training.grading.how_far import Tell, heard_by
from coprod_training.grading.kept_marks import keep_marks
from coprod_training.grading.nbgrader_api import open_api
from coprod_training.grading.not_read import NOT_GRADED, not_read
from coprod_training.grading.one_round import one_round
from coprod_training.grading.overview import overview


@dataclass(frozen=True)
class Graded:
    """What came of one learner's hand-in.

    done: whether grading reached its end. reasons: what was left out of it and why.
    """

    learner: str
    done: bool
    result: gradebook.Result | None
    reasons: tuple[str, ...]


def collect(course_root: Path, assignment: str, *, tell: Tell = lambda done, of: None) -> bool:
    """`nbgrader collect` for one assignment; whether the exchange could be read.

    tell: as for `grade_all`. Raises WouldExecute when the course's own configuration is not in
    force.
    """
    with one_round(course_root), heard_by(tell):
        outcome: dict[str, Any] = open_api(course_root).collect(assignment)
    return bool(outcome["success"])


def grade(
    course_root: Path,
    assignment: str,
    learners: Sequence[str] = (),
    *,
    again: records.Regrading | None = None,
    tell: Tell = lambda done, of: None,
) -> tuple[Graded, ...]:
    """Grade what was collected for one assignment; see `grade_all`."""
    return grade_all(course_root, [assignment], learners, again=again, tell=tell)[assignment]


def grade_all(
    course_root: Path,
    assignments: Sequence[str],
    learners: Sequence[str] = (),
    *,
    again: records.Regrading | None = None,
    tell: Tell = lambda done, of: None,
) -> dict[str, tuple[Graded, ...]]:
    """Grade what was collected, all of it in one session of the gradebook; by assignment.

    learners: only these; left out, all. again: grade also what has been graded already.
    tell: is called after each with how many are done, and of how many.
    One hand-in that cannot be graded does not stop the others; nor does one that could not be
    collected, which is among those not done.
    Raises WouldExecute when anything would be run, CoprodError when nothing was released.
    """
    api = open_api(course_root)
    # With nbgrader, as in `open_api`.
    from nbgrader.api import Gradebook

    from coprod_training.grading.bulk import BulkGrader, in_gradebook

    graders = {name: BulkGrader(api, name) for name in assignments}
    asked = {name: list(learners) or one.submitted() for name, one in graders.items()}
    finished: dict[str, dict[str, bool]] = {name: {} for name in assignments}
    done, of = 0, sum(map(len, asked.values()))
    keep_marks(course_root)  # a newer hand-in takes the place of the one that has these marks
    with (
        one_round(course_root),
        Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook,
    ):
        books = {name: in_gradebook(gradebook, api, name) for name in graders}  # all, or none
        for name, grader in graders.items():
            for learner, came_to_its_end in grader.grade(books[name], asked[name], again):
                finished[name][learner] = came_to_its_end
                done += 1
                tell(done, of)
    keep_marks(course_root)
    for name in assignments:
        second_marks.draw(course_root, name)
    return {
        name: _graded(course_root, name, finished[name], _failed(api, course_root, name, learners))
        for name in assignments
    }


def _failed(
    api: Any, course_root: Path, assignment: str, learners: Sequence[str]
) -> dict[str, str]:
    """By learner, why their hand-in could not be read; also those that were not even collected."""
    if not any(name == assignment for name, _, _ in not_read(course_root)):
        return {}
    exchange = Path(api.exchange_root) / api.course_id
    (standing,) = overview(course_root, exchange, [assignment])
    return {
        learner: one.not_read
        for learner, one in sorted(standing.waiting.items())
        if one.not_read and (not learners or learner in learners)
    }


def _graded(
    course_root: Path, assignment: str, finished: Mapping[str, bool], failed: dict[str, str]
) -> tuple[Graded, ...]:
    results = {
        one.learner: one
        for one in gradebook.results(course_root / "gradebook.db", assignment=assignment)
    }
    left_out = records.reasons_by_learner(course_root, assignment)
    not_done = {learner: NOT_GRADED for learner, done in finished.items() if not done} | failed
    return tuple(
        Graded(
            learner,
            learner not in not_done,
            results.get(learner),
            (*left_out.get(learner, ()), *([not_done[learner]] if learner in not_done else [])),
        )
        for learner in {**finished, **failed}
    )
