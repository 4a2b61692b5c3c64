"""Show how far a learner and a cohort have got."""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.cli.options import add_course, add_workspace, workspace_there
from coprod_training.cli.published_copy import as_unpublished, published_course
from coprod_training.content.course import Course, load_course
from coprod_training.content.on_a_day import course_on
from coprod_training.content.place import learner_id
from coprod_training.errors import CoprodError, CourseNotFound
from coprod_training.grading.config import COURSE_ID
from coprod_training.grading.gradebook import Result
from coprod_training.grading.kept_marks import keep_marks
from coprod_training.grading.known_hand_ins import known_hand_ins
from coprod_training.grading.overview import is_released
from coprod_training.lab.workspace import Workspace, find_staff_copy
from coprod_training.progress.completion import best_marked, progress_of
from coprod_training.progress.folders import outcomes_in
from coprod_training.progress.statements import Statement, scored, statements_of
from coprod_training.progress.status import CohortRow, cohort_lines, learner_lines
from coprod_training.survey.keys import progress_pseudonym


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument(
        "--statements",
        action="store_true",
        help="print the learner's xAPI statements as JSON instead",
    )
    parser.add_argument(
        "--learner",
        metavar="NAME",
        help="show somebody who works on paper, by the name a trainer gave them",
    )
    add_workspace(parser)
    add_course(parser)


def run(asked: argparse.Namespace) -> int:
    """Print the picture of one learner, and of everybody who is known here."""
    workspace = workspace_there(asked)
    course = _course(asked, workspace)
    here = learner_id(os.environ)
    keep_marks(workspace.trainer)
    found = known_hand_ins(
        workspace.trainer, workspace.exchange / COURSE_ID, [one.id for one in course.assessments]
    )
    on_paper = workspace.learners_on_paper()
    learner = asked.learner or here
    if asked.learner not in (None, here, *on_paper, *(one.learner for one in found)):
        raise CoprodError(
            f'Nobody here is called "{asked.learner}".',
            fix="Give a name from the list that this command prints without --learner.",
        )
    outcomes = outcomes_in(workspace.folder_of(learner, here), course)
    by_learner: dict[str, list[Result]] = {}
    for one in found:
        by_learner.setdefault(one.learner, []).append(one)
    own = by_learner.get(learner, [])
    if asked.statements:
        actor = progress_pseudonym(workspace.private, learner)
        statements = [*statements_of(outcomes, actor, course.info), *_scored(course, own, actor)]
        print(json.dumps(statements, indent=2))
        return 0
    unreleased = _unreleased(course, workspace)
    progress = progress_of(course, outcomes, own, unreleased)
    print(f"{course.info.title}: {learner}", *learner_lines(progress), sep="\n")
    everybody = sorted({*by_learner, *on_paper})
    if everybody:
        known = {here, *on_paper}
        rows = [
            _row(
                course,
                name,
                by_learner.get(name, ()),
                workspace.folder_of(name, here) if name in known else None,
                unreleased,
            )
            for name in everybody
        ]
        titles = [a.title for a in course.assessments]
        heading = f"Cohort: {len(rows)} who are in the list, have handed in, or work on paper"
        print("", heading, *cohort_lines(rows, titles), sep="\n")
    return 0


def _unreleased(course: Course, workspace: Workspace) -> tuple[str, ...]:
    """Exercises that no learner can get yet; told only where a trainer releases them."""
    if not (workspace.trainer / "gradebook.db").is_file():
        return ()
    exchange = workspace.exchange / COURSE_ID
    return tuple(one.id for one in course.assessments if not is_released(exchange, one.id))


def _row(
    course: Course,
    name: str,
    hand_ins: Sequence[Result],
    folder: Path | None,
    unreleased: Sequence[str],
) -> CohortRow:
    """folder: of their course, where this workspace has it."""
    outcomes = outcomes_in(folder, course) if folder else ()
    progress = progress_of(course, outcomes, hand_ins, unreleased)
    done = (progress.done, progress.of) if folder else None
    return CohortRow(name, done, progress.assignments, progress.objective_percent)


def _scored(course: Course, own: list[Result], actor: str) -> Iterator[Statement]:
    """One statement for each assignment, of the hand-in that counts."""
    for assignment in sorted({one.assignment for one in own}):
        hand_ins = [one for one in own if one.assignment == assignment]
        best = best_marked(course.info.pass_rule, hand_ins)
        statement = scored(best, actor, course.info) if best else None
        if statement:
            yield statement


def _course(asked: argparse.Namespace, workspace: Workspace) -> Course:
    """The staff copy where there is one, else the learner's own; of a published one its status."""
    staff = find_staff_copy(asked.course, Path.cwd())
    for root in ([staff / "course"] if staff else []) + [workspace.learner / ".coprod" / "course"]:
        if (root / "course.yaml").is_file():
            course, today = load_course(root), datetime.now(UTC).date()
            if course.is_published:
                return course_on(course, today)
            return published_course(None, today) or as_unpublished(course)
    raise CourseNotFound(
        "There is no course here yet.",
        where=str(workspace.root),
        fix="Start it once with: coprod start",
    )
