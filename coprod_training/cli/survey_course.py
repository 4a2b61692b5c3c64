"""Which course the survey's commands read, and in which state learners had it on one machine."""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from coprod_training.content.course import Course, load_course
from coprod_training.content.on_a_day import course_on
from coprod_training.errors import CoprodError, CourseNotFound
from coprod_training.lab.workspace import Workspace, find_staff_copy
from coprod_training.survey.instruments import instruments_of


def survey_course(asked: argparse.Namespace, workspace: Workspace) -> Course:
    """The course whose versions of the survey count, as its files have it.

    It is what --course names, else the staff copy where there is one, else the copy that was opened
    here. A steward writes a new version into the staff copy: the opened one gets it only when it is
    opened again. Raises CourseNotFound where there is none, and ContentProblems.
    """
    staff = find_staff_copy(asked.course, Path.cwd())
    root = staff / "course" if staff else _opened(workspace)
    if not (root / "course.yaml").is_file():
        raise CourseNotFound(
            "No course was opened in this workspace, and there is no staff copy here, so the words"
            " of the survey are not known.",
            where=str(workspace.root),
            fix="Give the folder that holds course/ with --course. On a hub, name its survey"
            " database too.",
        )
    return load_course(root)


def as_learners_had_it(course: Course, workspace: Workspace, day: date) -> Course:
    """The same on that day, in the state of the copy that was opened here, where one was.

    The staff copy cannot say it: its file may say "released" while learners have an open draft.
    Raises CoprodError where the opened copy has a version that this course does not have: a yes to
    words that are not known would be kept as a no.
    """
    now, root = course_on(course, day), _opened(workspace)
    if root == course.root or not (root / "course.yaml").is_file():
        return now
    opened = course_on(load_course(root), day)
    known = {(one.id, one.consent_text_version) for one in instruments_of(course)}
    unknown = [
        f"{one.id} with the consent text {one.consent_text_version}"
        for one in instruments_of(opened)
        if (one.id, one.consent_text_version) not in known
    ]
    if unknown:
        raise CoprodError(
            f"The course that was opened here has {', '.join(unknown)}. This course does not.",
            where=str(course.root / "instruments"),
            fix="Name the course that has it, with --course, or put the file of that version here.",
        )
    return replace(now, info=replace(now.info, status=opened.info.status))


def _opened(workspace: Workspace) -> Path:
    return workspace.learner / ".coprod" / "course"
