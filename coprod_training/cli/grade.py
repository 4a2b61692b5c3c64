"""Collect and grade what was handed in, running nothing that a learner wrote."""

import argparse

from coprod_training.cli.options import (
    add_assignment,
    add_course,
    add_workspace,
    assessment_of,
    staff_copy_of,
    workspace_of,
)
from coprod_training.content.course import load_course
from coprod_training.errors import CoprodError
from coprod_training.grading.round import Graded, collect, grade


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    add_assignment(parser)
    parser.add_argument(
        "--learner",
        action="append",
        default=[],
        metavar="ID",
        help="only this learner; may be given again",
    )
    parser.add_argument("--again", action="store_true", help="grade again what is graded already")
    add_workspace(parser)
    add_course(parser)


def run(asked: argparse.Namespace) -> int:
    """Grade, and print one line a learner with every reason; 1 when one could not be graded."""
    assessment_of(asked, load_course(staff_copy_of(asked) / "course"))
    root = workspace_of(asked).trainer
    if not collect(root, asked.assignment):
        raise CoprodError(
            "Hand-ins could not be collected.",
            where=str(root),
            fix=f"Release the assignment first: nbgrader release_assignment {asked.assignment}",
        )
    done = grade(root, asked.assignment, asked.learner, force=asked.again)
    for one in done:
        print(_words(one))
        for reason in one.reasons:
            print(f"    {reason}")
    print("Nothing has been handed in." if not done else f"{len(done)} looked at.")
    return 0 if all(one.done for one in done) else 1


def _words(one: Graded) -> str:
    if not one.done:
        return f"{one.learner}: not graded"
    if one.result is None:
        return f"{one.learner}: graded"
    marked = [m for m in one.result.marks if not m.by_hand]
    points = sum(m.points or 0 for m in marked)
    words = f"{one.learner}: {points:g} of {sum(m.out_of for m in marked):g} points"
    waiting = sum(m.points is None for m in one.result.marks if m.by_hand)
    return f"{words}, {waiting} to mark by hand" if waiting else words
