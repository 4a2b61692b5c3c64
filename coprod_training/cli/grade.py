"""Collect and grade what was handed in, running nothing that a learner wrote."""

import argparse
import os
import sys

from coprod_training.cli.options import (
    add_course,
    add_workspace,
    assessment_of,
    staff_copy_of,
    workspace_there,
)
from coprod_training.content.course import load_course
from coprod_training.content.place import learner_id
from coprod_training.errors import CoprodError
from coprod_training.grading.how_far import Tell
from coprod_training.grading.marking_round import Graded, collect, grade_all
from coprod_training.grading.records import Regrading

_BAR = 30  # characters


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument(
        "assignment", nargs="?", metavar="ASSIGNMENT", help="such as where-is-it-really"
    )
    parser.add_argument("--all", action="store_true", help="every assignment that is released")
    parser.add_argument(
        "--learner",
        action="append",
        default=[],
        metavar="ID",
        help="only this learner; may be given again",
    )
    parser.add_argument("--again", action="store_true", help="grade again what is graded already")
    parser.add_argument("--why", default="", help="why it is graded again, for the records")
    add_workspace(parser)
    add_course(parser)


def run(asked: argparse.Namespace) -> int:
    """Grade, and print one line a learner with every reason; 1 when one could not be graded."""
    course = load_course(staff_copy_of(asked) / "course")
    if asked.all == bool(asked.assignment):
        raise CoprodError("What should be graded?", fix="Give one ASSIGNMENT, or --all.")
    again = _regrading(asked)
    root = workspace_there(asked).trainer
    if asked.assignment:
        assessment_of(asked, course)
        assignments = [asked.assignment]
    else:
        assignments = [one.id for one in course.assessments if (root / "release" / one.id).is_dir()]
    if not assignments:
        raise CoprodError(
            "No assignment is released yet.",
            where=str(root),
            fix="Release one on the trainer's page: coprod start --as trainer",
        )
    for assignment in assignments:
        if not collect(root, assignment, tell=_bar("Collecting")):
            raise CoprodError(
                "Hand-ins could not be collected.",
                where=str(root),
                fix=f"Release the assignment first: nbgrader release_assignment {assignment}",
            )
    done = grade_all(root, assignments, asked.learner, again=again, tell=_bar("Marking"))
    for assignment, graded in done.items():
        if asked.all:
            print(f"{assignment}:")
        _print(graded)
    return 0 if all(one.done for graded in done.values() for one in graded) else 1


def _regrading(asked: argparse.Namespace) -> Regrading | None:
    if not asked.again:
        if asked.why:
            raise CoprodError("--why belongs to --again.", fix="Add --again, or leave it out.")
        return None
    why = " ".join(asked.why.split())
    if not why:
        raise CoprodError(
            "Marks that are given may change. Say why, for the records.",
            fix='Add --why, such as: --why "The key of question 2 was wrong."',
        )
    return Regrading(learner_id(os.environ), why)


def _print(graded: tuple[Graded, ...]) -> None:
    for one in graded:
        print(_words(one))
        for reason in one.reasons:
            print(f"    {reason}")
    print("Nothing has been handed in." if not graded else f"{len(graded)} looked at.")


def _bar(doing: str) -> Tell:
    """A bar that is written over, for whoever waits at a screen; a log gets none of it."""

    def tell(done: int, of: int) -> None:
        if sys.stderr.isatty():
            bar = "#" * (_BAR * done // of)
            words = f"\r{doing} [{bar:.<{_BAR}}] {done:,} of {of:,}"
            print(words, end="\n" if done == of else "", file=sys.stderr, flush=True)

    return tell


def _words(one: Graded) -> str:
    if not one.done:
        return f"{one.learner}: not graded"
    if one.result is None:
        return f"{one.learner}: graded"
    marked = [m for m in one.result.marks if not m.by_hand]
    points = sum(m.points or 0 for m in marked)
    words = f"{one.learner}: {points:g} of {sum(m.out_of for m in marked):g} points"
    if one.result.taken_off:
        words = f"{words}, {one.result.taken_off:g} taken off for being late"
    waiting = sum(m.points is None for m in one.result.marks if m.by_hand)
    return f"{words}, {waiting} to mark by hand" if waiting else words
