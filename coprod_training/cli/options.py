"""The options that several verbs share, with the same words everywhere."""

import argparse
import os
from pathlib import Path

from coprod_training.content.assessment import Assessment
from coprod_training.content.course import Course
from coprod_training.content.numbers import slugs_by_number
from coprod_training.errors import CoprodError, CourseNotFound
from coprod_training.lab.workspace import DEFAULT, Workspace, find_staff_copy, open_workspace


def add_workspace(parser: argparse.ArgumentParser) -> None:
    """Offer --workspace."""
    parser.add_argument(
        "--workspace",
        type=Path,
        default=Path(os.environ.get("COPROD_WORKSPACE", DEFAULT)),
        metavar="DIR",
        help="where lessons, answers and marks are kept (default: ~/coprod)",
    )


def add_course(parser: argparse.ArgumentParser) -> None:
    """Offer --course."""
    parser.add_argument(
        "--course",
        type=Path,
        metavar="DIR",
        help="the staff copy of the course (default: the checkout this is run in)",
    )


def add_key(parser: argparse.ArgumentParser) -> None:
    """Offer --key."""
    parser.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="your own key to the register of contributors; a keeper's opens all of it",
    )


def add_assignment(parser: argparse.ArgumentParser) -> None:
    """Ask for the assignment."""
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="such as where-is-it-really")


def assessment_of(asked: argparse.Namespace, course: Course) -> Assessment:
    """The assignment that was asked for. Raises CoprodError when there is none of its name."""
    found = course.assessment(asked.assignment)
    if found is None:
        known = ", ".join(one.id for one in course.assessments)
        raise CoprodError(
            f'This course has no assignment called "{asked.assignment}".', fix=f"It has: {known}."
        )
    return found


def module_asked_for(course: Course, asked: str) -> str:
    """The name of a module, by name or number. Raises CoprodError when there is none."""
    by_number = slugs_by_number(course.modules)
    slug = by_number.get(asked, asked)
    if course.module(slug) is None:
        known = ", ".join(f"{number} ({slug})" for number, slug in by_number.items())
        raise CoprodError(f'This course has no module called "{asked}".', fix=f"It has: {known}.")
    return slug


def workspace_of(asked: argparse.Namespace) -> Workspace:
    """The workspace that was asked for, with its folders made."""
    return open_workspace(asked.workspace)


def workspace_there(asked: argparse.Namespace) -> Workspace:
    """The workspace that was asked for, to read or to answer in. Nothing is made.

    Raises CoprodError, which names the folder, where there is none.
    """
    workspace = Workspace(asked.workspace.expanduser().resolve())
    if not workspace.is_there():
        raise CoprodError(
            "There is no workspace here. Nothing was changed.",
            where=str(workspace.root),
            fix="Give the folder that the course is kept in, with --workspace.",
        )
    return workspace


def private_of(asked: argparse.Namespace) -> Path:
    """Where the workspace keeps what is private. Nothing is made there."""
    root: Path = asked.workspace
    return root.expanduser().resolve() / "private"


def refuse_inside(root: Path, path: Path) -> None:
    """Raise CoprodError for a place in the repository, which keeps what is put there for ever.

    root: the staff copy. path: of something that holds a person's words, name or pay.
    """
    if path.resolve().is_relative_to(root.resolve()):
        raise CoprodError(
            "This is in the repository, which keeps everything for ever.",
            where=str(path),
            fix="Choose a place outside it. If there is something there already, move it, and"
            " never commit it.",
        )


def staff_copy_of(asked: argparse.Namespace) -> Path:
    """The staff copy that was asked for. Raises CourseNotFound when there is none."""
    found = find_staff_copy(asked.course, Path.cwd())
    if found is None:
        raise CourseNotFound(
            "This needs the staff copy of the course, with its keys. None was found.",
            fix="Give the folder that holds course/, modules/ and exercises/ with --course.",
        )
    return found
