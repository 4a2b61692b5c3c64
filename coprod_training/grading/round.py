"""A round of grading: everything that was handed in for one assignment, through nbgrader itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_training.grading import gradebook, records, second_marks
from coprod_training.grading.kept_marks import keep_marks
from coprod_training.grading.nbgrader_api import open_api
from coprod_training.grading.one_round import one_round


@dataclass(frozen=True)
class Graded:
    """What came of one learner's hand-in.

    done: whether grading reached its end. reasons: what was left out of it and why.
    """

    learner: str
    done: bool
    result: gradebook.Result | None
    reasons: tuple[str, ...]


def collect(course_root: Path, assignment: str) -> bool:
    """`nbgrader collect` for one assignment; whether the exchange could be read.

    Raises WouldExecute when the course's own configuration is not in force.
    """
    with one_round(course_root):
        outcome: dict[str, Any] = open_api(course_root).collect(assignment)
    return bool(outcome["success"])


def grade(
    course_root: Path,
    assignment: str,
    learners: Sequence[str] = (),
    *,
    force: bool = False,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[Graded, ...]:
    """Grade what was collected for an assignment, all of it in one go.

    learners: only these; left out, all. force: grade again what has been graded already.
    tell: is called after each with how many are done, and of how many.
    One hand-in that cannot be graded does not stop the others.
    Raises WouldExecute when anything would be run, CoprodError when nothing was released.
    """
    api = open_api(course_root)
    # With nbgrader, as in `open_api`.
    from coprod_training.grading.bulk import BulkGrader, gradebook_of

    grader, done = BulkGrader(api, assignment), {}
    asked = list(learners) or grader.submitted()
    keep_marks(course_root)  # a newer hand-in takes the place of the one that has these marks
    with one_round(course_root), gradebook_of(api, assignment) as book:
        for learner, finished in grader.grade(book, asked, force=force):
            done[learner] = finished
            tell(len(done), len(asked))
    keep_marks(course_root)
    second_marks.draw(course_root, assignment)
    results = {
        one.learner: one
        for one in gradebook.results(course_root / "gradebook.db")
        if one.assignment == assignment
    }
    reasons = records.reasons_by_learner(course_root, assignment)
    return tuple(
        Graded(learner, finished, results.get(learner), reasons.get(learner, ()))
        for learner, finished in done.items()
    )
