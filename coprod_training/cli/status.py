"""Show how far a learner is, and a cohort."""

import argparse
import json
from getpass import getuser

from coprod_training.cli.options import add_course, add_workspace, workspace_of
from coprod_training.content.course import Course, load_course
from coprod_training.errors import CourseNotFound
from coprod_training.grading.gradebook import Result, results
from coprod_training.lab.workspace import Workspace, find_staff_copy
from coprod_training.progress.completion import progress_of
from coprod_training.progress.folders import outcomes_in
from coprod_training.progress.statements import scored, statements_of
from coprod_training.progress.status import CohortRow, cohort_lines, learner_lines
from coprod_training.survey.keys import progress_pseudonym


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument(
        "--statements",
        action="store_true",
        help="print the learner's xAPI statements as JSON instead",
    )
    add_workspace(parser)
    add_course(parser)


def run(asked: argparse.Namespace) -> int:
    """Print the picture of this workspace's learner, and of everybody in the gradebook."""
    workspace = workspace_of(asked)
    course = _course(asked, workspace)
    learner = getuser()
    outcomes = outcomes_in(workspace.learner, course)
    found = results(workspace.trainer / "gradebook.db")
    own = [one for one in found if one.learner == learner]
    if asked.statements:
        actor = progress_pseudonym(workspace.private, learner)
        marks = [scored(one, actor, course.info) for one in own]
        statements = [*statements_of(outcomes, actor, course.info), *(m for m in marks if m)]
        print(json.dumps(statements, indent=2))
        return 0
    progress = progress_of(course, outcomes, own)
    print(f"{course.info.title}: {learner}", *learner_lines(progress), sep="\n")
    if found:
        rows = [
            _row(course, name, found, learner, workspace)
            for name in sorted({one.learner for one in found})
        ]
        titles = [a.title for a in course.assessments]
        print("", f"Cohort: {len(rows)} in the gradebook", *cohort_lines(rows, titles), sep="\n")
    return 0


def _row(
    course: Course, name: str, found: tuple[Result, ...], here: str, workspace: Workspace
) -> CohortRow:
    outcomes = outcomes_in(workspace.learner, course) if name == here else ()
    progress = progress_of(course, outcomes, [one for one in found if one.learner == name])
    done = (sum(m.done for m in progress.modules), sum(m.of for m in progress.modules))
    return CohortRow(name, done if name == here else None, progress.assignments)


def _course(asked: argparse.Namespace, workspace: Workspace) -> Course:
    """The staff copy where there is one, else the learner's own."""
    staff = find_staff_copy(asked.course, asked.workspace)
    for root in ([staff / "course"] if staff else []) + [workspace.learner / ".coprod" / "course"]:
        if (root / "course.yaml").is_file():
            return load_course(root)
    raise CourseNotFound(
        "There is no course here yet.",
        where=str(workspace.root),
        fix="Start it once with: coprod start",
    )
